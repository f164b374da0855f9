"""One line a finding, for editors, scripts and long lists; nothing else is on standard output."""

from collections.abc import Iterator

from ..outcome import Outcome
from .cells import visible
from .view import View


def concise(outcome: Outcome, view: View) -> Iterator[str]:
    """`path:line:column: rule message`, a line each."""
    for finding in outcome.findings:
        place = view.paint("place", f"{visible(finding.path)}:{finding.line}:{finding.column}:")
        yield f"{place} {view.paint('rule', finding.rule)} {visible(finding.message)}\n"
