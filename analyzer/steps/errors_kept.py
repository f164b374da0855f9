"""What a function keeps to know later that something has failed: `error = e`, then `if error is not None`."""

from ..graph import Bind, Call, Graph
from ..values import CAUGHT, Place
from .overview import calls_made, steps_of


def errors_kept(graph: Graph, texts: list[str]) -> frozenset[Place]:
    """The values of a graph that are neither nothing nor false: the errors that handlers catch, what calls of
    `texts` make of these, and objects that are made on the way."""
    bound = (step for step in steps_of(graph) if isinstance(step, Bind) and not step.target.path)
    others = {step.target.root for step in bound if step.value != CAUGHT}
    caught = frozenset(Place(root) for root in graph.caught - others)
    calls = calls_made(graph)
    made = (place for place, call in calls.items() if call.makes or _is_text_of(call, caught, texts))
    return caught.union(made)


def _is_text_of(call: Call, errors: frozenset[Place], texts: list[str]) -> bool:
    return call.text in texts and not errors.isdisjoint(call.arguments)
