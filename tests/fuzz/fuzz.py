"""Coverage-guided fuzzing of the analysis and of the node's protocol, with atheris; README.md says how."""

import argparse
import io
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr
from itertools import islice
from pathlib import Path

import atheris

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

with atheris.instrument_imports(include=["spanlint"]):
    from places import in_range
    from spanlint.analyzer.check import Settings, check_source
    from spanlint.node.answers import Node
    from spanlint.node.framing import Framer, lines_of
    from spanlint.node.logs import Store
    from spanlint.node.server import respond

# The first byte of an input says what the others are.
ENDINGS = {b"p": ".py", b"j": ".js", b"t": ".ts", b"x": ".tsx"}
NODE = b"n"
CRASH = 13

# How often bytes are changed rather than lines, and how often lines are taken out.
BYTES_PART, DELETING_PART = 0.3, 0.4
LINES: dict[bytes, list[bytes]] = {}


def test_one_input(data: bytes) -> None:
    """Raises for what must never happen; atheris keeps the input that does it."""
    kind, text = data[:1], data[1:]
    if kind in ENDINGS:
        check(ENDINGS[kind], text)
    elif kind == NODE:
        talk(text)


def check(ending: str, text: bytes) -> None:
    """Analyses a text twice: the report is the same both times, and what it says stands in the text."""
    report = check_source("a" + ending, text, Settings())
    assert report == check_source("a" + ending, text, Settings()), "not the same report"
    assert report.skipped is None or "seconds" not in report.skipped.reason, report.skipped
    for finding in report.findings:
        assert in_range(finding, text), finding


def talk(text: bytes) -> None:
    """Sends a text to a node: each reply is one line of JSON, and none tells of a crash."""
    framer, store, problems = Framer(), Store(), io.StringIO()
    node = Node(store)
    with redirect_stderr(problems):
        values = [value for line in lines_of(io.BytesIO(text)) for value in framer.feed(line)]
        for value in [*values, *framer.close()]:
            for line in respond(node, value, ack=True).splitlines():
                assert json.loads(line).get("code") != CRASH, problems.getvalue()
    store.close()


def change(data: bytes, most: int, seed: int) -> bytes:
    """An input made from another one: by whole lines, so that most of it stays code, or else by bytes."""
    chance = random.Random(seed)
    if chance.random() < BYTES_PART:
        return bytes(atheris.Mutate(data, most))
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    end = min(len(lines), start + chance.randint(0, 3))
    at = chance.randrange(len(lines) + 1)
    others = [chance.choice(LINES[data[:1]])] if LINES.get(data[:1]) else []
    lines[at:at] = chance.choice([others, others, lines[start:end]])
    if chance.random() < DELETING_PART:
        del lines[start:end]
    return data[:1] + b"\n".join(lines)[1:most]


def seeds() -> Iterator[bytes]:
    """The fixtures, the flow programs and the node's examples."""
    for kind, ending in ENDINGS.items():
        for folder in ("fixtures", "flow", "fuzz/found"):
            yield from (kind + path.read_bytes() for path in sorted((TESTS / folder).rglob(f"*{ending}")))
    for path in (TESTS.parent / "examples/node.jsonl", *sorted((TESTS / "fuzz/found").glob("*.jsonl"))):
        yield NODE + path.read_bytes()
        yield from (NODE + line for line in path.read_bytes().splitlines())


def main() -> None:
    """Fuzzes until a failure, or as long as the options of libFuzzer say."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=False)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth seed only")
    options, others = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(islice(seeds(), 0, None, options.every)):
            (Path(folder) / str(number)).write_bytes(seed)
            LINES.setdefault(seed[:1], []).extend(seed[1:].split(b"\n"))
        atheris.Setup([sys.argv[0], *others, folder], test_one_input, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
