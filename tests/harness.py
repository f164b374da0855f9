"""Runs spanlint on a sample file and says, in words, where findings and expectations differ.

A case is a top-level function, a method, a class, or what stands outside of them (`<module>`). A file is
analysed once; a case answers for the findings that start in its lines, and a line without an expectation has
to be silent.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from expectations import Expectation, ExpectationError, read_expectations
from spanlint.analyzer.check import Settings, check_source
from spanlint.analyzer.code.project import Project
from spanlint.analyzer.files.disk import Disk
from spanlint.analyzer.files.neighbours import Neighbours
from spanlint.analyzer.findings import FileReport, Finding
from spanlint.analyzer.grammars.languages import language_of
from spanlint.analyzer.rules import RULES
from syntax_trees import MODULE, is_between_tokens, parse, read_comments, read_owners

# A sample about ends records an error in a line and leaves out the status, so only those that name this rule
# answer to it.
EVERYWHERE = frozenset(rule.name for rule in RULES if rule.default == "on") - {"record-without-status"}
FIXTURES = Path(__file__).parent / "fixtures"
PROJECTS = Path(__file__).parent / "projects"


@dataclass(frozen=True)
class Sample:
    """A sample file, and the project that it is part of; nothing is read from it or analysed before it is
    asked for, and then once."""

    name: str
    text: bytes
    language: str
    project: Project | None = None

    @cached_property
    def report(self) -> FileReport:
        """What the rules say of it that every sample answers to, and those that it names."""
        named = {each.rule for each in self.expectations if each.rule}
        return check_source(self.name, self.text, Settings(EVERYWHERE | named), self.language, self.project)

    @cached_property
    def owners(self) -> dict[int, str]:
        """The case of each line; lines outside of all functions and classes are left out."""
        return read_owners(parse(self.text, self.language))

    @cached_property
    def expectations(self) -> list[Expectation]:
        """What the comments expect; raises ExpectationError."""
        return read_expectations(read_comments(parse(self.text, self.language), self.text))

    def cases(self) -> list[str]:
        """The names of the cases, in the order in which they start, then `<module>`."""
        return [*dict.fromkeys(self.owners[line] for line in sorted(self.owners)), MODULE]

    def complaints(self, case: str) -> list[str]:
        """A sentence for each difference between what a case expects and what is found, none if it holds."""
        expected = [each for each in self.expectations if self.owners.get(each.line, MODULE) == case]
        found = [each for each in self.report.findings if self.owners.get(each.line, MODULE) == case]
        skipped = [f"skipped: {self.report.skipped.reason}"] if self.report.skipped else []
        return [*skipped, *self._misplaced(found), *compare(expected, found)]

    def _misplaced(self, found: Iterable[Finding]) -> Iterator[str]:
        tree = parse(self.text, self.language)
        for finding in found:
            start, end = (finding.line, finding.column), (finding.end_line, finding.end_column)
            if not is_between_tokens(tree, self.text, start, end):
                yield f"line {start[0]}: {finding.rule} from {start} to {end} cuts a token"


_loaded: dict[Path, Sample] = {}


def load(path: Path) -> Sample:
    """The sample in a file; ValueError for a file that is in no language we read."""
    language = language_of(str(path))
    if language is None:
        raise ValueError(f"{path.name}: no language has this extension")
    if path not in _loaded:
        inside = PROJECTS in path.parents
        name = str(path) if inside else path.name
        _loaded[path] = Sample(name, path.read_bytes(), language, new_project() if inside else None)
    return _loaded[path]


def new_project() -> Project:
    """A project of which nothing has been read yet."""
    return Project(Neighbours(Disk(max_bytes=1_000_000)))


def known_gaps() -> dict[str, Counter[str]]:
    """How often all samples together say `miss` and `noise`, by language; the unreadable ones never."""
    counts: dict[str, Counter[str]] = {}
    for path in (*FIXTURES.rglob("*.*"), *PROJECTS.rglob("*.*")):
        if language_of(str(path)) is None or not re.search(rb"miss|noise", path.read_bytes()):
            continue
        sample = load(path)
        try:
            words = [each.word for each in sample.expectations if each.word in ("miss", "noise")]
        except ExpectationError:
            continue
        counts.setdefault(sample.language, Counter()).update(words)
    return counts


def compare(expected: Sequence[Expectation], found: Sequence[Finding]) -> list[str]:
    """The differences between the expectations and the findings of one case: labels first, then by line."""
    wanted = [each for each in expected if each.word != "exit"]
    complaints = list(_label_problems(expected))
    exits = {each.label: each.line for each in expected if each.word == "exit"}
    places = {(each.line, each.rule) for each in wanted} | {(each.line, each.rule) for each in found}
    for line, rule in sorted(places):
        here = [each for each in wanted if (each.line, each.rule) == (line, rule)]
        there = [each for each in found if (each.line, each.rule) == (line, rule)]
        complaints += [f"line {line}: {text}" for text in _compare_rule(rule, here, there, exits)]
    return complaints


def _label_problems(expected: Sequence[Expectation]) -> Iterator[str]:
    for label in sorted({each.label for each in expected} - {""}):
        for word in ("want", "exit"):
            count = sum((each.word, each.label) == (word, label) for each in expected)
            if count != 1:
                yield f"{count} {word}({label}) in this case, 1 expected"


def _compare_rule(
    rule: str, expected: Sequence[Expectation], found: Sequence[Finding], exits: dict[str, int]
) -> Iterator[str]:
    """The differences in one rule on one line."""
    words = {each.word for each in expected}
    due = [each for each in expected if each.word != "miss"]
    if len(found) > len(due) and "miss" in words:
        yield f"{rule} is now found: change miss to want"
    elif len(found) > len(due) == 0:
        yield f"unexpected {rule}{_way_out(found[0])}: {found[0].message}"
    elif not found and "noise" in words:
        yield f"{rule} is no longer reported: delete noise"
    elif not found and due:
        yield f"missing {rule}"
    elif len(found) != len(due):
        yield f"{len(found)} {rule} here, {len(due)} expected"
    else:
        for expectation, finding in zip(due, sorted(found, key=lambda each: each.column), strict=True):
            yield from _compare_one(expectation, finding, exits)


def _compare_one(expectation: Expectation, finding: Finding, exits: dict[str, int]) -> Iterator[str]:
    if expectation.text not in finding.message:
        yield f'{finding.rule} says "{finding.message}", expected "{expectation.text}" in it'
    line = exits.get(expectation.label)
    if line is not None and line != _last_line(finding):
        yield f"{finding.rule}{_way_out(finding) or ', shows no path'}, expected {line}"


def _last_line(finding: Finding) -> int | None:
    return finding.flow[-1].line if finding.flow else None


def _way_out(finding: Finding) -> str:
    return f", leaves at line {_last_line(finding)}" if finding.flow else ""
