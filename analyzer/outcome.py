"""What a whole run found: the reports on all files, added up and put in order. This is what reporters
print."""

from collections.abc import Iterable

from .findings import FileReport, Finding, Skipped, Started
from .records import NamedTuple
from .summary import summary_line


class Outcome(NamedTuple):
    """Findings by path, line, column and rule; skipped files and folders by path; how many files there were,
    in how many of them a span is started, and how many starts that makes; how many findings more there are
    that the baseline knows, where it stands, and which of its entries are `stale`: path, rule, function, code
    and how often it is not found any more. `started` tells, by path, in which ways the spans are started."""

    findings: list[Finding]
    skipped: list[Skipped]
    files: int
    files_with_spans: int
    spans: int
    known: int = 0
    started: tuple[tuple[str, tuple[Started, ...]], ...] = ()
    baseline: str | None = None
    stale: tuple[tuple[str, str, str, str, int], ...] = ()

    def summary(self) -> str:
        """The outcome in one line."""
        found, skipped = len(self.findings), len(self.skipped)
        gone = sum(entry[-1] for entry in self.stale)
        return summary_line(self.files, self.files_with_spans, self.spans, found, skipped, self.known, gone)

    def starts_by_library(self) -> dict[str, dict[str, int]]:
        """How many spans are started, by library and by kind, the library with the most first."""
        counts: dict[str, dict[str, int]] = {}
        for each in (each for _, started in self.started for each in started):
            kinds = counts.setdefault(each.library, {})
            kinds[each.kind] = kinds.get(each.kind, 0) + each.spans
        return dict(sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0])))


def collect(reports: Iterable[FileReport], unreadable: Iterable[Skipped] = ()) -> Outcome:
    """The outcome of a run with these reports, in which the folders in `unreadable` could not be entered;
    they may become known only while the reports are made."""
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    started: list[tuple[str, tuple[Started, ...]]] = []
    files = files_with_spans = spans = 0
    for report in reports:
        files += 1
        files_with_spans += report.starts > 0
        spans += report.starts
        findings += report.findings
        if report.started:
            started.append((report.path, report.started))
        if report.skipped is not None:
            skipped.append(report.skipped)
    skipped += unreadable
    findings.sort(key=lambda finding: (finding.path, finding.line, finding.column, finding.rule))
    return Outcome(findings, sorted(skipped), files, files_with_spans, spans, started=tuple(sorted(started)))
