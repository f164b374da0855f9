"""Names: which scope one belongs to, and which function a name stands for."""

from .annotations import Any
from .syntax import Node


class Scope:
    """The names of a block, a function or a class. The first scope of a graph takes every name that no inner
    one declares, so that a free name is one place, wherever in the function it stands."""

    __slots__ = ("names", "number", "of_class", "outer")

    def __init__(self, number: int, outer: "Scope | None", of_class: bool = False) -> None:
        self.number = number
        self.outer = outer
        self.of_class = of_class
        self.names: set[str] = set()

    def root(self, name: str) -> str:
        """The root of the place that `name` means here."""
        scope: Scope = self
        while scope.outer is not None and name not in scope.names:
            scope = scope.outer
        return f"{scope.number}:{name}"

    def declares(self, name: str) -> bool:
        """Whether a scope other than the first one declares `name`."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.outer
        return scope is not None

    def of_functions(self) -> "Scope":
        """The scope in which functions that are written here look for their names: a class keeps its own to
        itself."""
        scope = self
        while scope.of_class and scope.outer is not None:
            scope = scope.outer
        return scope


class Function:
    """A function that is written in a file: its node, and the scope it is written in (None: not inside a
    graph). `home` is the `Unit` of the file, where that is another one than the file at hand."""

    __slots__ = ("home", "is_async", "name", "node", "scope")

    def __init__(self, node: Node, name: str, scope: Scope | None, is_async: bool, home: Any = None) -> None:
        self.node = node
        self.name = name
        self.scope = scope
        self.is_async = is_async
        self.home = home

    def __repr__(self) -> str:
        return f"<function {self.name or 'anonymous'}>"
