"""The full command: its subcommands and their options, and what each of them calls."""

import sys
from argparse import Namespace
from collections.abc import Callable

from .arguments import Parser, count, reject, size
from .checking import STANDARD_INPUT, Request, run_check
from .completion import SHELLS, print_completion
from .errors import FAILED, UsageError
from .explain import explain_rule, list_rules
from .reporters import FORMATS
from .selection import split_names
from .sizes import format_size
from .version import VERSION

DESCRIPTION = """\
Finds tracing spans that are started by hand and never ended, in JavaScript, TypeScript, TSX and Python,
and shows the path on which each one leaks."""

CHECK_DESCRIPTION = """\
Checks files, and the source files in folders. Folders are walked as .gitignore says, past dependencies,
build output, minified files and declarations; a file that is named here is always checked."""

COMPLETION_DESCRIPTION = """\
Prints the completions for a shell. To have them:

  bash   in ~/.bashrc:  eval "$(spanlint completion bash)"
  zsh    in ~/.zshrc, after compinit:  eval "$(spanlint completion zsh)"
  fish   once:  spanlint completion fish > ~/.config/fish/completions/spanlint.fish"""

EXIT_STATUS = """\
exit status: 0 nothing found, 1 findings, 2 could not do what was asked (unknown option, no such path)"""


def main(arguments: list[str]) -> int:
    """Does what `arguments` ask for and returns the exit status. Raises UsageError where it can't be done."""
    if arguments[:1] == ["node"]:
        # The node has options of its own, and its own help.
        from ..node.server import main as node

        return node(arguments[1:])
    parser, _ = command_parser()
    if not arguments:
        parser.print_help(sys.stderr)
        return FAILED
    options, others = parser.parse_known_args(arguments)
    if not options.takes_others:
        reject(others)
    run: Callable[[Namespace, list[str]], int] = options.run
    return run(options, others)


def command_parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser of the command, and those of its subcommands by name. A subcommand sets `run`, a function
    from the options, and from the arguments that are none if it `takes_others`, to the exit status."""
    parser = Parser(prog="spanlint", description=DESCRIPTION, epilog=EXIT_STATUS)
    parser.add_argument(
        "--version", action="version", version=f"spanlint {VERSION}", help="show the version and exit"
    )
    parser.set_defaults(takes_others=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, summary: str, run: Callable[[Namespace, list[str]], int], description: str = ""
    ) -> Parser:
        added = commands.add_parser(name, help=summary, summary=summary, description=description)
        added.set_defaults(run=run)
        return added

    add_check_options(command("check", "report the spans that may never be ended", check, CHECK_DESCRIPTION))
    command("rules", "list the rules", lambda *_: list_rules())
    explain = command(
        "explain", "tell what a rule reports, and what to write instead", lambda o, _: explain_rule(o.rule)
    )
    explain.add_argument("rule", metavar="RULE", help="the name of a rule")
    command("node", "answer JSON messages from standard input", lambda *_: FAILED)
    completion = command("completion", "print the completions for a shell", complete, COMPLETION_DESCRIPTION)
    completion.add_argument("shell", metavar="SHELL", choices=list(SHELLS), help=", ".join(SHELLS))
    return parser, commands.choices


def add_check_options(check: Parser) -> None:
    """The options of `spanlint check`, with the defaults of a request."""
    defaults = Request()
    check.usage = "spanlint check [OPTION ...] [PATH ...]"
    check.epilog = EXIT_STATUS
    check.set_defaults(takes_others=True)
    check.add_argument(
        "paths", metavar="PATH", nargs="*", help="a file, a folder (default: here), or - for standard input"
    )
    check.add_argument(
        "--output-format",
        choices=FORMATS,
        default=defaults.output_format,
        help="how to report (default: full, with the code and the path of each leak; concise: a line each)",
    )
    check.add_argument(
        "--stdin-filename", metavar="NAME", help="the name to report standard input under (with -)"
    )
    check.add_argument(
        "--max-file-size",
        metavar="SIZE",
        type=size,
        default=defaults.max_bytes,
        help=f"skip files that are larger, and say so (default: {format_size(defaults.max_bytes)})",
    )
    check.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default=defaults.color,
        help="whether to colour (default: auto)",
    )
    check.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=count,
        default=defaults.jobs,
        help="how many processes may work (default: one a core)",
    )
    for option, what in {
        "--select": "apply only these rules or sets (default, strict, all); several with commas",
        "--extend-select": "apply these as well",
        "--ignore": "do not apply these",
    }.items():
        check.add_argument(option, metavar="RULES", action="append", default=[], help=what)
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 even when something is found")


def check(options: Namespace, others: list[str]) -> int:
    """Checks what the options name. A path that stands after an option comes as one of `others`."""
    reject([other for other in others if other.startswith("-") and other != STANDARD_INPUT])
    paths = (*options.paths, *others) or Request().paths
    if STANDARD_INPUT in paths and len(paths) > 1:
        raise UsageError('standard input ("-") can\'t be checked together with other paths')
    if options.stdin_filename is not None and paths != (STANDARD_INPUT,):
        raise UsageError('--stdin-filename is for standard input; give "-" as the path to check that')
    return run_check(
        Request(
            paths=paths,
            stdin_filename=options.stdin_filename,
            output_format=options.output_format,
            color=options.color,
            max_bytes=options.max_file_size,
            jobs=options.jobs,
            exit_zero=options.exit_zero,
            select=tuple(split_names(options.select)),
            extend_select=tuple(split_names(options.extend_select)),
            ignore=tuple(split_names(options.ignore)),
        )
    )


def complete(options: Namespace, _: list[str]) -> int:
    return print_completion(options.shell, command_parser()[1])
