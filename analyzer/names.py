"""Names: which scope one belongs to, which function a name stands for, and what a file imports."""

from .syntax import Node


class Scope:
    """The names of a block or of a function. The first scope of a graph takes every name that no inner one declares,
    so that a free name is one place, wherever in the function it stands."""

    __slots__ = ("names", "number", "outer")

    def __init__(self, number: int, outer: "Scope | None") -> None:
        self.number = number
        self.outer = outer
        self.names: set[str] = set()

    def root(self, name: str) -> str:
        """The root of the place that `name` means here."""
        scope: Scope = self
        while scope.outer is not None and name not in scope.names:
            scope = scope.outer
        return f"{scope.number}:{name}"


class Function:
    """A function that is written in a file: its node, and the scope it is written in (None: not inside a graph)."""

    __slots__ = ("is_async", "is_generator", "name", "node", "owner", "scope")

    def __init__(self, node: Node, name: str, scope: Scope | None, is_async: bool, owner: Node | None = None) -> None:
        self.node = node
        self.name = name
        self.scope = scope
        self.is_async = is_async
        self.owner = owner

    def __repr__(self) -> str:
        return f"<function {self.name or 'anonymous'}>"
