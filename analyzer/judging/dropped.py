"""Spans that a function takes out of a container and lets go of: it says something of one, and nobody finds
it again to end it, although another function ends what it takes out of the same container.
"""

from collections.abc import Iterator

from ..code.places import written_function
from ..graph import NEVER, Call, Span
from ..steps.lifetime_types import Leak
from ..summaries.summaries import Summaries
from ..tracing.takers import Taker, that_call
from ..unit import Unit
from ..values import Place
from .received import Birth, Received, births, followed, is_left, not_told_apart, takes_something

Dropped = tuple[Taker, Span, Leak]


def dropped(
    unit: Unit, ending: list[Taker], summaries: Summaries, contract: str, known: set[Span]
) -> Iterator[Dropped]:
    """The functions that let go of what they take out of a container, where, and how; `ending` are all that
    end something in the file, `known` the calls that start spans."""
    if not takes_something(unit, unit.source.text):
        return
    ends = {_key(each): each for each in ending}
    writing = [each for each in _writing(unit) if _key(each) not in ends]
    containers = {
        container
        for taker in (ends.values() if writing else ())
        for birth in _births(unit, taker, summaries, known)
        if (container := _container(birth))
    }
    for taker in writing if containers else ():
        for birth in _births(unit, taker, summaries, known):
            if _container(birth) in containers and (leak := _leak(unit, taker, birth, summaries, contract)):
                yield taker, birth.step.at, leak


def _key(taker: Taker) -> tuple[int, str, tuple[str, ...]]:
    return taker.node.id, taker.parameter, taker.path


def _writing(unit: Unit) -> list[Taker]:
    """The functions that say something of a name, or of a part of one, as of a span."""
    found = dict[tuple[int, str, tuple[str, ...]], Taker]()
    for library in unit.libraries:
        for verb in sorted(library.write):
            for taker in that_call(unit, verb):
                if (taker.parameter, *taker.path)[-1] in library.handles:
                    found.setdefault(_key(taker), taker)
    return list(found.values())


def _births(unit: Unit, taker: Taker, summaries: Summaries, known: set[Span]) -> Iterator[Birth]:
    """Where a function gets a span out of a container, so that it is no longer in there."""
    if not takes_something(unit, unit.source.text[taker.node.start_byte : taker.node.end_byte]):
        return
    graph = summaries.graph(written_function(unit, taker.node))
    for birth in births(graph, taker, known, unit):
        if isinstance(birth.step, Call) and (birth.taken or not is_left(birth.step, graph, unit)):
            yield birth


def _container(birth: Birth) -> str:
    """The name of what a span is taken out of, "" where it has none."""
    holder = birth.step.receiver if isinstance(birth.step, Call) else None
    return holder.name if isinstance(holder, Place) and holder.root[0] != "#" else ""


def _leak(unit: Unit, taker: Taker, birth: Birth, summaries: Summaries, contract: str) -> Leak | None:
    """How a function lets go of what it has taken; None where it may have ended it, or given it to others."""
    graph = summaries.graph(written_function(unit, taker.node))
    effects = Received(unit, graph, summaries, unit.libraries, None, contract)
    outcome = followed(effects, birth)
    if outcome is None or outcome.ended or outcome.handed or outcome.kept:
        return None
    if outcome.stored or outcome.closures:
        return None
    plain = (leak for leak in outcome.leaks if leak.raised == NEVER)
    return next(not_told_apart(plain, effects, birth), None)
