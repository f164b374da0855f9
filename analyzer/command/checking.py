"""What `spanlint check` does once it is known what is asked of it."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from io import TextIOWrapper

from ..annotations import TYPE_CHECKING
from ..configuration.config_files import Configurations, Overrides
from ..errors import UsageError, reason_of
from ..findings import Skipped
from ..outcome import Outcome, collect
from ..records import NamedTuple
from ..reporters import OF_FINDINGS_ALONE, reporter
from ..reporters.cells import visible
from ..reporters.view import WIDTH, Lines, View, wants_color, width_of
from ..running.baseline import nearest_baseline, without_known
from ..running.discovery import Target, discover, missing_of
from ..running.progress import Counted, with_progress
from ..running.runner import check_files, check_text
from ..summary import counted

if TYPE_CHECKING:
    from ..running.cache import Cache

CLEAN, FOUND, FAILED = 0, 1, 2
STANDARD_INPUT = "-"
MADE_BEFORE_COLLECTING = 50_000


class Request(NamedTuple):
    """What to check and how to say it; what is not given here is as the configuration says, or as it is
    without one. Each of `outputs` is a format and the file to write it to, None for standard output. `fixes`
    is "fix" to apply those that there are, "diff" to show them only."""

    paths: tuple[str, ...] = (os.curdir,)
    stdin_filename: str | None = None
    outputs: tuple[tuple[str, str | None], ...] = ()
    color: str = "auto"
    jobs: int = 0
    exit_zero: bool = False
    config: str | None = None
    overrides: Overrides = Overrides()
    fixes: str = ""
    unsafe_fixes: bool = False
    add_ignores: str | None = None
    baseline: str | None = None
    diff_base: str | None = None
    cached: bool = True
    timings: bool = False


def run_check(request: Request) -> int:
    """Checks, reports, and returns the exit status. Raises UsageError for an unknown rule, ConfigError for a
    configuration that can't be used."""
    # Nearly all that is made here is freed when its file is done; to look for circles in it as often as
    # Python does costs a run on one file a twentieth of its time.
    gc.set_threshold(MADE_BEFORE_COLLECTING)
    configurations = Configurations(request.config, request.overrides)
    configurations.require_rules()
    outputs = outputs_of(request.outputs, configurations.here().output_format)
    missing: list[str] = []
    seen: list[str] = []
    known: dict[str, bytes] = {}
    if request.paths == (STANDARD_INPUT,):
        path = request.stdin_filename or STANDARD_INPUT
        text = sys.stdin.buffer.read(configurations.settings(path).max_bytes + 1)
        outcome = collect(
            [] if configurations.leaves_out(path) else [check_text(path, text, configurations.settings)]
        )
        known[path] = text
    else:
        missing = missing_of(request.paths)
        # With rules of the command line's own, entries of other rules are not gone.
        follows = baseline_of(request) is not None and not any(request.overrides[:3])
        outcome = checked(request, configurations, seen if follows else None)
    # What there is by now is freed when the process ends; to look for circles in it then would take as long
    # as the analysis of a file.
    gc.freeze()
    for path in missing:
        print(f"spanlint: no such file or folder: {visible(path)}", file=sys.stderr)
    if request.fixes:
        from ..edits.repairs import repairs, show_diff, write_repairs

        wanted = narrowed(outcome, request, seen)
        found = repairs(wanted, outcome, known, configurations.settings, request.unsafe_fixes)
        if request.fixes == "diff":
            changed = show_diff(found)
            return FAILED if missing else FOUND if changed and not request.exit_zero else CLEAN
        outcome = write_repairs(found, outcome)
    outcome = narrowed(outcome, request, seen)
    if request.add_ignores is not None:
        return write_ignores(outcome, request.add_ignores, configurations)
    show(outcome, outputs, Lines(known), request.color)
    return FAILED if missing else status_of(outcome, request)


def narrowed(outcome: Outcome, request: Request, seen: list[str]) -> Outcome:
    """The outcome less what the baseline knows, and what no change since a revision touches; `seen` are the
    paths of the files that were checked."""
    outcome = without_known(outcome, baseline_of(request), seen)
    if request.diff_base is None:
        return outcome
    from ..running.changes import touched

    return outcome._replace(findings=touched(outcome.findings, request.diff_base))


