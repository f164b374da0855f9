"""Two ends of one span, or an end and a use, of which a handler of a promise runs one, later than the code
around it: they count only where both are sure to come.
"""

from collections.abc import Iterator

from ..code.places import around, function_around, part, role_of
from ..graph import Call, Span, Step
from ..steps.effects import Effects
from ..steps.lifetime_types import Misuse, Node
from ..steps.state import DORMANT, ENDED, OPEN, UNBORN
from ..steps.verdicts import nodes_before
from ..unit import Unit

_LATER = " later"
_BEFORE = UNBORN, DORMANT, OPEN


def made_sure(misuses: list[Misuse], effects: Effects) -> Iterator[Misuse]:
    """The misuses of a search, without those of which it is not sure that they come after an end."""
    for misuse in misuses:
        if not misuse.kind.endswith(_LATER):
            yield misuse
        elif _is_sure(misuse, effects):
            yield misuse._replace(kind=misuse.kind.removesuffix(_LATER), later=True)


def first_end(effects: Effects, misuse: Misuse) -> Step | None:
    """The step that has ended the span before a misuse; None where its scope is still to end it."""
    node: Node | None = misuse.node
    while node is not None:
        if node.state.status in _BEFORE:
            return _end_in(effects, node)
        node = node.before
    return None


def _end_in(effects: Effects, node: Node) -> Step | None:
    """The step that ends the span in the block of a node in which it is open."""
    block, state = effects.graph.blocks[node.block], node.state
    for step in block.steps:
        before, state = state, effects.apply(step, state, block.deferred)[0]
        if before.status == OPEN and state.status != OPEN:
            return step
    return None


def _is_sure(misuse: Misuse, effects: Effects) -> bool:
    """Whether an end and what comes after it stand in one handler, or are sure to come both: then nothing is
    asked between the two or by a handler, nothing has raised, and two handlers are those of one chain."""
    first, blocks = first_end(effects, misuse), effects.graph.blocks
    if not isinstance(first, Call) or first.name not in effects.words.end or first.at == misuse.at:
        return False
    handled = blocks[misuse.node.block].deferred
    together = handled and _stand_together(effects.unit, misuse.at, first.at)
    for node in nodes_before(misuse.node):
        if node.edge is None or node.before is None or node.state.status in (UNBORN, DORMANT):
            break
        between = node.state.status not in _BEFORE
        asked = node.edge.test is not None or node.edge.how == "either"
        if node.cause is not None and (between or not together):
            return False
        if asked and not together and (between or blocks[node.before.block].deferred):
            return False
    at_once = misuse.node.state.status == ENDED
    return together or not handled or at_once or _stands_behind(effects.unit, misuse.at, first.at)


def _stand_together(unit: Unit, at: Span, other: Span) -> bool:
    """Whether two places stand in the same function."""
    here, there = function_around(unit, at), function_around(unit, other)
    return here is not None and there is not None and here.id == there.id


def _stands_behind(unit: Unit, at: Span, first: Span) -> bool:
    """Whether a place stands in a handler behind another one of the same chain."""
    for node in around(unit, at):
        callee = part(unit, node, "callee") if role_of(unit, node) == "call" else None
        name = part(unit, callee, "name") if callee is not None else None
        base = part(unit, callee, "object") if callee is not None and name is not None else None
        if base is None or name is None or unit.source.slice(name) not in unit.language.settling:
            continue
        if base.start_byte <= first.start_byte < base.end_byte:
            return True
    return False
