"""Version 1 of the JSON report. Its shape is a promise: the keys are written out here, and don't follow our
types."""

from collections.abc import Iterator

from ..annotations import Any
from ..findings import Finding
from ..outcome import Outcome
from .view import View


def json_v1(outcome: Outcome, _: View) -> Iterator[str]:
    """The whole outcome as one JSON document, in ASCII, so that any name and any terminal can carry it."""
    import json

    document = {
        "version": 1,
        "findings": [finding_v1(finding) for finding in outcome.findings],
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in outcome.skipped],
        "summary": {
            "files": outcome.files,
            "files_with_spans": outcome.files_with_spans,
            "spans": outcome.spans,
            "findings": len(outcome.findings),
        },
    }
    yield json.dumps(document, indent=2) + "\n"


def finding_v1(finding: Finding) -> dict[str, Any]:
    """One finding, in the keys and the order of version 1."""
    return {
        "rule": finding.rule,
        "message": finding.message,
        "help": finding.help,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "function": finding.function,
        "flow": [
            {"path": turn.path, "line": turn.line, "column": turn.column, "note": turn.note}
            for turn in finding.flow
        ],
    }
