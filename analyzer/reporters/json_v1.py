"""Version 1 of the JSON report. Its shape is a promise: the keys are written out here, and don't follow our
types."""

from collections.abc import Iterator

from ..annotations import Any
from ..findings import Finding, Fix
from ..outcome import Outcome
from .view import View


def json_v1(outcome: Outcome, _: View) -> Iterator[str]:
    """The whole outcome as one JSON document, in ASCII, so that any name and any terminal can carry it."""
    import json

    document: dict[str, Any] = {
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
    if outcome.baseline is not None:
        document["baseline"] = baseline_v1(outcome)
    yield json.dumps(document, indent=2) + "\n"


def baseline_v1(outcome: Outcome) -> dict[str, Any]:
    """What the baseline has to do with the outcome, for runs that have one."""
    keys = "path", "rule", "function", "code", "count"
    return {
        "path": outcome.baseline,
        "known": outcome.known,
        "stale": [dict(zip(keys, entry, strict=True)) for entry in outcome.stale],
    }


def finding_v1(finding: Finding) -> dict[str, Any]:
    """One finding, in the keys and the order of version 1."""
    found: dict[str, Any] = {
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
    return found | {"fix": fix_v1(finding.fix)} if finding.fix else found


def fix_v1(fix: Fix) -> dict[str, Any]:
    """The fix of a finding, for those that have one: edits that do not overlap, in the order of their
    places."""
    edits = zip(fix.places, fix.edits, strict=True)
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [
            {
                "line": place.line,
                "column": place.column,
                "end_line": place.end_line,
                "end_column": place.end_column,
                "text": edit.text,
            }
            for place, edit in edits
        ],
    }
