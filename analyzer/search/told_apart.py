"""Names by which a function tells afterwards whether a handler has run that ended its span: what is set only
where all went well, and what the handler of a promise gives in its place.

    const reply = await send().catch(() => { span.end(); return null; });
    if (!reply) return;                   the handler has run, and the span has ended
    span.end();
"""

from ..graph import NEVER, RAISES, Bind, Call, Edge, Graph
from ..steps.effects import Effects
from ..steps.lifetime_types import Leak, backwards
from ..steps.state import ENDED, OPEN, State
from ..values import Literal, Place
from .learning import learnt_by


def contradicts_a_handler(edge: Edge, others: list[Edge], state: State, effects: Effects) -> bool:
    """Whether a span that a handler has ended would be ended again by the way that an edge takes, and not by
    the others, where the test may ask whether the handler has run. What is asked so is noted, with the answer
    that says so."""
    test = edge.test
    if test is None or state.status != ENDED or not state.raised or effects.start is None:
        return False
    if effects.overview.set_in_part is None:
        effects.overview.set_in_part = _set_in_part(effects.graph)
    if test.roots.isdisjoint(effects.overview.set_in_part):
        return False
    ends = effects.may_end_from(edge.target)
    if ends == any(effects.may_end_from(other.target) for other in others):
        return False
    if not ends:
        effects.said_by_handlers.add((test.key, edge.outcome))
        return False
    return learnt_by(test, not edge.outcome, state, effects) is not None


def _set_in_part(graph: Graph) -> frozenset[str]:
    """The roots of the names that are set where a handler takes over what fails, or to a promise's value in
    whose place a handler gives another one."""
    bound = [(step, block) for block in graph.blocks for step in block.steps if isinstance(step, Bind)]
    made = {step.result for block in graph.blocks for step in block.steps if isinstance(step, Call)}
    replaced = made.intersection(step.target for step, _ in bound)
    return frozenset(
        step.target.root
        for step, block in bound
        if not isinstance(step.value, Literal) and not step.target.path
        if block.on_error.target != RAISES or (isinstance(step.value, Place) and step.value in replaced)
    )


def hangs_on_a_handler(leak: Leak, effects: Effects) -> bool:
    """Whether the way of a leak gets an answer that says that a handler has ended the span."""
    if not effects.said_by_handlers or leak.raised != NEVER:
        return False
    nodes = (node for node in backwards(leak.node) if node.state.status == OPEN and node.edge is not None)
    edges = (node.edge for node in nodes)
    return any(
        edge.test is not None and (edge.test.key, edge.outcome) in effects.said_by_handlers
        for edge in edges
        if edge is not None
    )
