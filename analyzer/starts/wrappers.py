"""Wrappers: functions that call a callback of their caller's with a span, and what is left to the callback.

A wrapper ends the span on every way out, or only where its callback fails, or never. What it does after the
callback is found by a search in which the callback only borrows the span.
"""

from ..code.declared import is_declared_later, parameter_meant
from ..code.places import role_of
from ..graph import Bind, Call, Enter, Graph, Leave, Step
from ..names import Function
from ..search.lifetime import Search
from ..search.paths import raising_step
from ..steps.effects import Effects
from ..steps.lifetime_types import Outcome
from ..steps.overview import awaited_in, steps_of
from ..steps.relevance import operands
from ..steps.state import OPEN, State
from ..summaries.summaries import Summaries
from ..tracing.libraries import Table, calls_one_of, words_of_all
from ..tracing.spans import Start, callback_of
from ..unit import Unit
from ..values import Place, roots_of


def passed_on(unit: Unit, start: Start, parameters: list[set[str]]) -> Table | None:
    """The contract of a function that lets a start call a callback which it got itself."""
    callback = callback_of(unit, start) if start.gives == "callback" else None
    if callback is None or role_of(unit, callback) != "name":
        return None
    index = next((i for i, own in enumerate(parameters) if own == {unit.source.slice(callback)}), None)
    return start.table | {"callback": index} if index is not None else None


def wrapper(
    unit: Unit, start: Start, parameters: list[set[str]], outcome: Outcome, summaries: Summaries
) -> Table | None:
    """The contract of a wrapper: at which position it takes the callback, with which argument it gives it
    the span, and when it ends the span itself."""
    if outcome.kept or start.table.get("ends") or outcome.ended == outcome.handed:
        return None
    if outcome.ended and outcome.leaks:
        return None
    graph, roots = _inside(unit, start, summaries)
    found = _callback_call(graph, roots, parameters) if graph is not None else None
    if graph is None or found is None or _asks_first(graph):
        return None
    text = unit.source.text[start.function.node.start_byte : start.function.node.end_byte]
    table = {"gives": "callback", "callback": found[1], "span": found[2], "ends": outcome.ended}
    words = words_of_all(start.libraries)
    table |= {"marks": calls_one_of(words.status, text), "records": calls_one_of(words.record, text)}
    table |= {"early": outcome.ended and _is_returned_as_it_is(unit, found[0], graph)}
    if outcome.ended or not any(library.ends_in(text) for library in start.libraries):
        return table
    failing = _after_failing(unit, start, found[0], graph, summaries)
    return table | failing if failing is not None else None


def _callback_call(graph: Graph, roots: set[str], parameters: list[set[str]]) -> tuple[Call, int, int] | None:
    """The first call of a parameter with the span, with the positions of both."""
    for step in steps_of(graph):
        if isinstance(step, Call):
            index = next((i for i, own in enumerate(parameters) if own == {step.text}), None)
            given = [
                i
                for i, v in enumerate(step.arguments)
                if isinstance(v, Place) and v.root in roots and not v.path
            ]
            if index is not None and given:
                return step, index, given[0]
    return None


def _is_returned_as_it_is(unit: Unit, call: Call, graph: Graph) -> bool:
    """Whether what the callback gives is only returned, so that nobody waits for it if it is a promise. One
    that is declared to give a promise is the wrapper's own mistake."""
    told = [step for step in steps_of(graph) if any(call.result.root in roots_of(v) for v in operands(step))]
    returned = len(told) == 1 and isinstance(told[0], Leave) and told[0].how == "return"
    parameter = parameter_meant(unit, call.text, call.at.start_byte)
    mistaken = parameter is not None and is_declared_later(unit, parameter)
    return returned and not mistaken and call.at.end_byte not in awaited_in(graph, [call])


def _inside(unit: Unit, start: Start, summaries: Summaries) -> tuple[Graph | None, set[str]]:
    """The graph in which a span is had, and what holds it there."""
    if start.gives == "span":
        graph = summaries.graph(Function(start.function.node, "", None, False))
        return graph, holders(graph, results(graph, start))
    callback = callback_of(unit, start) if start.gives == "callback" else None
    if callback is None or role_of(unit, callback) != "function":
        return None, set()
    graph = summaries.graph(Function(callback, "", None, False))
    return graph, holders(graph, {place.root for place in _given(start, graph)})


def _given(start: Start, graph: Graph) -> frozenset[Place]:
    """The place that has the span in the callback of a start."""
    index = start.table["span"]
    return frozenset([graph.parameters[index][1]] if len(graph.parameters) > index else ())


def _asks_first(graph: Graph) -> bool:
    """Whether something asks a span if it still records: an end that depends on it is no second one."""
    return any(
        edge.test is not None and edge.test.about == "recording" for b in graph.blocks for edge in b.edges
    )


# Wrappers that end the span where the callback fails.


def _after_failing(unit: Unit, start: Start, call: Call, graph: Graph, summaries: Summaries) -> Table | None:
    """What the contract says besides of a wrapper that ends the span if its callback throws, and also if its
    promise rejects where the wrapper waits for it; None of one that does anything else."""
    own = start if start.gives == "span" else None
    effects = _Lending(unit, graph, summaries, start.libraries, own, summaries.contract)
    effects.borrower = call
    outcome = Search(unit, graph, effects, frozenset() if own is not None else _given(start, graph)).run()
    waited = effects.overview.awaited
    failed = [found[0] for leak in outcome.leaks if (found := raising_step(leak)) is not None]
    if outcome.returned != {OPEN} or any(
        step is call or waited.get(step.at.end_byte) is call for step in failed
    ):
        return None
    return {"catches": True, "waits": call.at.end_byte in waited}


class _Lending(Effects):
    """The effects in a wrapper whose callback only borrows the span."""

    borrower: Call | None = None

    def _given(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        return (state, []) if step is self.borrower else super()._given(step, state, deferred)

    def is_given_back(self, step: Step, state: State) -> bool:
        return step is not self.borrower and super().is_given_back(step, state)


# Where a span may be.


def results(graph: Graph, start: Start) -> set[str]:
    """What holds the value of a start."""
    return {step.result.root for step in steps_of(graph) if isinstance(step, Call) and step.at == start.at}


def holders(graph: Graph, roots: set[str]) -> set[str]:
    """What may hold anything that one of `roots` holds, by the bindings of a graph and by what its context
    managers give that are made with it."""
    found, managers, size = set(roots), set[str](), -1
    while size != len(found):
        size = len(found)
        for step in steps_of(graph):
            if isinstance(step, Bind) and found & roots_of(step.value):
                found.add(step.target.root)
            elif isinstance(step, Call) and found & given_to(step):
                managers.add(step.result.root)
            elif isinstance(step, Enter) and step.target and (found | managers) & roots_of(step.manager):
                found.add(step.target.root)
    return found


def given_to(step: Call) -> set[str]:
    """The roots of what a call is given."""
    return set[str]().union(*map(roots_of, (*step.arguments, *(value for _, value in step.keywords))))
