"""One line a finding with all that is needed to mend it, for coding assistants: rule, place, path, remedy."""

from collections.abc import Iterator

from ..findings import Finding, option_for
from ..outcome import Outcome
from .cells import visible
from .view import View


def agent(outcome: Outcome, _: View) -> Iterator[str]:
    """The findings, a line each, then the summary, which tells that this is all."""
    for finding in outcome.findings:
        yield visible(line_of(finding)) + "\n"
    yield outcome.summary() + "\n"


def line_of(finding: Finding) -> str:
    """A finding in one line: `path:line:column rule: message | path: ... | fix: ...`."""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    steps = [f"line {finding.line} starts it"] if finding.flow else []
    steps += [
        f"{'' if turn.path == finding.path else turn.path + ' '}line {turn.line} {turn.note}"
        for turn in finding.flow
    ]
    path = [f"path: {', then '.join(steps)}"] if steps else []
    remedy = " ".join(finding.help.split())
    return " | ".join(
        [f"{place} {finding.rule}: {finding.message}", f"in {finding.function}", *path, f"fix: {remedy}"]
        + ([f"{option_for(finding.fix)} does it: {finding.fix.title}"] if finding.fix else [])
    )
