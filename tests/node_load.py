"""Much for a node to do: long streams in which a part is broken, and nodes killed while they write."""

import json
import random
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from node_client import ask, start

KEEP_ALL = ("--retention", "10000000")
MALFORMED = 12
# What a client may send that is no message, and that the one before can't go on with: each is one error.
BROKEN = (
    b'{"type": "log", "message": ',
    b"no message",
    b'{"type": "log", "message": NaN}',
    b"{]",
    b"\xff\xfe",
)


def stream(count: int, seed: int = 0) -> Iterator[tuple[bytes, bool]]:
    """So many lines, with a number each, and whether the line is a message: a tenth is broken."""
    chance = random.Random(seed)
    for number in range(count):
        if chance.random() < 0.1:
            yield chance.choice(BROKEN) + b"\n", False
        else:
            yield b'{"type": "log", "msg_id": %d, "message": "line %d"}\n' % (number, number), True


def misplaced(count: int, replies: Sequence[bytes]) -> list[str]:
    """What is wrong with the replies to a stream: [] where each line has its own, in order."""
    if len(replies) != count:
        return [f"{len(replies)} replies to {count} lines"]
    pairs = zip(enumerate(stream(count)), map(json.loads, replies), strict=True)
    return [
        f"line {number}: {reply}"
        for (number, (_, good)), reply in pairs
        if (reply.get("in_reply_to") != number if good else reply.get("code") != MALFORMED)
    ]


def acknowledged_until_killed(store: Path, run: int, chance: random.Random) -> set[str]:
    """The log lines that a node on `store` has acknowledged when it is killed, at a random moment."""
    process = start("--store", str(store), "--ack", *KEEP_ALL)
    assert process.stdin is not None
    assert process.stdout is not None
    writing = threading.Thread(target=_write_logs, args=(process, process.stdin, run))
    writing.start()
    first = process.stdout.readline()
    time.sleep(chance.uniform(0, 0.1))
    process.kill()
    replies = (first + process.stdout.read()).splitlines(keepends=True)
    writing.join()
    process.communicate()
    # The last reply may have been cut short, and then it has not been given.
    whole = [json.loads(reply) for reply in replies if reply.endswith(b"\n")]
    assert all(reply["type"] == "log_ok" for reply in whole)
    return {f"{run}:{reply['in_reply_to']}" for reply in whole}


def _write_logs(process: "subprocess.Popen[bytes]", to: IO[bytes], run: int) -> None:
    number = 0
    try:
        while process.poll() is None:
            message = {"type": "log", "msg_id": number, "message": f"{run}:{number}"}
            to.write(json.dumps(message).encode() + b"\n")
            to.flush()
            number += 1
    except BrokenPipeError:
        pass


def lost(store: Path, kills: int, seed: int = 0) -> tuple[int, set[str]]:
    """How many lines nodes have acknowledged until each was killed, and those that the store has lost."""
    chance = random.Random(seed)
    runs = [acknowledged_until_killed(store, run, chance) for run in range(kills)]
    given = set[str]().union(*runs)
    (found,) = ask({"type": "search_logs"}, options=["--store", str(store), *KEEP_ALL])
    return len(given), given - {line["message"] for line in found["logs"]}
