"""Applies fixes to a text, one after the other, and keeps only what holds.

A fix is kept if the text after it parses with no new error, if the finding is gone, and if no other finding
has come in its place. What can't be kept is left as it was, so that a second run changes nothing.
"""

from collections import Counter
from collections.abc import Iterable

from ..check import check_source
from ..code.project import Project
from ..findings import Edit, FileReport, Finding, Fix
from ..grammars.languages import load_language
from ..records import NamedTuple
from ..running.guessing import unread_bytes
from ..settings import Settings

_MOST = 200


class Fixed(NamedTuple):
    """A text after its fixes: how many were applied, and the report on what is left."""

    text: bytes
    applied: int
    report: FileReport


def fixed(
    path: str,
    text: bytes,
    settings: Settings,
    language: str,
    unsafe: bool = False,
    project: Project | None = None,
    spared: Iterable[Finding] = (),
) -> Fixed:
    """The text with its safe fixes applied, and the suggested ones with `unsafe`; findings that are `spared`
    stay as they are."""
    report = check_source(path, text, settings, language, project)
    left = _Spared(report, spared)
    refused = set[tuple[str, tuple[Edit, ...]]]()
    applied = 0
    while applied < _MOST:
        finding = _next(left.others(report), refused, unsafe)
        if finding is None or finding.fix is None:
            break
        after = applied_to(text, finding.fix.edits)
        found = check_source(path, after, settings, language, project)
        if _holds(report, found, finding) and _parses_as_well(text, after, language):
            left.forget(report, finding)
            text, report, applied = after, found, applied + 1
            refused.clear()
        else:
            refused.add((finding.rule, finding.fix.edits))
    return Fixed(text, applied, report)


def applied_to(text: bytes, edits: tuple[Edit, ...]) -> bytes:
    """A text with edits applied that do not overlap; of several at one place, the first comes first."""
    parts, at = list[bytes](), 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[at:start], new.encode("utf-8", "surrogateescape")]
        at = end
    return b"".join([*parts, text[at:]])


def may_fix(fix: Fix | None, unsafe: bool) -> bool:
    """Whether a fix is one to apply."""
    return fix is not None and (fix.safe or unsafe)


class _Spared:
    """The findings that are to stay as they are. They are known again by what stays the same when code moves,
    and of several alike by their order."""

    def __init__(self, report: FileReport, spared: Iterable[Finding]) -> None:
        stay = set(spared)
        self._stays: dict[tuple[str, ...], list[bool]] = {}
        for finding in report.findings:
            self._stays.setdefault(_mark(finding), []).append(finding in stay)

    def others(self, report: FileReport) -> list[Finding]:
        """The findings of a report that may be fixed."""
        seen, found = Counter[tuple[str, ...]](), list[Finding]()
        for finding in report.findings:
            stays, number = self._stays.get(_mark(finding), []), seen[_mark(finding)]
            seen[_mark(finding)] += 1
            if number >= len(stays) or not stays[number]:
                found.append(finding)
        return found

    def forget(self, report: FileReport, finding: Finding) -> None:
        """Leaves a finding out that is there no more."""
        alike = [each for each in report.findings if _mark(each) == _mark(finding)]
        del self._stays.get(_mark(finding), [])[alike.index(finding) : alike.index(finding) + 1]


def _mark(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.function, finding.code


def _next(
    findings: Iterable[Finding], refused: set[tuple[str, tuple[Edit, ...]]], unsafe: bool
) -> Finding | None:
    for finding in findings:
        fix = finding.fix
        if fix is not None and may_fix(fix, unsafe) and (finding.rule, fix.edits) not in refused:
            return finding
    return None


def _holds(before: FileReport, after: FileReport, finding: Finding) -> bool:
    """Whether a finding is gone, and no other has come."""
    old = Counter(each.rule for each in before.findings)
    new = Counter(each.rule for each in after.findings)
    return after.skipped is None and new[finding.rule] < old[finding.rule] and new <= old


def _parses_as_well(before: bytes, after: bytes, language: str) -> bool:
    known = load_language(language)
    return unread_bytes(known, after) <= unread_bytes(known, before)
