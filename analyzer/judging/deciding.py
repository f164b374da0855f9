"""Which tests on the path of a leak decide that it leaks. One whose branches come together again, with
nothing done to the span in either, is left out of what is shown."""


from ..findings import Turn
from ..graph import QUITS, RAISES, RETURNS, Edge, Pending
from ..search.paths import turns
from ..steps.lifetime_types import Leak, Node, backwards
from ..steps.state import State
from .judging import Lifetime
from .scene import Scene

_MOST_BLOCKS = 200


def turns_of(life: Lifetime, leak: Leak) -> tuple[Turn, ...]:
    """The turns of a leak's path for people, without the tests that decide nothing."""
    scene = life.scene
    if scene is None or leak.inside is not None:
        return turns(life.unit, leak)
    named = life.decided[0].at if life.decided is not None and not life.never else None
    ahead, idle = set[int](), set[int]()
    for node in backwards(leak.node):
        test = node.edge.test if node.edge is not None else None
        if test is not None and test.at != named and not _decides(scene, node, ahead):
            idle.add(id(node))
        ahead.add(node.block)
    return turns(life.unit, leak, idle)


def _decides(scene: Scene, node: Node, ahead: set[int]) -> bool:
    """Whether the other outcomes of a test may lead elsewhere than to a block that is `ahead` on the path, or
    do something with the span on their way there."""
    before, blocks = node.before, scene.graph.blocks
    assert before is not None
    if before.block >= len(blocks) or node.edge not in blocks[before.block].edges:
        return True  # the path is one of another function
    joins = {*ahead, node.block, before.block}
    others = [edge for edge in blocks[before.block].edges if edge.target != node.block]
    return any(_goes_its_own_way(scene, edge, before.state.pending, node.state, joins) for edge in others)


def _goes_its_own_way(scene: Scene, first: Edge, pending: Pending, state: State, joins: set[int]) -> bool:
    """Whether control may leave the function, or the span its state, between an edge and the joins."""
    todo: list[tuple[int, Pending]] = _taken(first, pending)
    seen = set(todo)
    while todo:
        number, pending = todo.pop()
        if number in joins:
            continue
        if number in (RETURNS, RAISES, QUITS) or len(seen) > _MOST_BLOCKS:
            return True
        block = scene.graph.blocks[number]
        if any(
            scene.effects.apply(step, state, block.deferred)[0].status != state.status for step in block.steps
        ):
            return True
        further = [each for edge in block.edges for each in _taken(edge, pending)]
        todo += [each for each in further if each not in seen]
        seen.update(further)
    return False


def _taken(edge: Edge, pending: Pending) -> list[tuple[int, Pending]]:
    after = edge.follow(pending)
    return [] if after is None else [(edge.target, after)]
