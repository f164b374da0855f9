"""Spans that a function claims: it gets one from what makes spans by its name and can't be looked into, and
ends it itself. What a function ends it owned, whoever has started it.
"""

from collections.abc import Iterator

from ..code.places import node_at, written_function
from ..graph import FOREIGN, NEVER, Bind, Call, Graph, Span, Test
from ..steps.lifetime_types import Leak, Node
from ..steps.overview import calls_made, steps_of
from ..summaries.summaries import Summaries
from ..syntax import Touched
from ..texts import words_of
from ..tracing.libraries import Library
from ..tracing.spans import Start
from ..tracing.takers import Ender, Taker
from ..unit import Unit
from ..values import Place


def claims(unit: Unit, ending: list[Ender], summaries: Summaries, known: set[Span]) -> Iterator[Start]:
    """The calls that give functions a span which they end, but for the starts that are `known`, to which they
    are added."""
    looked = set[tuple[int, str]]()
    for library, taker in ending:
        if taker.path or (taker.node.id, taker.parameter) in looked:
            continue
        looked.add((taker.node.id, taker.parameter))
        fact = unit.language.facts[taker.node.kind_id]
        if taker.parameter in unit.parameter_names(taker.node, fact) or not _may_make(unit, taker, library):
            continue
        graph = summaries.graph(written_function(unit, taker.node))
        for name, call in _makers(graph, taker.parameter, library, unit):
            unseen = call.makes or summaries.resolve(call, graph) is None
            if call.name in library.starts and summaries.abroad(call, graph) is not None:
                continue  # a method of the project's own that has the name of the library's
            if call.makes and unit.imports.get(call.name, "") in library.modules:
                continue  # an object of the library's class itself is one that records nothing
            node = node_at(unit, call.at, "call") if unseen and call.at not in known else None
            if node is not None:
                known.add(call.at)
                table, function = {"name": call.name, "gives": "span"}, Touched(taker.node, taker.around, [])
                at = call.at
                yield Start(at, at, node, (library,), table, "span", "", name, function, True, False)


def _may_make(unit: Unit, taker: Taker, library: Library) -> bool:
    """Whether a function seems to call anything by the name of what makes a span."""
    text = unit.source.text[taker.node.start_byte : taker.node.end_byte].lower()
    return any(f"{word.lower()}(".encode() in text for word in library.handles.cores())


def _makes(name: str, library: Library, unit: Unit, makes: bool = False) -> bool:
    """Whether a call, or, with `makes`, the making of an object, says by its name that it makes a span:
    "create_span", "safe_start_span", "OrderSpan". One that "get_or_create_span" gives may be known before."""
    words = words_of(name)
    return (
        words != []
        and words[-1] in library.handles
        and (makes or any(word in unit.calls["creates"] for word in words[:-1]))
        and (makes or words[0] not in unit.calls["unwraps"])
    )


def _makers(graph: Graph, name: str, library: Library, unit: Unit) -> Iterator[tuple[str, Call]]:
    """The calls that make what a name holds, each with the name that holds it: those whose value is bound to
    the name, or to another one whose part it is."""
    steps = list(steps_of(graph))
    calls = calls_made(graph)
    todo, seen = [name], set[str]()
    while todo:
        name = todo.pop()
        seen.add(name)
        for step in steps:
            if isinstance(step, Bind) and step.target.name == name and isinstance(step.value, Place):
                call = calls.get(step.value)
                owner = call.receiver if call is not None else None
                if call is not None and _makes(call.name, library, unit, call.makes):
                    yield name, call
                elif isinstance(owner, Place) and owner.name in library.handles and owner.name not in seen:
                    todo.append(owner.name)


def is_sure(leak: Leak, held: set[str]) -> bool:
    """Whether a leak of a claimed span is one, whatever the span is: on a path of the function's own that
    does not ask of which kind it is, or where code of others raises, and not by being cancelled. `held` are
    the roots that hold it."""
    node: Node | None = leak.node
    while node is not None and node.edge is not None:
        test = node.edge.test
        asks = test is not None and test.roots & held and _asks_more(test)
        if asks or (node.cause is not None and node.edge.how == "exit"):
            return False
        node = node.before
    return leak.raised in (NEVER, FOREIGN)


def _asks_more(test: Test) -> bool:
    """Whether a question is another one than whether something is there."""
    return test.sorts or test.place is None or bool(test.place.path)
