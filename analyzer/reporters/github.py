"""Annotations of GitHub: commands that a workflow's log shows at the lines of a pull request."""

from collections.abc import Iterator

from ..findings import Finding
from ..outcome import Outcome
from .view import View


def github(outcome: Outcome, _: View) -> Iterator[str]:
    """One command a finding; GitHub shows ten of a step."""
    for finding in outcome.findings:
        named = ",".join(f"{name}={escaped_property(value)}" for name, value in properties(finding))
        yield f"::error {named}::{escaped(text_of(finding))}\n"


def properties(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "title", f"spanlint ({finding.rule})"
    yield "file", finding.path.replace("\\", "/")
    yield "line", str(finding.line)
    yield "endLine", str(finding.end_line)
    # Columns are refused where a stretch runs over lines.
    if finding.line == finding.end_line:
        yield "col", str(finding.column)
        yield "endColumn", str(finding.end_column)


def text_of(finding: Finding) -> str:
    """The message and the path; the first line begins with the place, as the log shows nothing else."""
    lines = [f"{finding.path}:{finding.line}:{finding.column}: {finding.message}"]
    lines += [f"({number}) line {turn.line}: {turn.note}" for number, turn in enumerate(finding.flow, 1)]
    return "\n".join([*lines, finding.help])


def escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
