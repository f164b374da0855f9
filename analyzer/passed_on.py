"""Helpers that run code of others: what they were called with, such as the function that is wrapped.

What that code raises goes through the helper, so a call of the helper raises as surely as the code itself.
"""

from collections.abc import Iterable, Iterator

from .calm import may_leave_by_raise
from .graph import FOREIGN, Call, Graph
from .overview import steps_of
from .values import Place, Value


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
