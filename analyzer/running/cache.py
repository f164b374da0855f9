"""What earlier runs found out, kept in `.spanlint_cache/` beside the configuration.

There is one file for the paths that a run is asked to check, read in one go and replaced in one go, so that
two runs at once do each other no harm. The report on a file holds as long as its bytes and settings are the
same, and the disk says what it said of the other files that were asked for. Of a text without a word of spans
the digest alone is kept. What can't be read or written, or was made by another spanlint, counts as not there.
"""

import os
from _blake2 import blake2b
from array import array
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial

from ..files.disk import Disk
from ..files.grounds import Fact, Noted, answer, digest
from ..findings import FileReport
from ..records import NamedTuple
from ..settings import Settings
from .cache_file import Content, Known, load, save

FOLDER = ".spanlint_cache"
# So many are worth further processes, which look at as many in one go.
MANY_FACTS, BATCH = 2_000, 250
# What an analysis says that may be done the next time: it took too long, or we made a mistake.
PASSING = ("took", "internal error")


class Entry(NamedTuple):
    """A report, what text and settings it is `about`, and the facts it rests on: their numbers in the list of
    the `Noted` with that name, and those of the list that were not sent before."""

    about: bytes
    report: FileReport
    name: str
    numbers: bytes
    first: int
    facts: list[Fact]


class Cache:
    """What is known of the files at `paths`, kept in `folder`; `max_bytes` is how large a file may be."""

    def __init__(self, folder: str, paths: Iterable[str], max_bytes: int) -> None:
        asked = "\0".join([os.path.abspath(os.curdir), *paths])
        self._path = os.path.join(folder, FOLDER, digest(os.fsencode(asked)))
        self._max_bytes = max_bytes
        self._old = Content([], {}, frozenset())
        self._false: frozenset[int] = frozenset()
        self._new: list[Entry | bytes] = []
        self._sent: dict[str, int] = {}

    def read(self, jobs: int) -> None:
        """Reads what there is, and asks whether the facts still hold, with up to `jobs` processes."""
        self._old = load(self._path)
        false = set(no_longer_true(self._old.facts, self._max_bytes, jobs))
        self._false = frozenset(number for number, fact in enumerate(self._old.facts) if fact in false)

    def about(self, text: bytes, language: str, settings: Settings) -> bytes:
        """What tells a text, its language and how it is to be checked from all others."""
        return blake2b(text, digest_size=12, person=person(language, settings)).digest()

    def is_quiet(self, about: bytes) -> bool:
        """Whether a text is known to hold no word of spans."""
        return about in self._old.quiet

    def report(self, path: str, about: bytes) -> FileReport | None:
        """The report on a file, if it is known."""
        known = self._old.known.get(path)
        if known is None or known.about != about or self._is_stale(known):
            return None
        return known.report

    def entry(self, about: bytes, report: FileReport, noted: Noted) -> Entry | None:
        """What to remember of a file, for which `noted` was asked; nothing of what may be done next time."""
        if report.skipped is not None and any(word in report.skipped.reason for word in PASSING):
            return None
        first = self._sent.get(noted.name, 0)
        self._sent[noted.name] = len(noted.facts)
        numbers = array("I", noted.numbers()).tobytes()
        return Entry(about, report, noted.name, numbers, first, noted.facts[first:])

    def add(self, entry: Entry | bytes) -> None:
        """Remembers an entry, or what a quiet text is known by."""
        self._new.append(entry)

    def write(self) -> None:
        """Writes what is known, if that is more than was read; where it can't, the next run does without."""
        if self._new:
            with suppress(OSError):
                save(self._path, self._content())

    def _content(self) -> Content:
        """What was known and still holds, and what is new, without the facts that nothing rests on."""
        lists = dict[str, dict[int, Fact]]()
        new = [entry for entry in self._new if isinstance(entry, Entry)]
        for entry in new:
            lists.setdefault(entry.name, {}).update(enumerate(entry.facts, entry.first))
        facts, known = dict[Fact, int](), dict[str, Known]()

        def grounds(numbers: bytes, named: dict[int, Fact] | list[Fact]) -> bytes:
            found = (facts.setdefault(named[number], len(facts)) for number in array("I", numbers))
            return array("I", found).tobytes()

        replaced = {entry.report.path for entry in new}
        for path, each in self._old.known.items():
            if path not in replaced and not self._is_stale(each) and os.path.lexists(path):
                known[path] = each._replace(grounds=grounds(each.grounds, self._old.facts))
        for entry in new:
            numbers = grounds(entry.numbers, lists[entry.name])
            known[entry.report.path] = Known(entry.about, entry.report, numbers)
        quiet = self._old.quiet.union(each for each in self._new if isinstance(each, bytes))
        return Content(list(facts), known, quiet)

    def _is_stale(self, known: Known) -> bool:
        return bool(self._false) and not self._false.isdisjoint(array("I", known.grounds))


@cache
def person(language: str, settings: Settings) -> bytes:
    """What tells a language and settings from all others."""
    rules = sorted(settings.rules) if settings.rules is not None else None
    tables = settings.libraries.tables if settings.libraries is not None else None
    said = language, rules, tables, settings._replace(rules=None, libraries=None)
    return blake2b(repr(said).encode(), digest_size=blake2b.PERSON_SIZE).digest()


def no_longer_true(facts: list[Fact], max_bytes: int, jobs: int) -> list[Fact]:
    """The facts that are none any more."""
    if jobs == 1 or len(facts) < MANY_FACTS:
        return false_among(facts, max_bytes)
    from .workers import Died, answers

    batches = [facts[at : at + BATCH] for at in range(0, len(facts), BATCH)]
    asked = answers(partial(false_among, max_bytes=max_bytes), batches, jobs, 1)
    return [fact for batch, false in asked for fact in (batch if isinstance(false, Died) else false)]


def false_among(facts: list[Fact], max_bytes: int) -> list[Fact]:
    files = Disk(max_bytes)
    return [fact for fact in facts if answer(files, fact.question, fact.path) != fact.answer]
