"""Which of the leaks that a search has found count, and in which order; see `lifetime.py`."""

from .graph import ASIDE, BESIDE, FOREIGN, NEVER, PLAIN, RETURNS, Call, Lookup, Step
from .lifetime_types import Leak, Node, Outcome, backwards
from .values import roots_of
from .verdicts import tests_before


def judged(outcome: Outcome) -> list[Leak]:
    """The leaks that count, the worst first: on the function's own paths, then on the raises that count."""
    plain = [leak for leak in outcome.leaks if leak.raised == NEVER]
    raised = [leak for leak in outcome.leaks if leak.raised == FOREIGN]
    # Whoever hands its span over has described it by then; that it could not be
    # described is nobody's concern.
    weak = [
        leak
        for leak in outcome.leaks
        if outcome.ended and not outcome.handed
        if leak.raised == BESIDE or (leak.raised == PLAIN and not outcome.protected)
        if not makes_an_object(leak.node.cause)
    ]
    swallowed = [leak for leak in outcome.leaks if leak not in weak and is_swallowed(leak, outcome)]
    return plain + sorted(raised, key=_raises) + sorted(weak + swallowed, key=_raises)


def causes(node: Node) -> list[Step]:
    """The steps that raise on the way to a node, the last one first."""
    return [each.cause for each in backwards(node) if each.cause is not None]


def _raises(leak: Leak) -> int:
    """How often something raises on the way of a leak: what has to fail twice convinces nobody."""
    return len(causes(leak.node))


def is_swallowed(leak: Leak, outcome: Outcome) -> bool:
    """Whether a leak comes of an error that is caught, after which the function goes on as if all were well,
    whatever the error is: whoever writes that knows of what may raise there, however unlikely it is."""
    if leak.raised not in (ASIDE, PLAIN, BESIDE) or leak.node.block != RETURNS:
        return False
    node, caught = leak.node, False
    while node.before is not None and node.cause is None:
        edge = node.edge
        if edge is not None and edge.test is not None and edge.test.roots & outcome.errors:
            return False
        caught |= edge is not None and edge.how in ("caught", "suppressed")
        node = node.before
    cause = node.cause
    expected = isinstance(cause, Lookup) and _is_asked_about(cause, node)
    return caught and not expected and not makes_an_object(cause)


def makes_an_object(step: Step | None) -> bool:
    """Whether a step makes an object, which fails least of all."""
    return isinstance(step, Call) and step.makes


def _is_asked_about(lookup: Lookup, node: Node) -> bool:
    """Whether a test on the way to a lookup asks what it looks into about its key."""
    roots = roots_of(lookup.value)
    return any(lookup.key in test.key and roots <= test.roots for test in tests_before(node.before))
