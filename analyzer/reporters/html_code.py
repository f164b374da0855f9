"""The code of a finding as HTML: its lines, and beside them the path on which the span is lost."""

from collections.abc import Iterator
from itertools import groupby

from ..findings import Finding
from ..records import NamedTuple
from .cells import visible
from .html_text import SCROLLED, text
from .view import View

BEFORE, AFTER = 2, 2
# So many lines without a mark are left out.
GAP = 8


class Stop(NamedTuple):
    """A place on the path: its role ("start", "step" or "exit"), what stands in its dot, and the note."""

    path: str
    line: int
    column: int
    end_column: int | None
    role: str
    dot: str
    note: str


def listings(finding: Finding, view: View) -> Iterator[str]:
    """One listing for each stretch of the path that stays in a file."""
    for path, group in groupby(stops_of(finding), key=lambda stop: stop.path):
        stops = list(group)
        if path != finding.path:
            yield f'<p class="other">{text(visible(path))}</p>\n'
        yield f'<div class="code" {SCROLLED} aria-label="The path in the code">\n<div class="rows">\n'
        yield from rows(path, stops, view)
        yield "</div>\n</div>\n"


def stops_of(finding: Finding) -> list[Stop]:
    end = finding.end_column if finding.end_line == finding.line else None
    label = "started here" if finding.span else "here"
    first = Stop(finding.path, finding.line, finding.column, end, "start", "S", label)
    last = len(finding.flow)
    return [
        first,
        *(
            Stop(
                turn.path,
                turn.line,
                turn.column,
                None,
                "exit" if number == last else "step",
                str(number),
                turn.note,
            )
            for number, turn in enumerate(finding.flow, 1)
        ),
    ]


def rows(path: str, stops: list[Stop], view: View) -> Iterator[str]:
    """The lines around the stops; what is far from all of them is left out."""
    marked = {stop.line for stop in stops}
    near = sorted({line + by for line in marked for by in range(-BEFORE, AFTER + 1) if line + by > 0})
    last = near[0] - 1
    for number in near:
        skipped = number - last - 1
        if skipped > GAP:
            yield row("", "on gap", "", f'<span class="text">{skipped} lines</span>')
        for each in range(number if skipped > GAP else last + 1, number + 1):
            code = view.line(path, each)
            if code is not None or each in marked:
                here = [stop for stop in stops if stop.line == each]
                yield from line(each, code, here, min(marked), max(marked))
        last = number


def line(number: int, code: str | None, here: list[Stop], first: int, last: int) -> Iterator[str]:
    """A line of code and, below it, the notes of the stops on it."""
    track = "on" if first <= number <= last and first != last else ""
    ends = (" first" if number == first else "") + (" last" if number == last and not here[1:] else "")
    role = next((stop.role for role in ("start", "exit", "step") for stop in here if stop.role == role), "")
    dots = f'<span class="dot {here[0].role}">{here[0].dot}</span>' if here else ""
    shown = "" if code is None else marked_text(code, here)
    yield row(role, track + (ends if track else ""), str(number), f'<span class="text">{shown} </span>', dots)
    for index, stop in enumerate(here):
        dot = f'<span class="dot {stop.role}">{stop.dot}</span>' if index else ""
        below = (
            "on" if track and (number < last or index < len(here) - 1) else "on last" if dot and track else ""
        )
        indent = "" if code is None else code[: len(code) - len(code.lstrip())].replace("\t", "    ")
        yield row(f"note {stop.role}", below, "", f"<span>{indent}↑ {text(visible(stop.note))}</span>", dot)


def row(kind: str, track: str, number: str, content: str, dot: str = "") -> str:
    return (
        f'<div class="row {kind}"><span class="no">{number}</span>'
        f'<span class="track {track}">{dot}</span>{content}</div>\n'
    )


def marked_text(code: str, here: list[Stop]) -> str:
    """A line with the stretch of its first stop marked."""
    plain = code.replace("\t", "    ") if not here else code
    if not here:
        return text(visible(plain))
    start = here[0].column - 1
    end = len(code.rstrip()) if here[0].end_column is None else here[0].end_column - 1
    pieces = (code[:start], code[start:end], code[end:])
    before, inside, after = (text(visible(piece.replace("\t", "    "))) for piece in pieces)
    return f"{before}<mark>{inside}</mark>{after}"
