"""Starts that are calls of the file's own functions: of a factory, which starts a span for its caller, and of
a wrapper, which calls a callback with the span that it starts.

A factory's caller has the duty to end what it gets. A wrapper that ends the span on every way out has that
duty itself, and its callbacks must not end the span again.
"""

from collections.abc import Iterator

from .graph import Call, Span
from .libraries import Table
from .lifetime_types import Outcome
from .names import Function
from .spans import Start, callback_of, shown
from .summaries import Summaries
from .syntax import Call as Called
from .syntax import Node, Touched, call_above
from .unit import Unit, occurrences
from .values import Place


def derived_starts(
    unit: Unit, start: Start, outcome: Outcome | None, summaries: Summaries
) -> Iterator[Start]:
    """The calls in the file of the function around a start, where that function starts the
    span for somebody else."""
    owner = _named_function(unit, start)
    if outcome is None or owner is None:
        return
    table = _factory(start, outcome) or _wrapper(unit, start, owner, outcome, summaries)
    if table is None:
        return
    name = unit.name_of(owner)
    for node, function in _calls_of(unit, name, owner):
        at = Span(node.start_byte, node.end_byte)
        call = Called(node, name, "")
        yield Start(
            at,
            shown(unit, node),
            node,
            start.libraries,
            table,
            table["gives"],
            call.held,
            start.span if start.written else name,
            function,
            True,
            start.written,
        )


def _named_function(unit: Unit, start: Start) -> Node | None:
    """The function in which a span is started, where it has a name that is the only one
    of its kind in the file."""
    node = start.function.node
    for around in reversed((*start.function.around, node)):
        fact = unit.language.facts.get(around.kind_id)
        if fact is None or fact.role != "function":
            continue
        name = unit.name_of(around)
        found = unit.definition(name) if name else None
        return around if found is not None and found[0].id == around.id else None
    return None


def _factory(start: Start, outcome: Outcome) -> Table | None:
    paths = frozenset(
        path for path in outcome.returns if "*" not in path and not any(part.startswith("@") for part in path)
    )
    return (
        {"gives": "span", "paths": tuple(sorted(paths))}
        if start.gives == "span" and paths and not outcome.kept
        else None
    )


def _wrapper(unit: Unit, start: Start, owner: Node, outcome: Outcome, summaries: Summaries) -> Table | None:
    """The contract of a wrapper: at which position it takes the callback, and with which
    argument it gives it the span."""
    if start.gives != "callback" or outcome.leaks or not outcome.ended or outcome.handed:
        return None
    callback = callback_of(unit, start)
    if callback is None or unit.language.facts[callback.kind_id].role != "function":
        return None
    fact = unit.language.facts[owner.kind_id]
    names = [unit.names_in(parameter) for parameter in unit.parameters(owner, fact)]
    graph = summaries.graph(Function(callback, "", None, False))
    spans = {place.root for _, place, _ in graph.parameters}
    for block in graph.blocks:
        for step in block.steps:
            if isinstance(step, Call) and isinstance(step.callee, Place) and not step.callee.path:
                called = step.callee.root.partition(":")[2]
                index = next((i for i, own in enumerate(names) if own == {called}), None)
                given = [
                    i
                    for i, v in enumerate(step.arguments)
                    if isinstance(v, Place) and v.root not in spans and v.root in graph.taken
                ]
                if index is not None and given:
                    return {"gives": "callback", "callback": index, "span": given[0], "ends": True}
    return None


def _calls_of(unit: Unit, name: str, owner: Node) -> Iterator[tuple[Node, Touched]]:
    """The calls by a name outside of the function itself, with the function around each."""
    for offset in occurrences(unit.source.text, name):
        if owner.start_byte <= offset < owner.end_byte:
            continue
        path = unit.path_to(offset)
        above = call_above(path, unit.language)
        if not above:
            continue
        call = path[above]
        around = tuple(
            node for node in path if _role(unit, node) in ("function", "class") and node is not call
        )
        inner = [node for node in around if _role(unit, node) == "function"]
        unit.around.setdefault((inner[-1] if inner else unit.root).id, around)
        yield call, Touched(inner[-1] if inner else unit.root, around, [])


def _role(unit: Unit, node: Node) -> str:
    fact = unit.language.facts.get(node.kind_id)
    return fact.role if fact is not None else ""
