"""Which calls never come back, under whatever name they were imported."""

from ..names import Function, Scope
from ..syntax import Node
from ..unit import Unit
from .imports import Origin, origins_in


class Ends:
    """The calls in one function that never come back: "stops" ends the program at once, "quits" by unwinding,
    and "throws" raises; for others, ""."""

    def __init__(self, unit: Unit, function: Function) -> None:
        self._unit = unit
        self._around = (*unit.around(function.node), function.node)
        self._own: dict[str, Origin] = {}
        self._bound: set[str] | None = None

    def note_import(self, node: Node) -> None:
        """Remember what an import inside of the function binds."""
        self._own |= origins_in(node, self._unit.source, self._unit.language)

    def sort(self, text: str, scope: Scope) -> str:
        """How a call by the dotted name `text` leaves for good, if it does."""
        root = text.partition(".")[0]
        origin = self._own.get(root) or self._unit.origins.get(root)
        full = origin.dotted + text[len(root) :] if origin is not None else text
        for sort in ("stops", "quits"):
            if full in self._unit.calls[sort]:
                return "" if self._is_shadowed(root, scope) else sort
        if full in self._unit.calls["throws"] and not self._is_shadowed(root, scope):
            return "throws"
        return ""

    def _is_shadowed(self, root: str, scope: Scope) -> bool:
        """Whether a name means something of the file's own, and not what is imported or built in."""
        return scope.declares(root) or (root not in self._own and root in self._names_around())

    def _names_around(self) -> set[str]:
        """The names that the function, those around it and the file bind, but for what the file imports."""
        if self._bound is None:
            self._bound = self._unit.declared_in(self._unit.root) - self._unit.origins.keys()
            for node in self._around:
                fact = self._unit.language.facts.get(node.kind_id)
                body = fact.one(node, "body") if fact is not None and fact.role == "function" else None
                if fact is not None and body is not None:
                    self._bound |= self._unit.parameter_names(node, fact) | self._unit.declared_in(body)
        return self._bound
