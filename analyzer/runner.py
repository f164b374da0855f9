"""From files to reports: read, ask the prefilter, analyse what is left, in worker processes where they pay.

The engine, and with it the parser, is imported when the first file needs it; in a clean tree none does.
"""

import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import cache, partial
from itertools import chain, islice

from .annotations import TYPE_CHECKING
from .discovery import Target
from .errors import reason_of
from .findings import FileReport, Skipped
from .prefilter import (
    ENDINGS,
    language_of_ending,
    language_of_first_line,
    may_report,
    touches_spans,
)
from .records import NamedTuple
from .settings import Settings
from .sizes import format_size
from .source import Source, Unreadable

if TYPE_CHECKING:
    from .neighbours import Neighbours
    from .project import Project

# Below both, starting worker processes costs more than they save.
MANY_FILES = 500
MANY_BYTES = 100_000

# Few enough files that no process is left with much to do when the others have done all.
BATCH = 16

# Lines that people write are some 40 bytes long; a small file may well be one long line of data.
MINIFIED_BYTES = 5_000
MINIFIED_LINE_BYTES = 500


class Candidate(NamedTuple):
    """A file that may start a span, and so must be parsed."""

    language: str
    path: str
    text: bytes


Look = Candidate | FileReport

# How to analyse the file at a path.
SettingsOf = Callable[[str], Settings]


def check_files(targets: Iterable[Target], settings: SettingsOf, jobs: int) -> Iterator[FileReport]:
    """One report a target, with up to `jobs` processes at work. Many targets are checked in their order and
    while they are still being found; of a few, those that need no parser come first."""
    if jobs == 1:
        return (analyse(first_look(target, settings), settings) for target in targets)
    targets = iter(targets)
    few = list(islice(targets, MANY_FILES))
    if len(few) == MANY_FILES:
        return in_processes(chain(few, targets), settings, jobs, BATCH)
    looks = [first_look(target, settings) for target in few]
    reports = [look for look in looks if isinstance(look, FileReport)]
    # To get ready for a language takes as long as some files do, so each process is given few languages.
    candidates = sorted(look for look in looks if isinstance(look, Candidate))
    if sum(len(candidate.text) for candidate in candidates) < MANY_BYTES:
        return chain(reports, (analyse(candidate, settings) for candidate in candidates))
    get_ready(candidates)
    size = min(BATCH, -(-len(candidates) // jobs))
    return chain(reports, in_processes(candidates, settings, jobs, size))


def check_text(path: str, text: bytes, settings: SettingsOf) -> FileReport:
    """The report on bytes that stand in no file; where `path` names no language, the text must show it."""
    said = settings(path)
    try:
        require_readable(path, text, said.max_bytes)
    except Unreadable as refusal:
        return skipped(path, str(refusal))
    known = language_of(path, text)
    languages = [known] if known else ENDINGS.values()
    if not any(may_report(text, language, said.own_words) for language in languages):
        return clean(path)
    return analyse(Candidate(known or guessed_language(text), path, text), settings, together=False)


def guessed_language(text: bytes) -> str:
    """The language that `text` seems to be in."""
    from .guessing import guess_language

    return guess_language(text)


def get_ready(candidates: Iterable[Candidate]) -> None:
    """Loads the engine and the languages of `candidates`, once for all processes to come."""
    from . import check  # noqa: F401
    from .languages import load_language

    for language in {candidate.language for candidate in candidates}:
        load_language(language)


def in_processes(
    items: Iterable[Target | Look], settings: SettingsOf, jobs: int, size: int
) -> Generator[FileReport, None, None]:
    """The reports on `items`, in their order, from worker processes that take `size` of them at a time; a
    process that dies costs one of them."""
    from .workers import Died, answers

    with closing(answers(partial(notable, settings=settings), items, jobs, size)) as pairs:
        for item, answer in pairs:
            if isinstance(answer, Died):
                yield skipped(item.path, answer.reason)
            else:
                yield answer or clean(item.path)


def notable(item: Target | Look, settings: SettingsOf) -> FileReport | None:
    """The report on `item`, or None for a clean one: most are, and what is not sent costs nothing."""
    report = analyse(first_look(item, settings) if isinstance(item, Target) else item, settings)
    return None if report == clean(report.path) else report


def first_look(target: Target, settings: SettingsOf) -> Look:
    """What must be parsed of `target`, or the report where nothing must. Raises nothing."""
    path, named = target
    said = settings(path)
    try:
        text = read_file(path, said.max_bytes)
        require_readable(path, text, said.max_bytes)
    except Unreadable as refusal:
        return skipped(path, str(refusal))
    except OSError as error:
        return skipped(path, reason_of(error))
    language = language_of(path, text)
    if language is None:
        return skipped(path, f"not a language that spanlint reads; their files end in {' '.join(ENDINGS)}")
    started = may_report(text, language, said.own_words)
    if not (started or may_hold(path, text, language, said.max_bytes)):
        return clean(path)
    if not named and is_minified(text):
        return skipped(path, "minified; name the file to have it checked")
    return Candidate(language, path, text)


def analyse(look: Look, settings: SettingsOf, together: bool = True) -> FileReport:
    """The engine's report on a candidate, with the other files of its project or without; a report is handed
    through. Raises nothing."""
    if isinstance(look, FileReport):
        return look
    from .check import check_source

    try:
        known = project(settings(look.path).max_bytes) if together else None
        return check_source(look.path, look.text, settings(look.path), look.language, known)
    except Exception as error:
        # A mistake of ours costs this file, and shows; it must not cost the run.
        return skipped(look.path, f"internal error: {type(error).__name__}: {error}")


def may_hold(path: str, text: bytes, language: str, max_bytes: int) -> bool:
    """Whether a file without a start word may have a span that another file of its project starts."""
    return touches_spans(text, language) and neighbours(max_bytes).may_hold(path, text, language)


@cache
def neighbours(max_bytes: int) -> "Neighbours":
    """What this process knows of the texts around the files that it checks."""
    from .disk import Disk
    from .neighbours import Neighbours

    return Neighbours(Disk(max_bytes))


@cache
def project(max_bytes: int) -> "Project":
    """What this process knows of the projects that it meets."""
    from .project import Project

    return Project(neighbours(max_bytes))


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
