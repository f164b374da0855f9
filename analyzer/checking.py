"""What `spanlint check` does once it is known what is asked of it."""

import os
import sys
from io import TextIOWrapper

from .discovery import discover, missing_of
from .findings import Skipped
from .outcome import Outcome, collect
from .progress import Counted, with_progress
from .records import NamedTuple
from .reporters import reporter
from .reporters.cells import visible
from .reporters.view import Lines, View, wants_color, width_of
from .runner import check_files, check_text

CLEAN, FOUND, FAILED = 0, 1, 2
STANDARD_INPUT = "-"


class Request(NamedTuple):
    """What to check and how to say it; what is not given here has the value it has without options."""

    paths: tuple[str, ...] = (os.curdir,)
    stdin_filename: str | None = None
    output_format: str = "full"
    color: str = "auto"
    max_bytes: int = 2_000_000
    jobs: int = 0
    exit_zero: bool = False
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def run_check(request: Request) -> int:
    """Checks, prints the report on standard output, and returns the exit status. Raises UsageError for an
    unknown rule."""
    rules = rules_of(request)
    if request.paths == (STANDARD_INPUT,):
        return check_standard_input(request, rules)
    missing = missing_of(request.paths)
    for path in missing:
        print(f"spanlint: no such file or folder: {visible(path)}", file=sys.stderr)
    unreadable: list[Skipped] = []
    targets = Counted(discover(request.paths, unreadable))
    reports = check_files(targets, request.max_bytes, request.jobs or processors(), rules)
    outcome = collect(with_progress(reports, targets), unreadable)
    show(outcome, request, Lines({}))
    return FAILED if missing else status_of(outcome, request)


def rules_of(request: Request) -> frozenset[str] | None:
    """The rules that a request asks for; None where it asks for none, for the default set."""
    if not (request.select or request.extend_select or request.ignore):
        return None
    # The rules bring the engine with them, which a run over clean files does without.
    from .rules import RULES
    from .selection import selected

    return selected(RULES, request.select, request.extend_select, request.ignore)


def check_standard_input(request: Request, rules: frozenset[str] | None) -> int:
    """Checks what standard input holds, under the name that the request gives it."""
    path = request.stdin_filename or STANDARD_INPUT
    text = sys.stdin.buffer.read(request.max_bytes + 1)
    outcome = collect([check_text(path, text, request.max_bytes, rules)])
    show(outcome, request, Lines({path: text}))
    return status_of(outcome, request)


def show(outcome: Outcome, request: Request, lines: Lines) -> None:
    """Prints the report. A format of findings alone leaves what was skipped to standard error."""
    # A name or a line of code may hold what the output's encoding does not have.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    view = View(
        lines.line, wants_color(request.color, sys.stdout, os.environ), width_of(sys.stdout, os.environ)
    )
    for piece in reporter(request.output_format)(outcome, view):
        sys.stdout.write(piece)
    if request.output_format == "concise":
        for skipped in outcome.skipped:
            print(f"spanlint: skipped {visible(skipped.path)}: {visible(skipped.reason)}", file=sys.stderr)


def status_of(outcome: Outcome, request: Request) -> int:
    """The exit status for what was found."""
    return FOUND if outcome.findings and not request.exit_zero else CLEAN


def processors() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
