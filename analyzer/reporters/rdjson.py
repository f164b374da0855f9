"""reviewdog's diagnostic format, rdjson: github.com/reviewdog/reviewdog, proto/rdf."""

from collections.abc import Iterator

from ..annotations import Any
from ..findings import Finding
from ..outcome import Outcome
from .view import View


def rdjson(outcome: Outcome, view: View) -> Iterator[str]:
    """All findings as one JSON document."""
    import json

    document = {
        "source": {"name": "spanlint"},
        "severity": "ERROR",
        "diagnostics": [diagnostic(finding, view) for finding in outcome.findings],
    }
    yield json.dumps(document, indent=2) + "\n"


def diagnostic(finding: Finding, view: View) -> dict[str, Any]:
    start = position(view, finding.path, finding.line, finding.column)
    end = position(view, finding.path, finding.end_line, finding.end_column)
    return {
        "message": f"{finding.message}\n{finding.help}",
        "location": {"path": finding.path, "range": {"start": start, "end": end}},
        "severity": "ERROR",
        "code": {"value": finding.rule},
        "relatedLocations": [
            {
                "message": turn.note,
                "location": {
                    "path": turn.path,
                    "range": {"start": position(view, turn.path, turn.line, turn.column)},
                },
            }
            for turn in finding.flow
        ],
    }


def position(view: View, path: str, line: int, column: int) -> dict[str, int]:
    """A place in the format's columns, which count bytes of UTF-8."""
    code = view.line(path, line)
    before = column - 1 if code is None else len(code[: column - 1].encode("utf-8", "replace"))
    return {"line": line, "column": before + 1}
