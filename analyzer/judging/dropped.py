"""Spans that a function takes out of a container and lets go of: it says something of one, and nobody finds
it again to end it, although another function ends what it takes out of the same container.
"""

from collections.abc import Iterator

from ..graph import NEVER, Call, Span
from ..names import Function
from ..search.leaks import asks_what_it_came_in
from ..search.lifetime import Search
from ..source import Unreadable
from ..steps.lifetime_types import Leak
from ..steps.reaching import aliases
from ..steps.state import UNBORN, begin
from ..steps.verdicts import depends_on_a_switch
from ..summaries.summaries import Summaries
from ..tracing.takers import Taker, that_call
from ..unit import Unit
from ..values import Place
from .received import MOST_STATES, Birth, Received, births, is_left

Dropped = tuple[Taker, Span, Leak]


def dropped(
    unit: Unit, ending: list[Taker], summaries: Summaries, contract: str, known: set[Span]
) -> Iterator[Dropped]:
    """The functions that let go of what they take out of a container, where, and how; `ending` are all that
    end something in the file, `known` the calls that start spans."""
    if not _takes_something(unit, unit.source.text):
        return
    ends = {(each.node.id, each.parameter, each.path) for each in ending}
    writing = [each for each in _writing(unit) if (each.node.id, each.parameter, each.path) not in ends]
    if not writing:
        return
    containers = {
        container
        for taker in ending
        for birth in _births(unit, taker, summaries, known)
        if (container := _container(birth))
    }
    for taker in writing if containers else ():
        for birth in _births(unit, taker, summaries, known):
            if _container(birth) in containers and (leak := _leak(unit, taker, birth, summaries, contract)):
                yield taker, birth.step.at, leak


def _takes_something(unit: Unit, text: bytes) -> bool:
    return any(f".{name}(".encode() in text for name in unit.calls["takes"])


def _writing(unit: Unit) -> Iterator[Taker]:
    """The functions that say something of a name, or of a part of one, as of a span."""
    seen = set[tuple[int, str, tuple[str, ...]]]()
    for library in unit.libraries:
        for verb in sorted(library.write):
            for taker in that_call(unit, verb):
                key = taker.node.id, taker.parameter, taker.path
                if (taker.parameter, *taker.path)[-1] in library.handles and key not in seen:
                    seen.add(key)
                    yield taker


def _births(unit: Unit, taker: Taker, summaries: Summaries, known: set[Span]) -> Iterator[Birth]:
    """Where a function gets a span out of a container, so that it is no longer in there."""
    text = unit.source.text[taker.node.start_byte : taker.node.end_byte]
    if not _takes_something(unit, text):
        return
    is_async = unit.language.facts[taker.node.kind_id].marked(taker.node, "async")
    graph = summaries.graph(Function(taker.node, "", None, is_async))
    for birth in births(graph, taker, known, unit):
        if isinstance(birth.step, Call) and (birth.taken or not is_left(birth.step, graph, unit)):
            yield birth


def _container(birth: Birth) -> str:
    """The name of what a span is taken out of, "" where it has none."""
    holder = birth.step.receiver if isinstance(birth.step, Call) else None
    return holder.name if isinstance(holder, Place) and holder.root[0] != "#" else ""


def _leak(unit: Unit, taker: Taker, birth: Birth, summaries: Summaries, contract: str) -> Leak | None:
    """How a function lets go of what it has taken; None where it may have ended it, or given it to others."""
    is_async = unit.language.facts[taker.node.kind_id].marked(taker.node, "async")
    graph = summaries.graph(Function(taker.node, "", None, is_async))
    effects = Received(unit, graph, summaries, unit.libraries, None, contract)
    effects.seed = frozenset((birth.place,))
    search = Search(unit, graph, effects, frozenset())
    effects.birth, search.first = birth.step, begin(UNBORN, frozenset())
    try:
        outcome = search.run(MOST_STATES)
    except Unreadable:
        unit.deadline.check()
        return None
    if outcome.ended or outcome.handed or outcome.kept or outcome.stored or outcome.closures:
        return None
    held, switches = aliases(effects, {birth.place.root}), unit.calls["switches"]
    plain = (leak for leak in outcome.leaks if leak.raised == NEVER)
    settled = (each for each in plain if not asks_what_it_came_in(each, held))
    return next((each for each in settled if not depends_on_a_switch(each, switches)), None)
