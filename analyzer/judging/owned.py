"""The spans that functions and classes have from others and own: parameters that they end, what makers of
spans give them, what a constructor takes over.
"""

from collections.abc import Callable, Iterator

from ..code.places import called, is_name, role_of, written_function
from ..graph import FOREIGN, NEVER, Graph, Span
from ..names import Function
from ..ownership.fields import name_of, taken_over
from ..ownership.rejected import is_unheard
from ..search.lifetime import Search
from ..search.paths import deciding_test
from ..steps.effects import Effects
from ..steps.lifetime_types import Leak, Outcome
from ..steps.reaching import aliases
from ..steps.state import LATER, OPEN
from ..summaries.summaries import Summaries
from ..syntax import Node
from ..texts import occurrences
from ..tracing.libraries import Library
from ..tracing.spans import Start
from ..tracing.takers import Ender, Taker, is_run_in_place, settlers, takers
from ..unit import Unit
from .claims import claims, is_sure
from .dropped import dropped
from .judging import Lifetime, dotted_name, is_doubtful, judge, name_around
from .received import received


def from_makers(
    unit: Unit, ending: list[Ender], summaries: Summaries, contract: str, seen: set[Span]
) -> Iterator[Lifetime]:
    """The spans that functions get from what they can't look into, and end."""
    for start in claims(unit, ending, summaries, seen):
        life = _of_claim(unit, start, summaries, contract)
        if life is not None and life.doubtful:
            life = _of_claim(unit, start, summaries, contract, asks=True)
        if life is not None:
            yield life


def _of_claim(
    unit: Unit, start: Start, summaries: Summaries, contract: str, asks: bool = False
) -> Lifetime | None:
    """What becomes of a claimed span, where the function is sure to leave it open on some way; `asks` tells
    to ask other files what raises, too."""
    name = name_around(unit, start.function)
    life = Lifetime(unit, start.shown, start.span, name, start, "", None, (), False)
    graph = summaries.graph(Function(start.function.node, "", None, False))
    effects = Effects(unit, graph, summaries, start.libraries, start, contract)
    effects.lends_to_containers, effects.asks_abroad = True, asks
    outcome = Search(unit, graph, effects).run()
    held = aliases(effects, {place.root for place in effects.seed})
    leaks = [leak for leak in outcome.leaks if is_sure(leak, held)]
    sure = outcome.ended and leaks
    return judge(life, outcome._replace(leaks=leaks), effects)._replace(misuses=()) if sure else None


def from_parameters(
    unit: Unit, ending: list[Ender], summaries: Summaries, contract: str, callbacks: set[int]
) -> Iterator[Lifetime]:
    """The spans that functions take as a parameter and end, where foreign code, an await or a yield
    may keep them from it."""
    seen: set[tuple[int, str]] = set()
    ending_one = ((*each, _left_open) for each in takers(unit, ending))
    for library, taker, leak_of in (*ending_one, *((*each, _unheard) for each in settlers(unit))):
        if taker.node.id not in callbacks and (taker.node.id, taker.parameter) not in seen:
            seen.add((taker.node.id, taker.parameter))
            if is_run_in_place(unit, taker.node):
                continue
            yield from _of_parameter(unit, taker, library, summaries, contract, leak_of)


LeakOf = Callable[[Unit, Node, Graph, Outcome], Leak | None]


def _of_parameter(
    unit: Unit, taker: Taker, library: Library, summaries: Summaries, contract: str, leak_of: LeakOf
) -> Iterator[Lifetime]:
    name, graph = taker.parameter, summaries.graph(written_function(unit, taker.node))
    for own, place, at in graph.parameters:
        if own == name or (not own and name in unit.source.slice(at)):
            seed = frozenset((place if own else place.field(name),))
            for asks in (False, True):
                effects = Effects(unit, graph, summaries, (library,), None, contract)
                effects.asks_abroad = asks
                leak = leak_of(unit, taker.node, graph, Search(unit, graph, effects, seed).run())
                if leak is None or not is_doubtful([leak.node], effects):
                    break  # else other files are asked what raises
            if leak is not None:
                function = dotted_name(unit, taker.around)
                yield Lifetime(unit, at, name, function, None, "unended on exception", leak, (), False)


