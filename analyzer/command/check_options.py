"""`spanlint check`: its options, and the request that they make."""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence

from ..annotations import Any
from ..configuration.config_files import Overrides
from ..errors import UsageError
from ..reporters import FORMATS
from ..running.baseline import NAME
from ..selection import split_names
from ..sizes import format_size
from .arguments import Parser, count, reject, size
from .checking import STANDARD_INPUT, Request, run_check

CHECK_DESCRIPTION = """\
Checks files, and the source files in folders. Folders are walked as .gitignore says, past dependencies,
build output, minified files and declarations; a file that is named here is checked unless the configuration
excludes it."""

EXIT_STATUS = """\
exit status: 0 nothing found, 1 findings, 2 could not do what was asked (unknown option, no such path)"""

MAX_BYTES = 2_000_000


def add_check_options(check: Parser) -> None:
    """The options of `spanlint check`, with the defaults of a request."""
    check.usage = "spanlint check [OPTION ...] [PATH ...]"
    check.epilog = EXIT_STATUS
    check.set_defaults(takes_others=True, outputs=[])
    check.add_argument(
        "paths", metavar="PATH", nargs="*", help="a file, a folder (default: here), or - for standard input"
    )
    add_rule_options(check)
    add_fix_options(check)
    add_output_options(check)
    add_configuration_options(check)
    check.add_argument(
        "--stdin-filename", metavar="NAME", help="the name to report standard input under (with -)"
    )
    check.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=count,
        default=0,
        help="how many processes may work (default: one a core)",
    )
    check.add_argument(
        "--no-cache", action="store_true", help="neither use nor keep what earlier runs found out"
    )
    check.add_argument(
        "--timings", action="store_true", help="say on standard error where the time went"
    )
    check.add_argument(
        "--diff-base",
        metavar="REV",
        help="report only what lines changed since the merge base with REV touch",
    )
    check.add_argument(
        "--add-ignores", metavar="REASON", help="silence what is found with comments that give this reason"
    )
    check.add_argument(
        "--show-settings", action="store_true", help="print what holds for the path, and where it is said"
    )
    check.add_argument("--watch", action="store_true", help="check again whenever a file changes")
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 even when something is found")
    check.set_defaults(known=[name for action in check._actions for name in action.option_strings])


def add_rule_options(check: Parser) -> None:
    group = check.add_argument_group("rules")
    for option, what in {
        "--select": "apply only these rules or sets (default, strict, all); several with commas",
        "--extend-select": "apply these as well",
        "--ignore": "do not apply these",
    }.items():
        group.add_argument(option, metavar="RULES", action="append", default=[], help=what)


def add_fix_options(check: Parser) -> None:
    group = check.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="apply the fixes that are safe")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: those that are only suggested, too"
    )
    group.add_argument("--diff", action="store_true", help="show what the fixes would change, write nothing")


def add_output_options(check: Parser) -> None:
    group = check.add_argument_group("output")
    group.add_argument(
        "--output-format",
        metavar="FORMAT",
        choices=FORMATS,
        action=AddFormat,
        help=f"how to report, several times for several files: {', '.join(FORMATS)}",
    )
    group.add_argument(
        "--output-file",
        metavar="FILE",
        action=SetFile,
        help="where the format before it goes (default: the terminal)",
    )
    group.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="whether to colour (default: auto)",
    )


def add_configuration_options(check: Parser) -> None:
    group = check.add_argument_group("configuration")
    group.add_argument(
        "--config", metavar="FILE", help="use this one, not the nearest spanlint.toml or pyproject.toml"
    )
    group.add_argument("--isolated", action="store_true", help="use no configuration file and no baseline")
    group.add_argument(
        "--baseline", metavar="FILE", help=f"use this one, not the nearest {NAME}; none: do without"
    )
    group.add_argument(
        "--max-file-size",
        metavar="SIZE",
        type=size,
        help=f"skip files that are larger, and say so (default: {format_size(MAX_BYTES)})",
    )


class AddFormat(Action):
    """Adds a format to the outputs."""

    def __call__(
        self,
        _parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        _: str | None = None,
    ) -> None:
        namespace.outputs = [*namespace.outputs, (values, None)]


class SetFile(Action):
    """Sends the format that was added last to a file."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        _: str | None = None,
    ) -> None:
        if not namespace.outputs or namespace.outputs[-1][1] is not None:
            parser.error("--output-file needs an --output-format of its own before it")
        namespace.outputs = [*namespace.outputs[:-1], (namespace.outputs[-1][0], values)]


def check(options: Namespace, others: list[str]) -> int:
    """Checks what the options name. A path that stands after an option comes as one of `others`."""
    unknown = [other for other in others if other.startswith("-") and other != STANDARD_INPUT]
    reject(unknown, options.known)
    request = request_of(options, (*options.paths, *others) or Request().paths)
    if options.show_settings:
        from .config_command import show_settings

        return show_settings(request)
    if options.watch:
        from .watch import watch

        if request.paths == (STANDARD_INPUT,) or request.add_ignores is not None:
            raise UsageError("--watch needs files, which nothing but you may change")
        return watch(request.paths, lambda: run_check(request))
    return run_check(request)


def request_of(options: Namespace, paths: tuple[str, ...]) -> Request:
    """What the options of a check ask for. Raises UsageError where they exclude one another."""
    if STANDARD_INPUT in paths and len(paths) > 1:
        raise UsageError('standard input ("-") can\'t be checked together with other paths')
    if options.stdin_filename is not None and paths != (STANDARD_INPUT,):
        raise UsageError('--stdin-filename is for standard input; give "-" as the path to check that')
    if options.add_ignores is not None and (options.fix or options.diff):
        raise UsageError("--add-ignores and fixes exclude one another")
    if options.add_ignores is not None and (paths == (STANDARD_INPUT,) or not options.add_ignores.strip()):
        raise UsageError("--add-ignores needs a reason, and files to write into")
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if options.fix and (options.diff or STANDARD_INPUT in paths):
        raise UsageError("--fix changes files; --diff shows what it would do, on standard input, too")
    return configured_request(options, paths)._replace(
        stdin_filename=options.stdin_filename,
        outputs=tuple(options.outputs),
        color=options.color,
        jobs=options.jobs,
        exit_zero=options.exit_zero,
        fixes="fix" if options.fix else "diff" if options.diff else "",
        unsafe_fixes=options.unsafe_fixes,
        add_ignores=options.add_ignores,
        diff_base=options.diff_base,
        cached=not options.no_cache,
        timings=options.timings,
    )


def configured_request(options: Namespace, paths: tuple[str, ...]) -> Request:
    """What the options of rules and of the configuration ask for. Raises UsageError."""
    if options.isolated and options.config is not None:
        raise UsageError("--isolated and --config exclude one another")
    return Request(
        paths=paths,
        config="" if options.isolated else options.config,
        overrides=Overrides(
            tuple(split_names(options.select)),
            tuple(split_names(options.extend_select)),
            tuple(split_names(options.ignore)),
            options.max_file_size,
        ),
        baseline="" if options.isolated or options.baseline == "none" else options.baseline,
    )
