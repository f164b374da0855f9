"""The full command: its subcommands and their options, and what each of them calls."""

import sys
from argparse import Namespace
from collections.abc import Callable

from .command.arguments import Parser, reject
from .command.baseline_command import BASELINE_DESCRIPTION, add_baseline_options, baseline
from .command.check_options import CHECK_DESCRIPTION, EXIT_STATUS, add_check_options, check
from .command.completion import SHELLS, print_completion
from .command.config_command import ACTIONS, config
from .command.explain import explain_rule, list_rules
from .command.stats import STATS_DESCRIPTION, add_stats_options, stats
from .errors import FAILED, UsageError
from .version import VERSION

DESCRIPTION = """\
Finds tracing spans that are started by hand and never ended, in JavaScript, TypeScript, TSX and Python,
and shows the path on which each one leaks."""

CONFIG_DESCRIPTION = """\
verify: says what is wrong in the configuration files that are named or stand in the folders named, or above.
schema: prints the JSON schema of the configuration, for editors."""

COMPLETION_DESCRIPTION = """\
Prints the completions for a shell. To have them:

  bash   in ~/.bashrc:  eval "$(spanlint completion bash)"
  zsh    in ~/.zshrc, after compinit:  eval "$(spanlint completion zsh)"
  fish   once:  spanlint completion fish > ~/.config/fish/completions/spanlint.fish"""


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
    rules = command("rules", "list the rules", lambda o, _: list_rules(o.output_format))
    rules.add_argument(
        "--output-format",
        choices=["text", "json"],
        default="text",
        help="how to list them: text, a line each, or json, with their documentation (default: text)",
    )
    explain = command(
        "explain", "tell what a rule reports, and what to write instead", lambda o, _: explain_rule(o.rule)
    )
    explain.add_argument("rule", metavar="RULE", help="the name of a rule")
    add_stats_options(command("stats", "count the span starts", stats, STATS_DESCRIPTION))
    add_baseline_options(command("baseline", "write down what is found now", baseline, BASELINE_DESCRIPTION))
    configuring = command("config", "look at the configuration", config, CONFIG_DESCRIPTION)
    configuring.add_argument("action", metavar="ACTION", choices=ACTIONS, help=", ".join(ACTIONS))
    configuring.add_argument("paths", metavar="PATH", nargs="*", help="what to verify (default: here)")
    command("lsp", "serve an editor: diagnostics while you write", lambda *_: serve())
    command("node", "answer JSON messages from standard input", lambda *_: FAILED)
    completion = command("completion", "print the completions for a shell", complete, COMPLETION_DESCRIPTION)
    completion.add_argument("shell", metavar="SHELL", choices=list(SHELLS), help=", ".join(SHELLS))
    return parser, commands.choices


def serve() -> int:
    """Runs the language server, for which more is needed than for the rest."""
    try:
        from .command.language_server import main
    except ImportError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise UsageError('the language server needs pygls: install spanlint with its extra "lsp"') from None
    return main()


def complete(options: Namespace, _: list[str]) -> int:
    return print_completion(options.shell, command_parser()[1])
