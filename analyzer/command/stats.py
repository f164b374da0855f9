"""`spanlint stats`: where the spans of a project are started, with which library, and who ends them."""

import os
from argparse import Namespace

from ..configuration.config_files import Configurations
from ..errors import UsageError
from ..outcome import Outcome
from ..reporters.cells import visible
from ..running.discovery import missing_of
from ..summary import counted
from .arguments import Parser, reject
from .check_options import add_configuration_options, configured_request
from .checking import checked

KINDS = ("manual", "managed", "callback")
STATS_DESCRIPTION = """\
Lists the span starts by file and by library: manual (somebody must end the span), managed (a context manager
ends it), callback (it is called with the span)."""


def add_stats_options(parser: Parser) -> None:
    """The options of `spanlint stats`."""
    parser.usage = "spanlint stats [OPTION ...] [PATH ...]"
    parser.set_defaults(takes_others=True, select=[], extend_select=[], ignore=[])
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a file or a folder (default: here)")
    parser.add_argument("--output-format", choices=["full", "json"], default="full", help="how to report")
    add_configuration_options(parser)


def stats(options: Namespace, others: list[str]) -> int:
    """Prints the counts; returns the exit status."""
    reject([other for other in others if other.startswith("-")])
    request = configured_request(options, (*options.paths, *others) or (os.curdir,))
    for path in missing_of(request.paths):
        raise UsageError(f"no such file or folder: {visible(path)}")
    outcome = checked(request, Configurations(request.config, request.overrides))
    print(json_of(outcome) if options.output_format == "json" else "\n".join(table(outcome)))
    return 0


def table(outcome: Outcome) -> list[str]:
    """The counts as aligned lines: files, then libraries, then one of all."""
    rows: list[tuple[str, ...]] = [("", "library", *KINDS)]
    for path, started in outcome.started:
        for library in dict.fromkeys(each.library for each in started):
            by_kind = {each.kind: each.spans for each in started if each.library == library}
            rows.append((visible(path), library, *numbers(by_kind)))
    rows += [
        ("all files", library, *numbers(by_kind)) for library, by_kind in outcome.starts_by_library().items()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [*(lines if len(rows) > 1 else []), summed(outcome)]


def summed(outcome: Outcome) -> str:
    """All starts in one line, with the share of each kind."""
    if not outcome.spans:
        return outcome.summary().partition("; ")[2] or outcome.summary()
    totals = dict.fromkeys(KINDS, 0)
    for by_kind in outcome.starts_by_library().values():
        for kind, count in by_kind.items():
            totals[kind] += count
    shares = ", ".join(
        f"{round(100 * count / outcome.spans)} % {kind}" for kind, count in totals.items() if count
    )
    place = f"{outcome.files_with_spans} of {counted(outcome.files, 'file')}"
    return f"{counted(outcome.spans, 'span start')} in {place}: {shares}"


def numbers(by_kind: dict[str, int]) -> list[str]:
    return [str(by_kind.get(kind, 0)) for kind in KINDS]


def json_of(outcome: Outcome) -> str:
    """The counts as one JSON document."""
    import json

    files = [
        {
            "path": path,
            "starts": [{"library": each.library, "kind": each.kind, "spans": each.spans} for each in started],
        }
        for path, started in outcome.started
    ]
    libraries = {
        library: {kind: by_kind.get(kind, 0) for kind in KINDS}
        for library, by_kind in outcome.starts_by_library().items()
    }
    summary = {"files": outcome.files, "files_with_spans": outcome.files_with_spans, "spans": outcome.spans}
    return json.dumps({"version": 1, "files": files, "libraries": libraries, "summary": summary}, indent=2)