def _left_open(unit: Unit, node: Node, graph: Graph, outcome: Outcome) -> Leak | None:
    """How a function leaves a parameter open that it ends, although no caller can see to that."""
    leaks = [leak for leak in outcome.leaks if leak.raised == FOREIGN]
    if not (outcome.ended and leaks) or OPEN in outcome.returned:
        return _unheard(unit, node, graph, outcome)
    return leaks[0] if graph.generator or _only_returned(unit, node) else None


def _unheard(unit: Unit, _node: Node, _graph: Graph, outcome: Outcome) -> Leak | None:
    """How a promise that rejects leaves a parameter open which the function ends on all other ways."""
    settles = outcome.ended or LATER in outcome.returned
    if not settles or any(leak.raised == NEVER for leak in outcome.leaks):
        return None
    leaks = (leak for leak in outcome.leaks if leak.raised == FOREIGN)
    return next((leak for leak in leaks if is_unheard(leak, unit)), None)


def _only_returned(unit: Unit, function: Node) -> bool:
    """Whether every call of a function in the file is what its caller returns, or begins work that nobody
    waits for, so that no caller can protect the span."""
    name = unit.name_of(function)
    is_async = unit.language.facts[function.kind_id].marked(function, "async")
    for offset in occurrences(unit.source.text, name):
        path = unit.path_to(offset)
        if function.start_byte <= offset < function.end_byte or not is_name(unit, path):
            continue
        calls = [
            at for at, node in enumerate(path) if role_of(unit, node) == "call" and node.start_byte <= offset
        ]
        callee = (
            unit.language.facts[path[calls[-1]].kind_id].one(path[calls[-1]], "callee") if calls else None
        )
        if callee is None or callee.end_byte != path[-1].end_byte:
            continue
        above = [role_of(unit, node) for node in path[: calls[-1]]]
        if is_async and _is_work_of_its_own(unit, path[: calls[-1]]):
            continue
        outer = next((role for role in reversed(above) if role not in ("group", "await")), "")
        if outer not in ("return", "function") or "try" in above:
            return False
    return True


def _is_work_of_its_own(unit: Unit, above: list[Node]) -> bool:
    """Whether a call of an asynchronous function, by what stands above it, is a statement without an await,
    or given to what runs it as work of its own."""
    inner = [node for node in above if role_of(unit, node) not in ("group", "arguments", "not", "")][-1:]
    roles = [role_of(unit, node) for node in inner]
    return roles == ["discard"] or (roles == ["call"] and called(unit, inner[0]) in unit.calls["launches"])


def from_elsewhere(
    unit: Unit,
    ending: list[Ender],
    summaries: Summaries,
    contract: str,
    known: set[Span],
    callbacks: set[int],
) -> Iterator[Lifetime]:
    """The spans that functions find or take, and leave open although they end them."""
    looked, all_of_them = set[tuple[int, str, tuple[str, ...]]](), [taker for _, taker in ending]
    for _, taker in sorted(ending, key=lambda each: not each[1].tried):
        key = taker.node.id, taker.parameter, taker.path
        if key not in looked and not (taker.node.id in callbacks and not taker.path):
            looked.add(key)
            name, function = ".".join((taker.parameter, *taker.path)), dotted_name(unit, taker.around)
            for at, leak, effects in received(unit, taker, all_of_them, summaries, contract, known):
                fault = "unended" if leak.raised == NEVER else "unended on exception"
                life = Lifetime(unit, at, name, function, None, fault, leak, (), False)
                yield life._replace(decided=deciding_test(leak, effects))
    for taker, at, leak in dropped(unit, all_of_them, summaries, contract, known):
        function = dotted_name(unit, taker.around)
        life = Lifetime(unit, at, taker.parameter, function, None, "unended", leak, (), False)
        yield life._replace(never=True)


def from_constructors(unit: Unit, summaries: Summaries, reached: set[int]) -> Iterator[Lifetime]:
    """The spans that constructors take as a parameter and the class leaves open; those that a start of the
    file reaches are left to the start."""
    for library in unit.libraries:
        for span in taken_over(summaries, library.handles, reached):
            reached.add(span.constructor.node.id)
            left, method = span.fault, span.fault.method
            assert method is not None
            path = unit.path_to(method.node.start_byte)
            function = dotted_name(unit, tuple(n for n in path if role_of(unit, n) in ("function", "class")))
            at = name_of(unit, method)
            life = Lifetime(unit, at, span.name, function, None, left.sort, left.leak, (), False)
            yield life._replace(neglect=left.neglect)
