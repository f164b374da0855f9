"""The findings of version 1 of the JSON report, an object a line, for programs that read while we write."""

from collections.abc import Iterator

from ..outcome import Outcome
from .json_v1 import finding_v1
from .view import View


def json_lines(outcome: Outcome, _: View) -> Iterator[str]:
    """One finding a line, in ASCII."""
    import json

    for finding in outcome.findings:
        yield json.dumps(finding_v1(finding)) + "\n"
