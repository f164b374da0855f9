"""From files to reports: read, ask the prefilter, analyse what is left, in worker processes where they pay.

The engine, and with it the parser, is imported when the first file needs it; in a clean tree none does.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property
from itertools import chain, islice

from ..annotations import TYPE_CHECKING
from ..findings import FileReport
from ..prefilter import ENDINGS, may_report
from ..records import NamedTuple
from ..settings import Settings
from ..source import Unreadable
from .discovery import Target
from .looks import (
    Look,
    SettingsOf,
    Text,
    clean,
    first_look,
    is_minified,
    is_quiet,
    language_of,
    require_readable,
    skipped,
    starts_spans,
)

if TYPE_CHECKING:
    from ..code.project import Project
    from ..files.disk import Disk
    from ..files.grounds import Noted
    from ..grammars.own_libraries import OwnLibraries
    from .cache import Cache, Entry

# Below both, starting worker processes costs more than they save.
MANY_FILES = 500
MANY_BYTES = 100_000

# Of fewer files that may have to be parsed, what a cache says costs more to read than to find out.
MANY_CANDIDATES = 20

# Few enough files that no process is left with much to do when the others have done all.
BATCH = 16


def check_files(
    targets: Iterable[Target],
    settings: SettingsOf,
    jobs: int,
    cache: "Callable[[], Cache] | None" = None,
    new_check: "Callable[[SettingsOf, Cache | None], Check] | None" = None,
) -> Iterator[FileReport]:
    """One report a target, in no order, with up to `jobs` processes at work. Many targets are checked while
    they are still being found; of a few, those that need no parser come first. What the cache knows is not
    found out again, and what is found out is added to it."""
    new_check = new_check or Check
    targets = iter(targets)
    few = list(islice(targets, MANY_FILES))
    if len(few) == MANY_FILES:
        return in_processes(chain(few, targets), new_check(settings, opened(cache, jobs)), jobs, BATCH)
    reports, texts = list[FileReport](), list[Text]()
    for look in (first_look(target, settings(target.path)) for target in few):
        if isinstance(look, FileReport):
            reports.append(look)
        elif is_quiet(look, settings(look.path)):
            reports.append(clean(look.path))
        else:
            texts.append(look)
    # To get ready for a language takes as long as some files do, so each process is given few languages.
    texts.sort()
    check = new_check(settings, opened(cache, jobs) if len(texts) >= MANY_CANDIDATES else None)
    if sum(len(each.text) for each in texts if starts_spans(each, settings(each.path))) < MANY_BYTES:
        jobs = 1
    elif jobs > 1 and check.cache is None:
        get_ready({text.language for text in texts})
    return chain(reports, in_processes(texts, check, jobs, min(BATCH, -(-len(texts) // jobs))))


def opened(cache: "Callable[[], Cache] | None", jobs: int) -> "Cache | None":
    """The cache, read by now."""
    found = cache() if cache is not None else None
    if found is not None:
        found.read(jobs)
    return found


def check_text(path: str, text: bytes, settings: SettingsOf) -> FileReport:
    """The report on bytes that stand in no file, or are to stand at `path`, in the project around it; where
    the path names no language, the text must show it."""
    said = settings(path)
    try:
        require_readable(path, text, said.max_bytes)
    except Unreadable as refusal:
        return skipped(path, str(refusal))
    known = language_of(path, text)
    if known is not None:
        return report_on(Text(known, path, text), said, Around(said, is_noted=False))
    if not any(may_report(text, language, said.own_words) for language in ENDINGS.values()):
        return clean(path)
    return report_on(Text(guessed_language(text), path, text), said, None)


def guessed_language(text: bytes) -> str:
    """The language that `text` seems to be in."""
    from .guessing import guess_language

    return guess_language(text)


def get_ready(languages: Iterable[str]) -> None:
    """Loads the engine and these languages, once for all processes to come."""
    from .. import check  # noqa: F401
    from ..grammars.languages import load_language

    for language in languages:
        load_language(language)


def in_processes(
    items: Iterable[Target | Look], check: "Check", jobs: int, size: int
) -> Generator[FileReport, None, None]:
    """The reports on `items`, as they come, from worker processes that take `size` of them at a time; a
    process that dies costs one of them. With one job, this process does it all, in the order of the items."""
    if jobs == 1:
        yield from (check.taken_in(item, check(item)) for item in items)
    else:
        from contextlib import closing

        from .workers import Died, answers

        with closing(answers(check, items, jobs, size)) as pairs:
            for item, answer in pairs:
                if isinstance(answer, Died):
                    yield skipped(item.path, answer.reason)
                else:
                    yield check.taken_in(item, answer)
    if check.cache is not None:
        check.cache.write()


class Checked(NamedTuple):
    """The report on a file, and what the cache is to remember of it."""

    report: FileReport
    entry: "Entry | bytes | None" = None


class Check:
    """The check of one file after the other, each as `settings` say, and what is known of their projects. A
    report that `cache` has is not made again."""

    def __init__(self, settings: SettingsOf, cache: "Cache | None" = None) -> None:
        self.cache = cache
        self._settings = settings
        self._around: dict[tuple[int, OwnLibraries | None], Around] = {}

    def __call__(self, item: Target | Look) -> Checked | None:
        """What is found, None where that is nothing: mostly it is, and what is not sent costs nothing."""
        said = self._settings(item.path)
        look = first_look(item, said) if isinstance(item, Target) else item
        if isinstance(look, FileReport):
            return Checked(look)
        if self.cache is not None:
            return self._remembered(look, said, self.cache)
        report = report_on(look, said, self._known(said))
        return None if report == clean(look.path) else Checked(report)

    def taken_in(self, item: Target | Look, checked: Checked | None) -> FileReport:
        """The report on an item, of which the cache now has what it is to remember."""
        if checked is None:
            return clean(item.path)
        if checked.entry is not None and self.cache is not None:
            self.cache.add(checked.entry)
        return checked.report

    def _remembered(self, look: Text, said: Settings, cache: "Cache") -> Checked | None:
        about = cache.about(look.text, look.language, said)
        if cache.is_quiet(about):
            return None
        known = cache.report(look.path, about)
        if known is not None:
            return Checked(known)
        if is_quiet(look, said):
            return Checked(clean(look.path), about)
        around = self._known(said)
        assert around.noted is not None
        around.noted.begin()
        report = report_on(look, said, around)
        return Checked(report, cache.entry(about, report, around.noted))

    def _known(self, said: Settings) -> "Around":
        """What is known of the files around those that are checked."""
        key = said.max_bytes, said.libraries
        if key not in self._around:
            self._around[key] = Around(said, self.cache is not None)
        return self._around[key]


class Around:
    """The files around those that are checked, and, where somebody asks, the projects that they make."""

    def __init__(self, said: Settings, is_noted: bool) -> None:
        from ..files.disk import Disk
        from ..files.neighbours import Neighbours

        disk = Disk(said.max_bytes)
        self.noted = noted(disk) if is_noted else None
        self.neighbours = Neighbours(self.noted or disk, said.libraries)

    @cached_property
    def project(self) -> "Project":
        from ..code.project import Project

        return Project(self.neighbours)


def noted(disk: "Disk") -> "Noted":
    """The disk, with a note of all that is asked of it."""
    from ..files.grounds import Noted

    return Noted(disk)


def report_on(look: Text, settings: Settings, around: Around | None) -> FileReport:
    """The report on a file, with the other files of its project or without. Raises nothing."""
    path, text, language = look.path, look.text, look.language
    try:
        held = starts_spans(look, settings)
        if not held and not (around and around.neighbours.may_hold(path, text, language)):
            return clean(path)
        if not look.named and is_minified(text):
            return skipped(path, "minified; name the file to have it checked")
        from ..check import check_source

        return check_source(path, text, settings, language, around.project if around else None, held)
    except Exception as error:
        # A mistake of ours costs this file, and shows; it must not cost the run.
        return skipped(path, f"internal error: {type(error).__name__}: {error}")
