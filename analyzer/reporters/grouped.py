"""One line a finding below the name of its file, for long lists that people read."""

from collections.abc import Iterator
from itertools import groupby

from ..outcome import Outcome
from .cells import visible
from .view import View


def grouped(outcome: Outcome, view: View) -> Iterator[str]:
    """The findings of each file, then the summary."""
    for path, findings in groupby(outcome.findings, key=lambda finding: finding.path):
        yield f"{view.paint('place', visible(path))}\n"
        found = list(findings)
        places = [f"{finding.line}:{finding.column}" for finding in found]
        width = max(map(len, places))
        for finding, place in zip(found, places, strict=True):
            rule = view.paint("rule", finding.rule)
            yield f"  {view.paint('gutter', place.rjust(width))}  {rule}  {visible(finding.message)}\n"
        yield "\n"
    yield outcome.summary() + "\n"
