"""How many leaks are found in real code: the ends of its spans are taken away, one at a time.

    python tests/bench/seeded.py FOLDER [FOLDER ...]

prints, for each language, in how many of the texts that come of it something is reported that was not before,
and with `--list` those in which nothing is. Not every one of these is a leak: a span may have another end, or
an owner in a file that is not looked at again. So the figure is for comparing two states of spanlint, and the
list for reading; what is silent because the span has been given away is silent by design.
"""

import argparse
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spanlint.analyzer.check import check_source
from spanlint.analyzer.code.places import role_of
from spanlint.analyzer.code.project import Project
from spanlint.analyzer.files.disk import Disk
from spanlint.analyzer.files.neighbours import Neighbours
from spanlint.analyzer.findings import FileReport
from spanlint.analyzer.grammars.languages import language_of, load_language
from spanlint.analyzer.grammars.parsing import parse
from spanlint.analyzer.running.discovery import discover
from spanlint.analyzer.settings import Settings
from spanlint.analyzer.source import Source
from spanlint.analyzer.syntax import Deadline
from spanlint.analyzer.tracing.takers import enders
from spanlint.analyzer.unit import Unit

LEAKS = frozenset(["unended-span", "unended-on-exception", "overwritten-span", "discarded-span"])
# A statement of both languages that does nothing.
NOTHING = b"0"
# What an end may stand in that is more than a statement of its own: `work(() => span.end())`.
ROLES = ("discard", "function")
# As far above an end, a leak that is reported anyway may be of the span that it is of.
LINES_ABOVE = 200


class Seeded(NamedTuple):
    """A text without one of its ends, which stood on a 1-based line."""

    path: str
    line: int
    text: bytes
    before: FileReport


def main() -> None:
    """Prints a line a language."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", help="projects of real code, each a folder of its own")
    parser.add_argument("--most", type=int, default=12, help="how many ends of each project (default: 12)")
    parser.add_argument("--list", action="store_true", help="print where nothing is reported")
    asked = parser.parse_args()
    counts: dict[str, list[bool]] = {}
    start = Path.cwd()
    for folder in asked.folders:
        os.chdir(start / folder)
        project = Project(Neighbours(Disk(max_bytes=1_000_000)))
        paths = sorted(target.path for target in discover(["."], []))
        seeded = [each for path in paths for each in texts(path, project)]
        random.Random(5).shuffle(seeded)
        for each in seeded[: asked.most]:
            found = is_reported(each, project)
            counts.setdefault(language_of(each.path) or "", []).append(found)
            if asked.list and not found:
                print(f"{folder}/{each.path}:{each.line}")
    for language, hits in sorted(counts.items()):
        print(f"{language}: {sum(hits)} of {len(hits)}, {sum(hits) / len(hits):.0%}")


def texts(path: str, project: Project) -> Iterator[Seeded]:
    """The texts that come of a file without one of its ends, but for those near to leaks that it has."""
    text, language = Path(path).read_bytes(), language_of(path)
    if language is None or len(text) > 200_000:
        return
    before = check_source(path, text, Settings(), language, project)
    if before.skipped is not None or not before.starts:
        return
    leaks = [finding.line for finding in before.findings if finding.rule in LEAKS]
    for start, end in ends_in(path, text, language):
        line = text.count(b"\n", 0, start) + 1
        if not any(line - LINES_ABOVE < leak <= line for leak in leaks):
            lines = b"\n" * text.count(b"\n", start, end)
            yield Seeded(path, line, text[:start] + NOTHING + lines + text[end:], before)


def ends_in(path: str, text: bytes, language: str) -> list[tuple[int, int]]:
    """The statements that end a span, each from one 0-based byte to another."""
    source, known, deadline = Source(path, text), load_language(language), Deadline(5.0)
    unit = Unit(source, parse(source, known, deadline), known, deadline)
    found = set[tuple[int, int]]()
    for _, taker in enders(unit):
        above = [node for node in unit.path_to(taker.at.start_byte) if role_of(unit, node) in ROLES]
        if above and role_of(unit, above[-1]) == "discard":
            found.add((above[-1].start_byte, above[-1].end_byte))
    return sorted(found)


def is_reported(seeded: Seeded, project: Project) -> bool:
    """Whether a leak is reported that was not before."""
    after = check_source(seeded.path, seeded.text, Settings(), None, project)
    known = {(finding.rule, finding.line) for finding in seeded.before.findings}
    return any(each.rule in LEAKS and (each.rule, each.line) not in known for each in after.findings)


if __name__ == "__main__":
    main()
