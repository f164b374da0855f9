"""A first look at a file: read it, and ask whether it is worth parsing. In a clean tree hardly any is."""

import os
import stat
from collections.abc import Callable

from ..errors import reason_of
from ..findings import FileReport, Skipped
from ..prefilter import ENDINGS, language_of_ending, language_of_first_line, may_report, touches_spans
from ..records import NamedTuple
from ..settings import Settings
from ..sizes import format_size
from ..source import Source, Unreadable
from .discovery import Target

# Lines that people write are some 40 bytes long; a small file may well be one long line of data.
MINIFIED_BYTES = 5_000
MINIFIED_LINE_BYTES = 500


class Text(NamedTuple):
    """What a file holds, and its language; one that was `named` is checked whatever it looks like."""

    language: str
    path: str
    text: bytes
    named: bool = True


# A file that was read, or what there is to say of it before it is analysed.
Look = Text | FileReport

# How to analyse the file at a path.
SettingsOf = Callable[[str], Settings]


def first_look(target: Target, settings: Settings) -> Look:
    """The text of `target`, or the report where it has none that can be analysed. Raises nothing."""
    path, named = target
    try:
        text = read_file(path, settings.max_bytes)
        require_readable(path, text, settings.max_bytes)
    except Unreadable as refusal:
        return skipped(path, str(refusal))
    except OSError as error:
        return skipped(path, reason_of(error))
    language = language_of(path, text)
    if language is None:
        return skipped(path, f"not a language that spanlint reads; their files end in {' '.join(ENDINGS)}")
    return Text(language, path, text, named)


def is_quiet(look: Text, settings: Settings) -> bool:
    """Whether nothing in a file starts a span, nor does anything with one that it may have from elsewhere."""
    return not starts_spans(look, settings) and not touches_spans(look.text, look.language, settings.own_ends)


def starts_spans(look: Text, settings: Settings) -> bool:
    """Whether a file may start a span."""
    return may_report(look.text, look.language, settings.own_words)


def read_file(path: str, max_bytes: int) -> bytes:
    """The bytes of an ordinary file. Raises OSError, and Unreadable for a larger one and any other kind."""
    # A named pipe must not hold up the run, so it is opened without waiting and turned down.
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not an ordinary file")
        if status.st_size > max_bytes:
            raise Unreadable(too_large(max_bytes))
        return os.read(file, status.st_size)
    finally:
        os.close(file)


def require_readable(path: str, text: bytes, max_bytes: int) -> None:
    """Raises Unreadable, with the reason, for bytes that are too many or no text."""
    if len(text) > max_bytes:
        raise Unreadable(too_large(max_bytes))
    Source(path, text)


def language_of(path: str, text: bytes) -> str | None:
    """The language by the ending of the name, else by the first line, or None."""
    return language_of_ending(path) or language_of_first_line(text)


def is_minified(text: bytes) -> bool:
    """Whether the lines are too long, on the average, to be written by people."""
    return len(text) > MINIFIED_BYTES and len(text) > MINIFIED_LINE_BYTES * (text.count(b"\n") + 1)


def too_large(max_bytes: int) -> str:
    return f"larger than {format_size(max_bytes)}"


def clean(path: str) -> FileReport:
    return FileReport(path, 0, (), None)


def skipped(path: str, reason: str) -> FileReport:
    return FileReport(path, 0, (), Skipped(path, reason))
