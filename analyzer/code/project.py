"""The files of a project, as all checks of a process share them.

It keeps what depends on nothing but a file's bytes: texts, trees, and the names of a file's top level; and
nothing that depends on which files were looked at before, so that a file's report is the same in every order
of files and for every number of processes.
"""

from collections.abc import Callable

from ..annotations import Any
from ..files.neighbours import Neighbours
from ..grammars.languages import Language, language_of, load_language
from ..grammars.parsing import parse
from ..source import Source, Unreadable
from ..syntax import Deadline, Tree
from ..unit import Unit
from .exports import Names

# What is larger would need more room on the stack than there is anywhere (see `room.py`).
_MOST_BYTES = 120_000
_MOST_UNITS = 10


class Project:
    """The files of the projects that a run meets, and what is found out about their bytes."""

    def __init__(self, neighbours: Neighbours) -> None:
        self.neighbours = neighbours
        self._kept: dict[Any, Any] = {}
        self._units: dict[str, tuple[Unit, Names] | None] = {}
        self._trees: dict[str, tuple[Source, Tree]] = {}

    def once(self, key: Any, find: Callable[[], Any]) -> Any:
        """What others find out about a file, found once."""
        return self.neighbours.files.once(self._kept, key, find)

    def tree(self, source: Source, language: Language, deadline: Deadline) -> Tree:
        """The syntax tree of a file, the same for whoever asks. Raises Unreadable as `parse` does."""
        path = self.neighbours.files.absolute(source.path)
        known = self._trees.get(path)
        if known is not None and known[0].text == source.text:
            return known[1]
        tree = parse(source, language, deadline)
        if len(source.text) <= _MOST_BYTES:  # nobody else asks for a larger one
            if len(self._trees) >= _MOST_UNITS:
                self._trees.pop(next(iter(self._trees)))
            self._trees[path] = source, tree
        return tree

    def unit(self, path: str, deadline: Deadline) -> tuple[Unit, Names] | None:
        """A file, for one check, and its names; None where it can't be read or is in none of our
        languages."""
        found = self.neighbours.files.once(self._units, path, lambda: self._parse(path, deadline))
        self._units[path] = self._units.pop(path)  # who makes room is who has not been asked for longest
        return (_for_another_check(found[0], deadline), found[1]) if found is not None else None

    def _parse(self, path: str, check: Deadline) -> tuple[Unit, Names] | None:
        # Whether a file can be read must not depend on how late in a check it is asked for.
        deadline = check.anew()
        if len(self._units) >= _MOST_UNITS:
            self._units.pop(next(iter(self._units)))
        name, text = language_of(path), self.neighbours.text(path)
        if name is None or text is None or len(text) > _MOST_BYTES:
            return None
        try:
            source, language = Source(path, text), load_language(name)
            tree = self.tree(source, language, deadline)
            unit = Unit(source, tree, language, deadline, self.neighbours.own)
            return unit, Names(unit)
        except Unreadable:
            return None


def _for_another_check(unit: Unit, deadline: Deadline) -> Unit:
    """The same file, with all that is known of its text and nothing of what a check adds to that."""
    other = Unit.__new__(Unit)
    other.__dict__ |= unit.__dict__
    other.deadline, other.libraries = deadline, unit.libraries
    other.visits = 0
    return other
