"""The files of a project as the check of one of them sees them, each with the names of its top level."""

from ..files.modules import Module
from ..unit import Unit
from .exports import Names
from .project import Project


class Seen:
    """What one check sees of the other files: the same whenever it asks."""

    def __init__(self, project: Project, unit: Unit) -> None:
        self.project = project
        self._own = project.neighbours.files.absolute(unit.source.path)
        self._unit = unit
        self._own_names: Names | None = None
        self._around: dict[str, tuple[Unit, Names] | None] = {}

    def path(self, unit: Unit) -> str:
        """The absolute path of a file."""
        return self._own if unit is self._unit else unit.source.path

    def unit(self, path: str) -> Unit | None:
        """The file at a path, parsed; None where it can't be."""
        if path == self._own:
            return self._unit
        found = self._file(path)
        return found[0] if found is not None else None

    def names(self, unit: Unit) -> Names | None:
        """The names of a file's top level."""
        if unit is self._unit:
            self._own_names = self._own_names or Names(unit)
            return self._own_names
        found = self._file(unit.source.path)
        return found[1] if found is not None else None

    def module(self, unit: Unit, name: str) -> Module | None:
        """The module of the project that a file means by a name."""
        return self.project.neighbours.modules.find(self.path(unit), name, unit.language.name)

    def inner(self, unit: Unit, module: Module, name: str) -> Module | None:
        """The module of a name in another one, for a file of its language."""
        return self.project.neighbours.modules.member(module, name, unit.language.name)

    def _file(self, path: str) -> tuple[Unit, Names] | None:
        if path not in self._around:
            self._around[path] = self.project.unit(path, self._unit.deadline)
        return self._around[path]
