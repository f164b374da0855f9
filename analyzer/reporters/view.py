"""What a reporter needs besides the outcome: the lines of the code, and how wide and colourful the output may
be."""

import os
from collections.abc import Callable, Mapping

from ..annotations import TextIO
from ..records import NamedTuple
from ..source import BOM, Source, Unreadable

WIDTH = 120
NARROWEST = 40

PALETTE = {
    "rule": "1;31",
    "message": "1",
    "place": "36",
    "gutter": "2",
    "start": "1;31",
    "step": "33",
    "help": "32",
    "skipped": "33",
    "good": "1;32",
}


class View(NamedTuple):
    """`line(path, number)` is a line of code without its end, or None if it can't be had; `width`:
    columns."""

    line: Callable[[str, int], str | None]
    colored: bool
    width: int

    def paint(self, role: str, text: str) -> str:
        """`text` in the colour of its role, if the output has colours."""
        return f"\x1b[{PALETTE[role]}m{text}\x1b[0m" if self.colored and text else text


class Lines:
    """The lines of files, read when they are asked for. `known` holds texts that don't stand in a file."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self._texts = known
        self._last: tuple[str, list[bytes]] = ("", [])

    def line(self, path: str, number: int) -> str | None:
        """Line `number` of `path`, from 1 on; None if the file is gone or shorter by now."""
        if self._last[0] != path:
            self._last = (path, self._read(path))
        lines = self._last[1]
        return lines[number - 1].decode("utf-8", "replace").rstrip("\r") if 0 < number <= len(lines) else None

    def _read(self, path: str) -> list[bytes]:
        try:
            if path in self._texts:
                text = self._texts[path]
            else:
                with open(path, "rb") as file:
                    text = file.read()
            return Source(path, text).text.removeprefix(BOM).split(b"\n")
        except (OSError, Unreadable):
            return []


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`: as `choice` says ("always", "never"), else as the environment
    says, else when it is a terminal that can."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return stream.isatty() and environment.get("TERM") != "dumb"


def width_of(stream: TextIO, environment: Mapping[str, str]) -> int:
    """How many columns there are to fill: those of the terminal, or a number that reads well in a log."""
    given = environment.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given):
        return max(NARROWEST, int(given))
    try:
        return max(NARROWEST, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return WIDTH
