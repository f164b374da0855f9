"""Can a file that starts no span by itself get one from a file that it imports?

Asked of every file, so it is asked of its text: does it do anything with a span, and does a module that it
imports from the project lead to a file with a start word? Only then is it worth parsing.
"""

from collections.abc import Callable, Iterator
from os.path import basename, splitext

from ...grammars_config.compiled_modules import MODULES
from ..annotations import TYPE_CHECKING, Any
from ..prefilter import has_start_word, language_of_ending, touches_spans
from ..texts import identifiers
from .disk import Files
from .modules import Modules, compiled_pattern

if TYPE_CHECKING:
    from ..grammars.own_libraries import OwnLibraries

# A question to the prefilter about a text, its language, and the user's own words.
Asked = Callable[[bytes, str, tuple[bytes, ...]], bool]

_DEPTH = 3
# Of texts, as many are kept as a check asks for again and again; a tree has more than memory should hold.
_MOST_BYTES = 4_000_000


class Neighbours:
    """The texts of a project's files, and to which of them a file's imports lead; `own` are the
    libraries that its configuration describes."""

    def __init__(self, files: Files, own: "OwnLibraries | None" = None) -> None:
        self.files = files
        self.own = own
        self.own_words, self._ends = (own.words, own.ends) if own is not None else ((), ())
        self.modules = Modules(files)
        self._texts: dict[str, bytes | None] = {}
        self._bytes = 0
        self._imported: dict[str, tuple[str, ...]] = {}
        self._leads: dict[tuple[str, int], bool] = {}
        self._starts: dict[str, bool] = {}
        self._touching: dict[str, bool] = {}
        self._handed_on: dict[str, tuple[str, ...]] = {}

    def text(self, path: str) -> bytes | None:
        """The bytes of a file, None where it can't be read."""
        return self.files.once(self._texts, path, lambda: self._read(path))

    def read(self, path: str) -> tuple[bytes, str] | None:
        """The bytes and the language of a file, None where it can't be read or is in none of ours."""
        language, text = language_of_ending(path), self.text(path)
        return (text, language) if language is not None and text is not None else None

    def _read(self, path: str) -> bytes | None:
        text = self.files.read(path)
        self._bytes += len(text or b"")
        while self._bytes > _MOST_BYTES and self._texts:
            self._bytes -= len(self._texts.pop(next(iter(self._texts))) or b"")
        return text

    def may_hold(self, path: str, text: bytes, language: str) -> bool:
        """Whether a file without a start word may have a span that another file starts."""
        place = self.files.absolute(path)
        touches = touches_spans(text, language, self._ends)
        return touches and any(self.leads(file, _DEPTH - 1) for file in self.imported(place, text, language))

    def leads(self, path: str, depth: int = _DEPTH) -> bool:
        """Whether a file may start spans for those who import it: it has a start word, hands on what such a
        file has, or does something with spans that it gets from one."""
        key = path, depth
        return self.files.once(self._leads, key, lambda: self._find_lead(path, depth))

    def starts(self, path: str) -> bool:
        """Whether a file has a start word."""
        return self.files.once(self._starts, path, lambda: self._says(path, has_start_word, self.own_words))

    def _touches(self, path: str) -> bool:
        """Whether a file seems to do something with a span."""
        return self.files.once(self._touching, path, lambda: self._says(path, touches_spans, self._ends))

    def _says(self, path: str, asked: Asked, own: tuple[bytes, ...]) -> bool:
        found = self.read(path)
        return found is not None and asked(*found, own)

    def _find_lead(self, path: str, depth: int) -> bool:
        if self.starts(path) or not depth:
            return self.starts(path)
        imported = self._imported_by(path) if self._touches(path) else ()
        return any(self.leads(file, depth - 1) for file in imported) or any(
            self.leads(file, depth - 1) for file in self.handed_on(path)
        )

    def imported(self, path: str, text: bytes, language: str) -> tuple[str, ...]:
        """The files of the project that a file imports, each once."""
        return self.files.once(self._imported, path, lambda: self._find_imported(path, (text, language)))

    def _imported_by(self, path: str) -> tuple[str, ...]:
        return self.files.once(self._imported, path, lambda: self._find_imported(path, self.read(path)))

    def _find_imported(self, path: str, found: tuple[bytes, str] | None) -> tuple[str, ...]:
        if found is None:
            return ()
        text, language = found
        facts: dict[str, Any] = MODULES[language]
        return tuple(dict.fromkeys(self._matched(path, text, language, facts["imports"])))

    def handed_on(self, path: str) -> tuple[str, ...]:
        """The files whose names a file hands on as its own; an index may do so with all that it imports."""
        return self.files.once(self._handed_on, path, lambda: self._find_handed_on(path))

    def _find_handed_on(self, path: str) -> tuple[str, ...]:
        found = self.read(path)
        if found is None:
            return ()
        text, language = found
        facts: dict[str, Any] = MODULES[language]
        relayed = self._matched(path, text, language, facts["relays"]) if facts["relays"] else ()
        is_index = splitext(basename(path))[0] == facts["index"]
        imported = self.imported(path, text, language) if is_index else ()
        return tuple(dict.fromkeys((*relayed, *imported)))

    def _matched(self, path: str, text: bytes, language: str, pattern: str) -> Iterator[str]:
        """The files that a pattern finds in a text: modules, and those among the names of one's members."""
        facts: dict[str, Any] = MODULES[language]
        for found in compiled_pattern(pattern).finditer(text):
            groups = [group.decode("utf-8", "replace") for group in found.groups() if group]
            module = self.modules.find(path, groups[0], language)
            if module is None:
                continue
            names = identifiers(" ".join(groups[1:])) if facts["style"] == "dotted" else ()
            inner = [self.modules.member(module, name, language) for name in names]
            yield from (each.file for each in (module, *inner) if each and each.file and each.file != path)
