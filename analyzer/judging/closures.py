"""What a closure does to a span that it has captured, and has ended itself: to write to it then, or to end it
again, is wrong whoever calls the closure, and whenever.
"""

from collections.abc import Iterator
from functools import cached_property

from ..graph import FAINT, Bind
from ..names import Function
from ..search.lifetime import Search
from ..steps.effects import Effects
from ..steps.lifetime_types import Misuse
from ..steps.overview import bound_to, steps_of
from ..steps.reruns import names_an_end
from ..steps.verdicts import asks, binds_anew, contradicts, fields, flags
from ..summaries.summaries import Summaries
from ..tracing.spans import Start
from ..values import Place
from .misuses import counted
from .scene import Scene, Visit

_DEPTH = 4


class Inside(Scene):
    """A span in the graph of a function that has it from elsewhere, where it is open from the entry on."""

    def __init__(self, start: Start, function: Function, summaries: Summaries, inner: Effects) -> None:
        super().__init__(inner.unit, start, function, summaries)
        self._inner = inner

    @cached_property
    def effects(self) -> Effects:
        return self._inner

    @cached_property
    def life(self) -> list[Visit]:
        """The steps from the entry to the ends of the span."""
        return list(self._walk([(self.graph.entry, 0, (), None)], FAINT))


def misused_by_closures(scene: Scene, effects: Effects) -> tuple[tuple[Misuse, ...], Inside | None]:
    """The misuses in the first closure that ends the span and then does something to it, and the span there;
    nothing where none does."""
    for function, inner in _that_may_misuse_it(effects, _DEPTH):
        outcome = Search(effects.unit, inner.graph, inner, inner.seed).run()
        told = flags(inner.graph) | fields(inner.graph)
        answers = effects.answers_at_start
        misuses = [
            each
            for each in counted(outcome, inner)
            if not asks(each, told) and not contradicts(each, answers)
        ]
        if misuses:
            return tuple(misuses), Inside(scene.start, function, scene.summaries, inner)
    return (), None


def _that_may_misuse_it(effects: Effects, depth: int) -> Iterator[tuple[Function, Effects]]:
    """The closures written in a graph, and in one another, that end the span and may misuse it then, each
    with the effects in it."""
    unit, summaries = effects.unit, effects.summaries
    held = effects.overview.holding
    written = {each.node.id: each for value in held for each in effects.closures_in(value)}
    ending = {
        number: each
        for number, each in written.items()
        if each.scope is not None and names_an_end(each, unit, effects.words)
    }
    names = _names(effects) if ending else frozenset[Place]()
    for number, function in ending.items():
        others = [summaries.graph(each) for other, each in written.items() if other != number]
        kept = frozenset(h for h in names if not any(binds_anew(graph, frozenset((h,))) for graph in others))
        seed = summaries.captured(function, kept)
        if not seed:
            continue
        inner = Effects(unit, summaries.graph(function), summaries, effects.known, None, effects.contract)
        inner.seed = seed
        outcome = summaries.outcome(function, seed)
        if outcome is not None and outcome.misuses:
            yield function, inner
        if depth > 1:
            yield from _that_may_misuse_it(inner, depth - 1)


def _names(effects: Effects) -> frozenset[Place]:
    """The names that hold the span, by the bindings of a graph, and those places that do where it is given
    away."""
    given = set(effects.seed).union(*(handles for _, _, handles in effects.given))
    found = bound_to(given, [step for step in steps_of(effects.graph) if isinstance(step, Bind)])
    return frozenset(place for place in found if place.root[0] != "#")
