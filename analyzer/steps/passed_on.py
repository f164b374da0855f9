"""Helpers that run code of others: what they were called with, such as the function that is wrapped.

What that code raises goes through the helper, so a call of the helper raises as surely as the code itself.
"""

from collections.abc import Iterable, Iterator

from ..graph import FOREIGN, Call, Graph
from ..names import Function
from ..values import Made, Place, Value, roots_of
from .calm import may_leave_by_raise
from .overview import steps_of
from .relevance import operands


class Runners:
    """The helpers that run a function which they are given; each helper and each call is looked at once."""

    def __init__(self) -> None:
        self._called: dict[int, frozenset[Place]] = {}
        self._runs: dict[int, Call | None] = {}
        self._inside: dict[int, tuple[Call, Call | None]] = {}

    def called(self, function: Function, graph: Graph) -> frozenset[Place]:
        """Its parameters that a function calls as code of others, if what they raise leaves it."""
        key = function.node.id
        if key not in self._called:
            self._called[key] = called_parameters(graph)
        return self._called[key]

    def runs(self, function: Function, graph: Graph) -> Call | None:
        """The call of a function that a helper is given, where it does nothing else with what that gets."""
        key = function.node.id
        if key not in self._runs:
            self._runs[key] = _only_call(graph)
        return self._runs[key]

    def inside(
        self, step: Call, function: Function, graph: Graph, given: dict[Place, tuple[Value, ...]]
    ) -> Call | None:
        """That call as who calls the helper would write it, by what the helper's parameters are `given`."""
        call = self.runs(function, graph)
        if call is not None and id(step) not in self._inside:
            # It is kept with the step, because others remember what they know of it by its identity.
            self._inside[id(step)] = step, _as_called(step, call, graph, given)
        return self._inside[id(step)][1] if call is not None else None


def _only_call(graph: Graph) -> Call | None:
    """The only call of a parameter in a graph, if nothing else is done with the parameters that it gives."""
    steps = list(steps_of(graph))
    calls = [step for step in steps if isinstance(step, Call) and _parameter(step.callee, graph)]
    if len(calls) != 1 or graph.generator:
        return None
    given = {root for value in calls[0].arguments for root in roots_of(value)} & graph.taken
    others = (value for step in steps if step is not calls[0] for value in operands(step))
    alone = given.isdisjoint(root for value in others for root in roots_of(value))
    return calls[0] if given and alone else None


def _as_called(step: Call, call: Call, graph: Graph, given: dict[Place, tuple[Value, ...]]) -> Call | None:
    """The call that a helper does, with what the helper gets at one step instead of its parameters."""
    names = {name: given.get(holder, ()) for name, holder, _ in graph.parameters if name}
    callee = next(iter(names.get(_parameter(call.callee, graph), ())), None)
    if not isinstance(callee, Place | Made):
        return None
    arguments = list[Value]()
    for value in call.arguments:
        arguments += names.get(_parameter(value, graph), (None,))
    owner = Place(callee.root, callee.path[:-1]) if isinstance(callee, Place) and callee.path else None
    return call._replace(
        at=step.at,
        text=callee.name if isinstance(callee, Place) else "",
        name=callee.name.rpartition(".")[2] if isinstance(callee, Place) else "",
        callee=callee,
        receiver=owner,
        arguments=tuple(arguments),
        keywords=tuple(each for each in step.keywords if each[0] not in names),
        result=step.result,
    )


def _parameter(value: Value, graph: Graph) -> str:
    """The name of the parameter that a value is; "" where it is none."""
    own = isinstance(value, Place) and not value.path and value.root in graph.taken
    return value.name if own and isinstance(value, Place) else ""


def called_parameters(graph: Graph) -> frozenset[Place]:
    """The places of those parameters that a function calls as code of others, if what they raise leaves the
    function."""
    if graph.generator or graph.asynchronous:
        return frozenset()
    called = {name for call in steps_of(graph) if isinstance(call, Call) for name in _called(call, graph)}
    return frozenset(place for name, place, _ in graph.parameters if name in called)


def _called(call: Call, graph: Graph) -> Iterator[str]:
    """The parameter that a step calls as code of others, if it does so and what this raises leaves the
    function."""
    callee = call.callee
    if call.error < FOREIGN or not isinstance(callee, Place) or callee.root not in graph.taken:
        return
    if may_leave_by_raise(graph, lambda step: step is call):
        yield Place(callee.root).name


def hands_on(given: Iterable[tuple[Place, Value]], called: frozenset[Place], graph: Graph) -> bool:
    """Whether a call gives one of the `called` parameters what the function around it was given itself."""
    return any(
        place in called and isinstance(value, Place) and not value.path and value.root in graph.taken
        for place, value in given
    )
