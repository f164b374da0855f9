"""Spans that a function gets from elsewhere under a name, and ends: as a parameter, out of a container, in
turn from a loop, in a field. Who started them is not asked.

What takes a span out of a container owns it from then on, as if it had started it. Of any other, only a
handler counts that swallows an error before the end, where nobody else finds the span again.
"""

from collections.abc import Iterable, Iterator

from ..code.places import written_function
from ..graph import NEVER, PLAIN, Bind, Call, Enter, Graph, Span, Step
from ..records import NamedTuple
from ..search.leaks import asks_what_it_came_in, is_swallowed, is_told_unseen, judged
from ..search.lifetime import Search
from ..search.paths import raising_step
from ..source import Unreadable
from ..steps.effects import Effects
from ..steps.lifetime_types import Leak, Outcome
from ..steps.overview import calls_made, steps_of
from ..steps.reaching import aliases
from ..steps.relevance import operands
from ..steps.state import OPEN, UNBORN, State, begin
from ..steps.verdicts import depends_on_a_switch
from ..summaries.summaries import Summaries
from ..tracing.takers import Taker
from ..unit import Unit
from ..values import Choice, Literal, Made, Place, Value, roots_of

_MOST_STATES = 4_000


class Birth(NamedTuple):
    """Where a span begins for a function: the step that brings it, and the place that holds it. It is `taken`
    out of a container, by that step alone where it is `removed` after the function has got it, or stays in a
    field of that name, "" for none."""

    step: Call | Bind
    place: Place
    taken: bool
    field: str
    removed: bool = False


class Received(Effects):
    """The effects of a function on a span that begins for it elsewhere than at a start."""

    birth: Step | None = None

    def apply(self, step: Step, state: State, deferred: bool) -> tuple[State, list[str]]:
        if step is not self.birth:
            return super().apply(step, state, deferred)
        return begin(OPEN, self.seed)._replace(facts=state.facts, pending=state.pending), []

    def error(self, step: Step, state: State) -> int:
        """How surely a step raises with the span open: where it fails to begin, there is none."""
        return NEVER if step is self.birth else super().error(step, state)


def received(
    unit: Unit, taker: Taker, others: list[Taker], summaries: Summaries, contract: str, known: set[Span]
) -> Iterator[tuple[Span, Leak, Received]]:
    """Where a function gets what it ends from elsewhere, and leaves it open; `others` are all that end
    something in the file, `known` the calls that start spans."""
    if not taker.tried and not takes_something(unit, _text(unit, taker)):
        return
    graph = summaries.graph(written_function(unit, taker.node))
    for birth in births(graph, taker, known, unit):
        found = birth.field and (_sets(graph, birth.field) or _mentioned(unit, birth.field, taker, others))
        if not birth.taken and (found or not taker.tried):
            continue
        effects = Received(unit, graph, summaries, unit.libraries, None, contract)
        yield from ((birth.step.at, leak, effects) for leak in _left(effects, birth))


def takes_something(unit: Unit, text: bytes) -> bool:
    """Whether a text calls what takes an element out of a container, or has a word that does so."""
    calls = (f".{name}(" for name in unit.calls["takes"])
    return any(each.encode() in text for each in (*calls, *(f"{word} " for word in unit.calls["removes"])))


def followed(effects: Received, birth: Birth) -> Outcome | None:
    """What becomes of a span from where it begins for a function; None where that is too large."""
    effects.birth, effects.seed = birth.step, frozenset((birth.place,))
    search = Search(effects.unit, effects.graph, effects, frozenset())
    search.first = begin(UNBORN, frozenset())
    try:
        return search.run(_MOST_STATES)
    except Unreadable:
        effects.unit.deadline.check()
        return None


def not_told_apart(leaks: Iterable[Leak], effects: Received, birth: Birth) -> Iterator[Leak]:
    """The leaks that hang neither on what a span came in nor on a switch: those say whose it is."""
    held, switches = aliases(effects, {birth.place.root}), effects.unit.calls["switches"]
    for leak in leaks:
        if not asks_what_it_came_in(leak, held) and not depends_on_a_switch(leak, switches):
            yield leak


def _text(unit: Unit, taker: Taker) -> bytes:
    return unit.source.text[taker.node.start_byte : taker.node.end_byte]


def _sets(graph: Graph, field: str) -> bool:
    """Whether a function sets a field, so that others know by it whether the span is over."""
    return any(isinstance(step, Bind) and step.target.path[-1:] == (field,) for step in steps_of(graph))


def _mentioned(unit: Unit, field: str, taker: Taker, others: list[Taker]) -> bool:
    """Whether another function that ends something mentions a field."""
    return any(each.node.id != taker.node.id and field.encode() in _text(unit, each) for each in others)


def births(graph: Graph, taker: Taker, known: set[Span], unit: Unit) -> Iterator[Birth]:
    """Where a name gets what no start of the file makes."""
    for step in steps_of(graph):
        if not isinstance(step, Bind) or step.target.name != taker.parameter:
            continue
        sources = [each for each in _sources(step.value, graph) if not isinstance(each[0], Literal)]
        if any(_is_known(source, path, known, graph, unit) for source, path in sources):
            continue
        for source, path in sources:
            removed = _removed(source, path, step.target, graph, unit) if not taker.path else None
            if removed is not None:
                yield Birth(removed, step.target, True, "", removed=True)
            elif isinstance(source, Call) and "[]" not in path:
                taken, left = _takes(source, graph, unit), is_left(source, graph, unit)
                place = Place(source.result.root, (*path, *taker.path))
                yield Birth(source, place, taken, _held_in(source, path, taker) if left else "")
            else:
                yield Birth(step, Place(step.target.root, taker.path), False, _held_in(source, path, taker))


