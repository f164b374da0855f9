"""`spanlint baseline`: writes down what is found now, and later says what of it is gone."""

import os
from argparse import Namespace
from collections import Counter

from ..configuration.config_files import Configurations
from ..errors import UsageError
from ..reporters.cells import visible
from ..running.baseline import NAME, Baseline, nearest_baseline, read_baseline, write_baseline
from ..running.discovery import missing_of
from ..summary import counted
from .arguments import Parser, reject
from .check_options import add_configuration_options, add_rule_options, configured_request
from .checking import checked

BASELINE_DESCRIPTION = f"""\
Writes what is found now into {NAME}; from then on, check reports only what is not in it. Where there is one,
says which of its entries are not found any more, and exits with 1 if there are any."""


def add_baseline_options(parser: Parser) -> None:
    """The options of `spanlint baseline`."""
    parser.usage = "spanlint baseline [OPTION ...] [PATH ...]"
    parser.set_defaults(takes_others=True)
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a file or a folder (default: here)")
    parser.add_argument(
        "--update", action="store_true", help="take out the entries that are not found any more"
    )
    add_rule_options(parser)
    add_configuration_options(parser)


def baseline(options: Namespace, others: list[str]) -> int:
    """Writes, compares or updates the baseline; returns the exit status."""
    reject([other for other in others if other.startswith("-")])
    request = configured_request(options, (*options.paths, *others) or (os.curdir,))
    for path in missing_of(request.paths):
        raise UsageError(f"no such file or folder: {visible(path)}")
    configurations = Configurations(request.config, request.overrides)
    configurations.require_rules()
    seen: list[str] = []
    found = checked(request, configurations, seen).findings
    path = request.baseline or nearest_baseline() or NAME
    if not os.path.exists(path):
        new = Baseline(path, Counter())
        write_baseline(new._replace(entries=Counter(map(new.entry, found))))
        print(f"{counted(len(found), 'finding')} written into {visible(path)}")
        return 0
    old = read_baseline(path)
    stale = old.stale(found, seen)
    for entry, count in sorted(stale.items()):
        times = f" ({count} times)" if count > 1 else ""
        print(
            visible(f"no longer found: {entry.path}: {entry.rule} in {entry.function}: {entry.code}{times}")
        )
    if options.update and stale:
        old = old._replace(entries=old.entries - stale)
        write_baseline(old)
    gone = counted(stale.total(), "entry" if stale.total() == 1 else "entrie")
    left = counted(old.entries.total(), "old finding")
    print(
        f"{left} in {visible(path)}; {gone} no longer found"
        + (", taken out" if options.update and stale else "; --update takes them out" if stale else "")
        + f"; {counted(len(old.new(found)), 'new finding')} not in it"
    )
    return 1 if stale and not options.update else 0