def baseline_of(request: Request) -> str | None:
    """The baseline that holds for a request: the one it names, else the nearest, unless it wants none."""
    return nearest_baseline() if request.baseline is None else request.baseline or None


def checked(request: Request, configurations: Configurations, seen: list[str] | None = None) -> Outcome:
    """What is found in the files that a request names, less those that their configuration leaves out; the
    paths of the files are added to `seen`."""
    unreadable: list[Skipped] = []
    found = discover(request.paths, unreadable)
    wanted = (target for target in found if not configurations.leaves_out(target.path))
    targets = Counted(wanted if seen is None else noted(wanted, seen))
    jobs = request.jobs or processors()
    cache = partial(new_cache, request, configurations) if request.cached else None
    if not request.timings:
        reports = check_files(targets, configurations.settings, jobs, cache)
        return collect(with_progress(reports, targets), unreadable)
    from ..running.timings import Clock, Timed

    clock = Clock()
    new_check = partial(Timed, clock)
    reports = check_files(clock.found(targets), configurations.settings, jobs, cache, new_check)
    outcome = collect(with_progress(reports, targets), unreadable)
    print(clock.report(), file=sys.stderr)
    return outcome


def new_cache(request: Request, configurations: Configurations) -> "Cache":
    """The cache of what a request asks for, beside the configuration."""
    from ..running.cache import Cache

    here = configurations.here()
    return Cache(os.path.dirname(here.path), request.paths, here.max_file_size)


def noted(targets: Iterable[Target], seen: list[str]) -> Iterator[Target]:
    """The targets, as they are; their paths are added to `seen`."""
    for target in targets:
        seen.append(target.path)
        yield target


def write_ignores(outcome: Outcome, reason: str, configurations: Configurations) -> int:
    """Silences what was found with comments that give `reason`, says how many; returns the exit status."""
    from ..edits.add_ignores import add_ignores

    try:
        comments, files, left = add_ignores(outcome.findings, reason, configurations.settings)
    except OSError as error:
        raise UsageError(f"can't write {error.filename}: {reason_of(error)}") from None
    print(f"{counted(comments, 'comment')} written into {counted(files, 'file')}")
    for finding in left:
        place = f"{visible(finding.path)}:{finding.line}"
        print(f"spanlint: no comment silences {finding.rule} at {place}", file=sys.stderr)
    return FOUND if left else CLEAN


def outputs_of(asked: tuple[tuple[str, str | None], ...], otherwise: str) -> list[tuple[str, str | None]]:
    """The formats to write, each with its file; `otherwise` goes to standard output if nothing else does."""
    shown = [output for output in asked if output[1] is None]
    if len(shown) > 1:
        raise UsageError("only one format can go to standard output; give the others an --output-file")
    return [*asked] if shown else [*asked, (otherwise, None)]


def show(outcome: Outcome, outputs: list[tuple[str, str | None]], lines: Lines, color: str) -> None:
    """Writes the reports. A format of findings alone leaves what was skipped to standard error."""
    # A name or a line of code may hold what the output's encoding does not have.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    for output_format, path in outputs:
        report = reporter(output_format)
        if path is None:
            colored = wants_color(color, sys.stdout, os.environ)
            view = View(lines.line, colored, width_of(sys.stdout, os.environ))
            for piece in report(outcome, view):
                sys.stdout.write(piece)
            if output_format in OF_FINDINGS_ALONE:
                for skipped in outcome.skipped:
                    print(
                        f"spanlint: skipped {visible(skipped.path)}: {visible(skipped.reason)}",
                        file=sys.stderr,
                    )
        else:
            write(path, "".join(report(outcome, View(lines.line, False, WIDTH))))


def write(path: str, text: str) -> None:
    """Writes a report to a file. Raises UsageError where that can't be done."""
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"can't write {path}: {reason_of(error)}") from None


def status_of(outcome: Outcome, request: Request) -> int:
    """The exit status for what was found."""
    return FOUND if outcome.findings and not request.exit_zero else CLEAN


def processors() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