def _held_in(source: Call | Value, path: tuple[str, ...], taker: Taker) -> str:
    """The field in which others find what a name gets from a part of something, "" where it is in none."""
    names = [name for name in path if name != "[]"]
    if names:
        return names[-1]
    if isinstance(source, Call):
        return _field(source.receiver)
    # Of a parameter a part is ended, which is a field of it.
    return "".join(taker.path[-1:]) if not path else ""


def _field(value: Value) -> str:
    """The field in which a value, or its element, stands."""
    path = [name for name in value.path if name != "[]"] if isinstance(value, Place) else []
    return path[-1] if path else ""


def _left(effects: Received, birth: Birth) -> list[Leak]:
    """The first of the leaks that count; none where the function does not end the span, or is too large."""
    outcome = followed(effects, birth)
    if outcome is None:
        return []
    swallowed = [leak for leak in outcome.leaks if is_swallowed(leak, outcome, effects)]
    plain = any(leak.raised == NEVER for leak in outcome.leaks)
    if not outcome.ended or (plain and not birth.taken):
        return []
    if not birth.taken:
        return swallowed[:1]
    held = aliases(effects, {birth.place.root})
    # Between a removal and the end stands mostly what describes the span.
    counts = [leak for leak in judged(outcome, effects) if not (birth.removed and leak.raised == PLAIN)]
    counted = (leak for leak in counts if leak in swallowed or _concerns(leak, held, effects))
    return [*not_told_apart(counted, effects, birth)][:1]


def _concerns(leak: Leak, held: set[str], effects: Effects) -> bool:
    """Whether a leak is one on the function's own paths, or by what code of others or a helper raises that
    gets the span: `held` are the roots which may hold it."""
    step = raising_step(leak)
    if step is None or leak.raised != PLAIN:
        return True
    told = is_told_unseen(step[0], effects, leak.node.state.handles)
    return not told and any(held & roots_of(value) for value in operands(step[0]))


def _sources(value: Value, graph: Graph) -> Iterator[tuple[Call | Value, tuple[str, ...]]]:
    """The calls and other values that a value may come from, by way of temporaries and of parts of the
    function's own names; each with the part of it that the value is."""
    steps = list(steps_of(graph))
    calls = calls_made(graph)
    todo: list[tuple[Value, tuple[str, ...]]] = [(value, ())]
    seen = set[Place]()
    while todo:
        at, path = todo.pop()
        if isinstance(at, Choice):
            todo += [(each, path) for each in at.values]
            continue
        if not isinstance(at, Place):
            yield at, path
            continue
        whole, path = Place(at.root), (*at.path, *path)
        bound = [s.value for s in steps if isinstance(s, Bind) and s.target == whole]
        inner = whole.root[0] == "#" or (path and whole.root in graph.owned)
        if bound and inner and whole not in seen:
            seen.add(whole)
            todo += [(each, path) for each in bound]
        else:
            yield calls.get(whole, whole), path


def _is_known(
    source: Call | Value, path: tuple[str, ...], known: set[Span], graph: Graph, unit: Unit
) -> bool:
    """Whether a value is no span, or one that is followed from its start, or what nobody has to end."""
    if isinstance(source, Call):
        libraries = unit.libraries
        return source.at in known or any(source.name in (*each.starts, *each.getters) for each in libraries)
    entered = {step.target for step in steps_of(graph) if isinstance(step, Enter)}
    owned = isinstance(source, Place) and source.root in graph.owned and not path
    return owned or source in entered or isinstance(source, Made)


def _takes(source: Call, graph: Graph, unit: Unit) -> bool:
    """Whether a call takes something out of what does not belong to the function alone."""
    holder = source.receiver
    return isinstance(holder, Place) and _is_outside(holder, graph) and source.name in unit.calls["takes"]


def _is_outside(holder: Place, graph: Graph) -> bool:
    """Whether a container does not belong to the function alone."""
    return bool(holder.path) or holder.root not in graph.owned | graph.taken


def _removed(
    source: Call | Value, path: tuple[str, ...], name: Place, graph: Graph, unit: Unit
) -> Call | Bind | None:
    """The step that takes out of a container what a name has got of it before, `span = spans[key]` and then
    `del spans[key]`: from there on the function owns it. None where there is none, more than one, or one
    behind anything that the name is given to or that is called on it."""
    holder: Value = None
    if isinstance(source, Call):
        holder = source.receiver if source.name in unit.calls["finds"] and not path else None
    elif isinstance(source, Place) and path[-1:] == ("[]",):
        holder = Place(source.root, (*source.path, *path[:-1]))
    if not isinstance(holder, Place) or not _is_outside(holder, graph):
        return None
    removals = _removals(holder, graph, unit)
    found = [each for each in removals if isinstance(each, Call) or each.target == holder.field("[]")]
    mentions = (step for step in steps_of(graph) if isinstance(step, Call) and name in operands(step))
    first = min((step.at.start_byte for step in mentions), default=0)
    return found[0] if len(found) == 1 and found[0].at.start_byte < first else None


def is_left(source: Call, graph: Graph, unit: Unit) -> bool:
    """Whether what a call gives stays in the container that it is called on: no element of it is deleted."""
    return next(_removals(source.receiver, graph, unit), None) is None


def _removals(holder: Value, graph: Graph, unit: Unit) -> Iterator[Call | Bind]:
    """The steps that take an element out of a container, by a method of it or by deleting it there."""
    for step in steps_of(graph):
        if isinstance(step, Call) and step.name in unit.calls["takes"] and step.receiver == holder:
            yield step
        elif isinstance(step, Bind) and step.value is None and (path := step.target.path):
            yield from [step] if Place(step.target.root, path[:-1]) == holder else []
