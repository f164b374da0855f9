"""Where the function itself may still end a span: what it gives away before that, it only lends."""

from ..graph import NEVER, Call, Enter, Step
from ..steps.holding import Holding
from ..steps.reaching import aliases, births, blocks_before
from ..steps.state import OPEN, State
from ..values import Place


def ends_after(
    effects: Holding, seed: frozenset[Place], writes: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """The places of the steps after which the function's own code may end the span without anything raised,
    or with `writes` also say something of it, and the blocks from which it may."""
    graph = effects.graph
    state = State(OPEN, _held_anywhere(effects, seed), frozenset(), NEVER, False, False, ())
    ending = {
        block.number: [_may_end(step, effects, state, writes) for step in block.steps]
        for block in graph.blocks
    }
    begins = births(graph, effects.start.at if effects.start is not None else None)
    ended = {number for number, ends in ending.items() if any(ends[: begins.get(number)])}
    # Who comes to the start again has another span, in the next turn of a loop.
    reaching = blocks_before(graph, ended, begins.keys() - ended)
    found = set()
    for block in graph.blocks:
        after = any(edge.target in reaching for edge in block.edges)
        for index in reversed(range(len(block.steps))):
            if after:
                found.add(block.steps[index].at.start_byte)
            after = (after and begins.get(block.number) != index) or ending[block.number][index]
    return frozenset(found), frozenset(reaching)


def _held_anywhere(effects: Holding, seed: frozenset[Place]) -> frozenset[Place]:
    """The places that may hold the span at some time, by every binding of the graph."""
    roots = aliases(effects, {place.root for place in seed})
    inside = {Place(root, place.path) for root in roots for place in seed if place.path}
    objects = {place.root for place in seed if place.path}
    own = effects.unit.language.settings["receivers"]
    objects |= {root for root in roots if inside and root.partition(":")[2] in own}
    return frozenset(inside | {Place(root) for root in roots - objects})


def _may_end(step: Step, effects: Holding, state: State, writes: bool) -> bool:
    if isinstance(step, Enter):
        return () in effects.carried(step.manager, state)
    if not isinstance(step, Call):
        return False
    said = step.name in effects.words.end or (writes and step.name in effects.words.write)
    if said and step.receiver is not None and effects.holds(step.receiver, state):
        return True
    function = effects.callee(step, state)
    effect = effects.summaries.effect(step, function, state, effects) if function is not None else None
    return effect in ("ends", "ends once")
