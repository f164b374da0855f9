"""For people: each finding with its code, the numbered steps of the path on which the span leaks, and the
remedy."""

from collections.abc import Iterator

from ..findings import Finding, option_for
from ..outcome import Outcome
from ..records import NamedTuple
from .cells import visible
from .frame import Excerpt, excerpt
from .view import View


class Mark(NamedTuple):
    """A place to show: its line is printed, and under it `label`, with a stretch from `column` on marked."""

    path: str
    line: int
    column: int
    end_column: int | None
    label: str
    role: str


def full(outcome: Outcome, view: View) -> Iterator[str]:
    """Every finding at length, then what was skipped, then the summary."""
    for finding in outcome.findings:
        yield from heading(finding, view)
        yield from frames(finding, view)
        yield from remedy(finding, view)
    for skipped in outcome.skipped:
        yield f"{view.paint('skipped', 'skipped')} {visible(skipped.path)}: {visible(skipped.reason)}\n"
    if outcome.skipped:
        yield "\n"
    yield view.paint("message" if outcome.findings else "good", outcome.summary()) + "\n"


def heading(finding: Finding, view: View) -> Iterator[str]:
    """The rule and what it says; where, in a form that terminals let one click."""
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
    yield f"{view.paint('rule', finding.rule)}: {view.paint('message', visible(finding.message))}\n"
    arrow = view.paint("gutter", " " * margin_of(finding) + "-->")
    yield f"{arrow} {view.paint('place', place)} in {visible(finding.function)}\n"


def marks_of(finding: Finding) -> list[Mark]:
    """The start, and after it the steps of the path, numbered."""
    end = finding.end_column if finding.end_line == finding.line else None
    label = "started here" if finding.span else "here"
    start = Mark(finding.path, finding.line, finding.column, end, label, "start")
    steps = [
        Mark(turn.path, turn.line, turn.column, turn.column + 1, f"({number}) {turn.note}", "step")
        for number, turn in enumerate(finding.flow, 1)
    ]
    return [start, *steps]


def frames(finding: Finding, view: View) -> Iterator[str]:
    """The lines of all marks, each line with its marks below it; what lies between two lines is hinted at."""
    margin = margin_of(finding)
    empty = view.paint("gutter", " " * margin + " |")
    path, line, shown = finding.path, finding.line, ""
    yield f"{empty}\n"
    for mark in marks_of(finding):
        if mark.path != path:
            yield f"{view.paint('gutter', ' ' * margin + ':::')} {view.paint('place', visible(mark.path))}\n"
        elif mark.line not in (line, line + 1):
            yield view.paint("gutter", "...") + "\n"
        code = view.line(mark.path, mark.line)
        if code is None:
            yield f"{empty} {view.paint(mark.role, f'line {mark.line}: {visible(mark.label)}')}\n"
        else:
            piece = excerpt(code, mark.column, mark.end_column, view.width - margin - len(" | "))
            if (mark.path, mark.line, piece.text) != (path, line, shown):
                yield f"{view.paint('gutter', f'{mark.line:{margin}} |')} {piece.text}\n"
            yield f"{empty} {' ' * piece.start}{view.paint(mark.role, underline(piece, mark))}\n"
            shown = piece.text
        path, line = mark.path, mark.line
    yield f"{empty}\n"


def underline(piece: Excerpt, mark: Mark) -> str:
    return "^" * piece.length + " " + visible(mark.label)


def remedy(finding: Finding, view: View) -> Iterator[str]:
    """What to do about it, further lines of it under the first, and what a fix would do."""
    lead = " " * margin_of(finding) + " = help: "
    first, *others = finding.help.split("\n")
    yield f"{view.paint('gutter', lead[:-6])}{view.paint('help', lead[-6:])}{visible(first)}\n"
    for other in others:
        yield f"{' ' * len(lead)}{visible(other)}\n"
    if finding.fix is not None:
        title = f"{finding.fix.title} ({option_for(finding.fix)})"
        yield f"{view.paint('gutter', lead[:-6])}{view.paint('help', 'fix:  ')}{visible(title)}\n"
    yield "\n"


def margin_of(finding: Finding) -> int:
    """The columns that the longest line number of a finding takes."""
    return len(str(max(finding.line, *(turn.line for turn in finding.flow), 0)))
