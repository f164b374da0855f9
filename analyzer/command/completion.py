"""Completions for shells, drawn from the parsers themselves, so that no option can be forgotten."""

from argparse import Action
from collections.abc import Callable, Iterator, Mapping

from ..records import NamedTuple
from .arguments import Parser
from .explain import all_rules


class Option(NamedTuple):
    """An option: its spellings, and what it takes: one of `values`, a path, or what can't be foreseen."""

    names: list[str]
    summary: str
    takes_value: bool
    takes_path: bool
    values: list[str]


class Command(NamedTuple):
    """A subcommand: its options, and the words that can stand after it, or that it is paths."""

    name: str
    summary: str
    options: list[Option]
    words: list[str]
    takes_paths: bool


def print_completion(shell: str, parsers: Mapping[str, Parser]) -> int:
    """Prints the script that teaches `shell` to complete the command; returns the exit status."""
    commands = [described(name, parser) for name, parser in parsers.items()]
    print("\n".join(SHELLS[shell](commands)))
    return 0


def described(name: str, parser: Parser) -> Command:
    """What a shell must know of the subcommand with that name and parser."""
    options = [option_of(action) for action in parser._actions if action.option_strings]
    positional = [action for action in parser._actions if not action.option_strings]
    words = [word for action in positional for word in words_of(action)]
    return Command(name, parser.summary, options, words, any(action.dest == "paths" for action in positional))


def option_of(action: Action) -> Option:
    # What stands in parentheses is for readers of the help.
    summary = (action.help or "").partition(" (")[0]
    takes_path = action.metavar in ("PATH", "NAME", "FILE")
    return Option(
        list(action.option_strings), summary, action.nargs != 0, takes_path, list(action.choices or ())
    )


def words_of(action: Action) -> list[str]:
    """The words that an argument can be, as far as they are known."""
    if action.dest == "rule":
        return [rule.name for rule in all_rules()]
    return list(action.choices or ())


def bash(commands: list[Command]) -> Iterator[str]:
    """The script for bash. Where it offers nothing, readline offers files."""
    yield """\
_spanlint() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=
    # readline takes the = of --option=value for a word of its own.
    if [[ $current == = ]]; then current=; fi
    if [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
    case "$COMP_CWORD ${COMP_WORDS[1]} $previous" in"""
    yield f"        '1 '*) words='{' '.join(command.name for command in commands)} --help --version' ;;"
    for command in commands:
        for option in command.options:
            if option.takes_value:
                patterns = "|".join(f"*' {command.name} {name}'" for name in option.names)
                yield f"        {patterns}) words='{' '.join(option.values)}' ;;"
        flags = " ".join(name for option in command.options for name in option.names)
        yield f"        *' {command.name} '*) words='{' '.join(command.words)}'"
        yield f"            if [[ $current == -* ]]; then words='{flags}'; fi ;;"
    yield """\
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _spanlint spanlint"""


def zsh(commands: list[Command]) -> Iterator[str]:
    """The script for zsh."""
    yield "#compdef spanlint\n_spanlint() {\n    local -a commands=("
    yield from (f"        {quoted(f'{command.name}:{command.summary}')}" for command in commands)
    yield """\
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        _arguments '--help[show the help]' '--version[show the version]'
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in"""
    for command in commands:
        specs = [spec for option in command.options for spec in zsh_specs(option)]
        if command.takes_paths:
            specs.append("*:path:_files")
        elif command.words:
            specs.append(f"1: :({' '.join(command.words)})")
        yield f"        {command.name}) _arguments {' '.join(map(quoted, specs))} ;;"
    yield """\
    esac
}
if [[ $funcstack[1] == _spanlint ]]; then _spanlint "$@"; else compdef _spanlint spanlint; fi"""


def zsh_specs(option: Option) -> Iterator[str]:
    """What `_arguments` is to know of each spelling of an option."""
    summary = option.summary.replace("]", "\\]")
    source = "_files" if option.takes_path else f"({' '.join(option.values)})" if option.values else " "
    for name in option.names:
        equals = "=" if name.startswith("--") else ""
        yield f"{name}{equals}[{summary}]:value:{source}" if option.takes_value else f"{name}[{summary}]"


def fish(commands: list[Command]) -> Iterator[str]:
    """The script for fish."""
    yield "complete -c spanlint -f"
    yield "complete -c spanlint -n __fish_use_subcommand -l help -d 'show the help'"
    yield "complete -c spanlint -n __fish_use_subcommand -l version -d 'show the version'"
    for command in commands:
        yield f"complete -c spanlint -n __fish_use_subcommand -a {command.name} -d {quoted(command.summary)}"
        within = f"complete -c spanlint -n '__fish_seen_subcommand_from {command.name}'"
        if command.takes_paths:
            yield f"{within} -F"
        elif command.words:
            yield f"{within} -a {quoted(' '.join(command.words))}"
        for option in command.options:
            yield f"{within} {fish_option(option)} -d {quoted(option.summary)}"


def fish_option(option: Option) -> str:
    """The spellings of an option and what it takes, as arguments of fish's `complete`."""
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    if option.values:
        return f"{names} -x -a {quoted(' '.join(option.values))}"
    if option.takes_value:
        return f"{names} -r -F" if option.takes_path else f"{names} -x"
    return names


def quoted(text: str) -> str:
    """`text` as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


SHELLS: dict[str, Callable[[list[Command]], Iterator[str]]] = {"bash": bash, "zsh": zsh, "fish": fish}
