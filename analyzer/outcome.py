"""What a whole run found: the reports on all files, added up and put in order. This is what reporters
print."""

from collections.abc import Iterable

from .findings import FileReport, Finding, Skipped
from .records import NamedTuple
from .summary import summary_line


class Outcome(NamedTuple):
    """Findings by path, line, column and rule; skipped files and folders by path; how many files there were,
    in how many of them a span is started, and how many starts that makes."""

    findings: list[Finding]
    skipped: list[Skipped]
    files: int
    files_with_spans: int
    spans: int

    def summary(self) -> str:
        """The outcome in one line."""
        found, skipped = len(self.findings), len(self.skipped)
        return summary_line(self.files, self.files_with_spans, self.spans, found, skipped)


def collect(reports: Iterable[FileReport], unreadable: Iterable[Skipped] = ()) -> Outcome:
    """The outcome of a run with these reports, in which the folders in `unreadable` could not be entered;
    they may become known only while the reports are made."""
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    files = files_with_spans = spans = 0
    for report in reports:
        files += 1
        files_with_spans += report.starts > 0
        spans += report.starts
        findings += report.findings
        if report.skipped is not None:
            skipped.append(report.skipped)
    skipped += unreadable
    findings.sort(key=lambda finding: (finding.path, finding.line, finding.column, finding.rule))
    return Outcome(findings, sorted(skipped), files, files_with_spans, spans)
