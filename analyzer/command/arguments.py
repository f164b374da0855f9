"""Parsers of arguments whose errors are one line, as all of ours are, and the kinds of value they read."""

import argparse
from collections.abc import Iterable

from ..annotations import NoReturn
from ..errors import UsageError
from ..selection import hint
from ..sizes import parse_size

# More processes than this could not be waited for at once.
MOST = 256


class Parser(argparse.ArgumentParser):
    """The parser of a command; `summary` is the phrase that lists of commands show."""

    def __init__(self, *, summary: str = "", description: str = "", **others: object) -> None:
        self.summary = summary
        super().__init__(
            description=description or f"{summary[:1].upper()}{summary[1:]}.",
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=26),
            allow_abbrev=False,
            **others,  # type: ignore[arg-type]
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def reject(others: list[str], known: Iterable[str] = ()) -> None:
    """Raises UsageError for the first of `others`, the arguments that no parser knew, if there is one; the
    nearest of `known` options is offered."""
    for other in others:
        kind = "option" if other.startswith("-") else "argument"
        # The dashes that all options have in common make none of them near.
        names = [name.removeprefix("--") for name in known if name.startswith("--")]
        hinted = hint(other.partition("=")[0].removeprefix("--"), names, "see spanlint --help")
        raise UsageError(f'unknown {kind} "{other}"; {hinted.replace(chr(34), chr(34) + "--", 1)}')


def size(text: str) -> int:
    """The bytes that `text` means, "500kB" or "4096". Raises ArgumentTypeError."""
    try:
        return parse_size(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a size; write it like 500kB or 2MB') from None


def count(text: str) -> int:
    """A number of processes. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 1 to {MOST}')
    return int(text)
