"""reviewdog's diagnostic format, rdjson: github.com/reviewdog/reviewdog, proto/rdf."""

from collections.abc import Iterator

from ..annotations import Any
from ..findings import Finding, Fix
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
    """One finding, with its path as related locations."""
    found = described(finding, view)
    fix = suggestion(finding, finding.fix, view) if finding.fix else None
    return found | {"suggestions": [fix]} if fix else found


def suggestion(finding: Finding, fix: Fix, view: View) -> dict[str, Any] | None:
    """A fix as the one stretch of code that comes in the place of another, as the format wants it; None where
    the code can't be had."""
    first, last = fix.places[0], fix.places[-1]
    lines = [view.line(finding.path, number) for number in range(first.line, last.end_line + 1)]
    # What ends at the start of a line may end where the file does.
    code = [line or "" for line in lines]
    if not lines or lines[0] is None:
        return None
    pieces, line, column = list[str](), first.line, first.column
    for place, edit in zip(fix.places, fix.edits, strict=True):
        pieces += [between(code, first.line, (line, column), (place.line, place.column)), edit.text]
        line, column = place.end_line, place.end_column
    start = position(view, finding.path, first.line, first.column)
    end = position(view, finding.path, last.end_line, last.end_column)
    text = "".join(pieces).replace("\r\n", "\n")
    return {"range": {"start": start, "end": end}, "text": text}


def between(code: list[str], first: int, start: tuple[int, int], end: tuple[int, int]) -> str:
    """What stands between two places in lines of code, of which the first one has the number `first`."""
    lines = code[start[0] - first : end[0] - first + 1]
    lines[-1] = lines[-1][: end[1] - 1]
    lines[0] = lines[0][start[1] - 1 :]
    return "\n".join(lines)


def described(finding: Finding, view: View) -> dict[str, Any]:
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
