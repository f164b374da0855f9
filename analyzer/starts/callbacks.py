"""Callback forms: starts that call a function with the span; what it is given, and who ends the span."""

from ..code.places import called, role_of, values_returned
from ..graph import Graph
from ..names import Function
from ..steps.holding import ENDER
from ..syntax import Node
from ..tracing.spans import Start, callback_of
from ..unit import Unit
from ..values import Place


def callback_function(unit: Unit, start: Start) -> Function | None:
    """The function that a start calls with the span, where it is one of this file."""
    return _function(unit, callback_of(unit, start)) if start.gives == "callback" else None


def is_made(unit: Unit, start: Start) -> bool:
    """Whether a function of the file makes the one that a start calls with the span, maybe not for it
    alone."""
    callback = callback_of(unit, start)
    return callback is not None and role_of(unit, callback) == "call"


def _function(unit: Unit, callback: Node | None) -> Function | None:
    fact = unit.language.facts.get(callback.kind_id) if callback is not None else None
    if callback is None or fact is None:
        return None
    if fact.role == "group":
        return _function(unit, fact.one(callback, "value"))
    if fact.role == "function":
        return Function(callback, "", None, fact.marked(callback, "async"))
    if fact.role == "call" and (made := _made_by(unit, callback)) is not None:
        return _function(unit, made)
    if fact.role == "name" and (found := unit.definition(unit.source.slice(callback))) is not None:
        return Function(found[0], unit.source.slice(callback), None, False)
    return None


def _made_by(unit: Unit, call: Node) -> Node | None:
    """The function that a call of one of the file's functions gives, where that returns nothing else."""
    found = unit.definition(called(unit, call))
    if found is None:
        return None
    values = values_returned(unit, found[0])
    if len(values) != 1 or role_of(unit, values[0]) != "function":
        return None
    return values[0]


class CallbackForm:
    """One callback with the start that calls it."""

    def __init__(self, unit: Unit, start: Start, function: Function) -> None:
        self.unit = unit
        self.start = start
        self.function = function
        fact = unit.language.facts[function.node.kind_id]
        self.parameters = unit.parameters(function.node, fact)

    @property
    def ends_by_itself(self) -> bool:
        """Whether the starter ends the span when the callback is done. A callback that declares as many
        parameters as `manual` says has to do so itself."""
        manual = self.start.table.get("manual")
        return bool(self.start.table.get("ends")) or (manual is not None and len(self.parameters) < manual)

    def ignores_the_span(self) -> bool:
        """Whether the callback mentions nothing by which it could end the span."""
        return not any(self._mentions(index) for index in self._indices())

    def reaches_the_span(self) -> bool:
        """Whether a callback without the span looks for it otherwise, or gets all its arguments in another
        way, or an option leaves the end to somebody else."""
        text = self.unit.source.text[self.function.node.start_byte : self.function.node.end_byte]
        return (
            any(getter.encode() in text for library in self.start.libraries for getter in library.getters)
            or b"arguments" in text
            or any(self._is_rest(parameter) for parameter in self.parameters)
        )

    def seed(self, graph: Graph) -> frozenset[Place]:
        """The places that hold the span when the callback is called, and those that hold its end."""
        span, finish = self.start.table["span"], self.start.table.get("finish")
        places = {graph.parameters[span][1]} if span < len(graph.parameters) else set()
        if finish is not None and finish < len(graph.parameters):
            places.add(graph.parameters[finish][1].field(ENDER))
        return frozenset(places)

    def _indices(self) -> list[int]:
        return [self.start.table[word] for word in ("span", "finish") if word in self.start.table]

    def _mentions(self, index: int) -> bool:
        """Whether the callback's body mentions what one of its parameters binds."""
        if len(self.parameters) <= index or self._is_rest(self.parameters[index]):
            return False
        parameter = self.parameters[index]
        text = self.unit.source.text[parameter.end_byte : self.function.node.end_byte]
        return any(name.encode() in text for name in self.unit.names_in(parameter))

    def _is_rest(self, parameter: Node) -> bool:
        fact = self.unit.language.facts.get(parameter.kind_id)
        return fact is not None and bool(fact.flags.get("rest"))
