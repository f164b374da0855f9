"""The node as a process, for the tests: lines in, lines out."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from checkout import ROOT, environment

NODE = (sys.executable, "-m", "spanlint.node")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Reply = dict[str, Any]


def talk(text: bytes, *options: str, command: Sequence[str] = NODE) -> bytes:
    """What the node prints when `text` is all it is told; it must end well and say nothing else."""
    done = subprocess.run(
        [*command, *options], cwd=ROOT, env=environment(), input=text, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def ask(*messages: Mapping[str, object] | str, options: Sequence[str] = ()) -> list[Reply]:
    """The replies to `messages`, each sent as one line; a text is sent as it is."""
    lines = [message if isinstance(message, str) else json.dumps(message) for message in messages]
    return [json.loads(line) for line in talk("\n".join(lines).encode(), *options).splitlines()]


def start(*options: str) -> "subprocess.Popen[bytes]":
    """A node that waits for messages."""
    pipe = subprocess.PIPE
    command = [*NODE, *options]
    return subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=pipe, stdout=pipe, stderr=pipe)
