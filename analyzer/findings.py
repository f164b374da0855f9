"""What an analysis says: frozen data, which knows nothing of how it was found or how it is printed.

Lines are 1-based. Columns are 1-based and count Unicode code points; `end_column` is the
column after the last one.
"""

from .records import NamedTuple


class Turn(NamedTuple):
    """One place on a path, in the order in which the program passes it: where control
    turned, or where it left."""

    path: str
    line: int
    column: int
    note: str


class Edit(NamedTuple):
    """The bytes from `start` to `end` of the file's text become `text`."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """From where to where a stretch of a text goes."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fix(NamedTuple):
    """What to change, in the order of the places; `safe` where the program does as before, but for the defect
    itself. `title` says what is done. `places` tells where each of the edits stands; a finding has them."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    places: tuple[Place, ...] = ()


def option_for(fix: Fix) -> str:
    """The option of `spanlint check` that applies a fix."""
    return "--fix" if fix.safe else "--fix --unsafe-fixes"


class Finding(NamedTuple):
    """One defect of one span. `line` and `column` to `end_line` and `end_column` are the start call,
    or the call that is wrong; `function` is the dotted name of the function around it, `<module>` outside of
    any; `code` is the first line of the call with single blanks, by which it is known again when it moved."""

    rule: str
    message: str
    help: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    function: str
    span: str
    flow: tuple[Turn, ...]
    fix: Fix | None = None
    code: str = ""


class Skipped(NamedTuple):
    """A file that could not be analysed, or not to its end, and why: "larger than 2
    MB", "not a text file"."""

    path: str
    reason: str


class Started(NamedTuple):
    """How many spans of a library are started in one way: "manual" (somebody must end them), "managed" (a
    context manager does) or "callback" (it is called with the span). "unknown" is a library that no import
    tells."""

    library: str
    kind: str
    spans: int


class FileReport(NamedTuple):
    """What is known of one file: `starts` counts the places where a span is started by hand, findings come in
    the order of their place, and `started` tells the ways of the starts. A file may have findings and still
    be `skipped` in part."""

    path: str
    starts: int
    findings: tuple[Finding, ...]
    skipped: Skipped | None
    started: tuple[Started, ...] = ()
