"""What a long stream of messages costs the node, against a loop that reads JSON, parses it and prints JSON;
and whether it loses what it has acknowledged when it is killed, again and again.

A tenth of the lines is broken. Prints the ratio of the times, and the memory early on and at the end."""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).parents[1]))

from checkout import ROOT, environment
from node_client import NODE
from node_load import lost, misplaced, stream

BARE = """
import json, sys
for line in sys.stdin.buffer:
    try:
        reply = {"type": "log_ok", "in_reply_to": json.loads(line)["msg_id"]}
    except Exception as error:
        reply = {"type": "error", "text": str(error)}
    sys.stdout.buffer.write(json.dumps(reply).encode() + b"\\n")
    sys.stdout.buffer.flush()
"""
MOST_GROWTH = 1.1
# The memory is looked at while some lines are still to come; one that may go on is answered with the next.
TAIL = 100


def main() -> int:
    """Prints the measures; returns 1 where a reply is missing or misplaced, memory grows, a line is lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=100_000, help="lines (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=100, help="how often a node is killed (default: 100)")
    options = parser.parse_args()
    bare, _, _, _ = exchange([sys.executable, "-c", BARE], options.count)
    took, replies, early, late = exchange([*NODE, "--ack"], options.count)
    wrong = misplaced(options.count, replies)
    print(f"{options.count} lines: {options.count / took:.0f} a second, {took / bare:.1f} x a bare loop")
    print(f"replies that are missing or misplaced: {wrong[:3] or 'none'}")
    print(f"memory: {early} kB after a third, {late} kB at the end")
    with tempfile.TemporaryDirectory() as folder:
        acknowledged, missing = lost(Path(folder) / "logs.db", options.kills)
    print(f"{options.kills} kills: {len(missing)} of {acknowledged} acknowledged lines lost")
    return 1 if wrong or missing or late > early * MOST_GROWTH else 0


def exchange(command: Sequence[str], count: int) -> tuple[float, list[bytes], int, int]:
    """The seconds that a process takes for a stream, its replies, and its memory in kB early and late."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    assert process.stdout is not None
    lines = [line for line, _ in stream(count)]
    writing = threading.Thread(target=write, args=(process.stdin, lines[:-TAIL]))
    begun = time.perf_counter()
    writing.start()
    replies = [process.stdout.readline() for _ in range(count // 3)]
    early = memory(process.pid)
    replies += [process.stdout.readline() for _ in range(count - len(replies) - 2 * TAIL)]
    late = memory(process.pid)
    writing.join()
    process.stdin.writelines(lines[-TAIL:])
    process.stdin.close()
    replies += process.stdout.readlines()
    process.wait()
    return time.perf_counter() - begun, replies, early, late


def write(to: IO[bytes], lines: list[bytes]) -> None:
    to.writelines(lines)
    to.flush()


def memory(process: int) -> int:
    """The kB of memory that a process has."""
    text = Path(f"/proc/{process}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0])


if __name__ == "__main__":
    sys.exit(main())
