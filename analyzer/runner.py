"""From files to reports: read, ask the prefilter, and analyse what is left, in worker processes where they
pay.

The engine, and with it the parser, is imported when the first file needs it; in a clean tree none does.
"""

import os
import stat
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from .discovery import Target
from .errors import reason_of
from .findings import FileReport, Skipped
from .prefilter import ENDINGS, has_start_word, language_of_ending, language_of_first_line
from .sizes import format_size
from .source import Source, Unreadable

# Below both, starting worker processes costs more than they save.
MANY_FILES = 500
MANY_BYTES = 100_000

# Lines that people write are some 40 bytes long; a small file may well be one long line of data.
MINIFIED_BYTES = 5_000
MINIFIED_LINE_BYTES = 500


class Candidate(NamedTuple):
    """A file that may start a span, and so must be parsed."""

    path: str
    text: bytes
    language: str | None


Look = Candidate | FileReport


def check_files(targets: list[Target], max_bytes: int, jobs: int) -> Iterator[FileReport]:
    """One report a target, in their order, whatever the number of `jobs`, the worker processes that may be
    used."""
    if jobs > 1 and len(targets) >= MANY_FILES:
        return in_processes(targets, max_bytes, jobs)
    looks = [first_look(target, max_bytes) for target in targets]
    if jobs > 1 and sum(len(look.text) for look in looks if isinstance(look, Candidate)) >= MANY_BYTES:
        return in_processes(looks, max_bytes, jobs)
    return (analyse(look, max_bytes) for look in looks)


def check_text(path: str, text: bytes, max_bytes: int) -> FileReport:
    """The report on bytes that do not stand in a file; where `path` names no language, the bytes must show
    it."""
    try:
        require_readable(path, text, max_bytes)
    except Unreadable as refusal:
        return skipped(path, str(refusal))
    language = language_of(path, text)
    if language is not None and not has_start_word(text, language):
        return clean(path)
    return analyse(Candidate(path, text, language), max_bytes)


def in_processes(
    items: Sequence[Target | Look], max_bytes: int, jobs: int
) -> Generator[FileReport, None, None]:
    """The reports on `items`, in their order, from worker processes; a process that dies costs one of
    them."""
    from .workers import Died, answers

    for item, answer in zip(items, answers(partial(notable, max_bytes=max_bytes), items, jobs), strict=True):
        if isinstance(answer, Died):
            yield skipped(item.path, answer.reason)
        else:
            yield answer or clean(item.path)


def notable(item: Target | Look, max_bytes: int) -> FileReport | None:
    """The report on `item`, or None for a clean one: most are, and what is not sent costs nothing."""
    report = analyse(first_look(item, max_bytes) if isinstance(item, Target) else item, max_bytes)
    return None if report == clean(report.path) else report


def first_look(target: Target, max_bytes: int) -> Look:
    """What must be parsed of `target`, or the report where nothing must. Raises nothing."""
    path, named = target
    try:
        text = read_file(path, max_bytes)
        require_readable(path, text, max_bytes)
    except Unreadable as refusal:
        return skipped(path, str(refusal))
    except OSError as error:
        return skipped(path, reason_of(error))
    language = language_of(path, text)
    if language is None:
        return skipped(path, f"not a language that spanlint reads; their files end in {' '.join(ENDINGS)}")
    if not has_start_word(text, language):
        return clean(path)
    if not named and is_minified(text):
        return skipped(path, "minified; name the file to have it checked")
    return Candidate(path, text, language)


def analyse(look: Look, max_bytes: int) -> FileReport:
    """The engine's report on a candidate; a report is handed through. Raises nothing."""
    if isinstance(look, FileReport):
        return look
    from .check import Settings, check_source
    from .languages import guess_language

    try:
        language = look.language or guess_language(look.text)
        return check_source(look.path, look.text, Settings(max_bytes=max_bytes), language)
    except Exception as error:
        # A mistake of ours costs this file, and shows; it must not cost the run.
        return skipped(look.path, f"internal error: {type(error).__name__}: {error}")


def read_file(path: str, max_bytes: int) -> bytes:
    """The bytes of an ordinary file. Raises OSError, and Unreadable for a larger file and for any other
    kind."""
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
