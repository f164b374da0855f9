"""Which of the leaks that a search has found count, and in which order; see `lifetime.py`."""

from collections.abc import Collection, Iterator
from itertools import takewhile

from ..code.members import class_named
from ..code.places import function_around, role_of
from ..graph import (
    ASIDE,
    BESIDE,
    FOREIGN,
    NEVER,
    PLAIN,
    RAISES,
    RETURNS,
    Bind,
    Call,
    Graph,
    Lookup,
    Span,
    Step,
    is_unbound,
)
from ..patterns import Patterns
from ..steps.effects import Effects
from ..steps.lifetime_types import Leak, Node, Outcome, backwards
from ..steps.overview import steps_of
from ..steps.state import OPEN
from ..steps.verdicts import tests_before
from ..texts import occurrences
from ..unit import Unit
from ..values import Choice, Literal, Place, Value, roots_of


def judged(outcome: Outcome, effects: Effects) -> list[Leak]:
    """The leaks that count, the worst first: on the function's own paths, then on the raises that count."""
    plain = [leak for leak in outcome.leaks if leak.raised == NEVER]
    raised = [leak for leak in outcome.leaks if leak.raised == FOREIGN]
    # Whoever hands its span over has described it by then; that it could not be
    # described is nobody's concern, unless a handler says so to the span itself.
    weak = [
        leak
        for leak in outcome.leaks
        if _counts(leak, outcome) and (not outcome.handed or _is_told_when_caught(leak, effects))
        if not makes_an_object(leak.node.cause) and not _looks_up_what_is_there(leak)
    ]
    rest = (leak for leak in outcome.leaks if leak not in weak)
    swallowed = [leak for leak in rest if is_swallowed(leak, outcome, effects)]
    return plain + sorted(raised, key=_raises) + sorted(weak + swallowed, key=_raises)


def causes(node: Node) -> list[Step]:
    """The steps that raise on the way to a node, the last one first."""
    return [each.cause for each in backwards(node) if each.cause is not None]


def is_unsure_among_many(leak: Leak) -> bool:
    """Whether a leak comes without a raise, or a question is answered behind that. Where there are many
    spans, the answer may say that there is none, and what ends one may be written in too many ways."""
    if leak.raised == NEVER:
        return True
    for node in backwards(leak.node):
        if node.state.status != OPEN:
            return False
        if node.edge is not None and node.edge.test is not None:
            return True
        if node.cause is not None:
            return False
    return False


def _raises(leak: Leak) -> int:
    """How often something raises on the way of a leak: what has to fail twice convinces nobody."""
    return len(causes(leak.node))


def is_swallowed(leak: Leak, outcome: Outcome, effects: Effects) -> bool:
    """Whether a leak comes of an error that is caught, after which the function goes on as if all were well,
    whatever the error is: whoever writes that knows of what may raise there, however unlikely it is."""
    if leak.raised not in (ASIDE, PLAIN, BESIDE) or leak.node.block != RETURNS:
        return False
    edges = [node.edge for node in _since_the_raise(leak) if node.edge is not None]
    if any(edge.test is not None and edge.test.roots & outcome.errors for edge in edges):
        return False
    node = _raised_at(leak)
    cause = node.cause if node is not None else None
    expected = node is not None and isinstance(cause, Lookup) and _is_asked_about(cause, node)
    caught = any(edge.how in ("caught", "suppressed") for edge in edges)
    told = cause is not None and is_told_unseen(cause, effects, leak.node.state.handles)
    return caught and not expected and not told and not makes_an_object(cause)


def _since_the_raise(leak: Leak) -> Iterator[Node]:
    """The nodes on the way of a leak behind the last step that raises on it, the last one first."""
    return takewhile(lambda node: node.cause is None, backwards(leak.node))


def _raised_at(leak: Leak) -> Node | None:
    """The node to which the last step that raises on the way of a leak has led, if one does."""
    return next((node for node in backwards(leak.node) if node.cause is not None), None)


def _counts(leak: Leak, outcome: Outcome) -> bool:
    """Whether a leak counts by a call that may raise as any may: where nothing protects the span against
    that, and where the function catches what is raised and raises it again."""
    if leak.raised == BESIDE:
        return outcome.ended and not is_unbound(leak.node.cause)
    return leak.raised == PLAIN and (outcome.ended > outcome.protected or _is_caught(leak))


def _is_caught(leak: Leak) -> bool:
    """Whether what raises on the way of a leak is caught there, and raised again: whoever catches it knows
    that it may be, and has had the occasion to end the span."""
    edges = (node.edge for node in _since_the_raise(leak))
    caught = any(edge is not None and edge.how == "caught" for edge in edges)
    return caught and leak.node.block == RAISES and _raised_at(leak) is not None


def _is_told_when_caught(leak: Leak, effects: Effects) -> bool:
    """Whether a handler says something to the span before it raises again, by a method of that or by giving
    it to a helper."""
    if not _is_caught(leak):
        return False
    passed = [node for node in (*_since_the_raise(leak), _raised_at(leak)) if node is not None]
    blocks = effects.graph.blocks
    steps = ((step, node.state) for node in passed for step in blocks[node.block].steps)
    return any(
        effects.holds(step.receiver, state) or any(effects.holds(each, state) for each in step.arguments)
        for step, state in steps
        if isinstance(step, Call)
    )


def is_told_unseen(step: Step, effects: Effects, handles: frozenset[Place]) -> bool:
    """Whether a step gives a function that can't be seen nothing but the span, constants and something that
    is called as an error is: it tells the span of that."""
    if not isinstance(step, Call):
        return False
    values = (*step.arguments, *(value for _, value in step.keywords))
    others = [value for value in values if value not in handles and not isinstance(value, Literal)]
    called = Patterns(effects.unit.language.settings["exceptions"]["called"])
    caught = all(isinstance(each, Place) and not each.path and each.name in called for each in others)
    if len(others) == len(values) or not (others and caught):
        return False
    return effects.resolve(step) is None and effects.summaries.abroad(step, effects.graph) is None


def hangs_on_an_error_of_its_own(leak: Leak, outcome: Outcome, unit: Unit) -> bool:
    """Whether a leak hangs on a caught error being of a class that only the function itself throws, which
    another step is to have raised."""
    asked = False
    for node in backwards(leak.node):
        test = node.edge.test if node.edge is not None else None
        if test is not None and test.about == "kind" and node.edge is not None and node.edge.outcome:
            asked |= bool(test.roots & outcome.errors) and _is_its_own(test.at, unit)
        if node.cause is not None:
            return asked
    return False


def _is_its_own(at: Span, unit: Unit) -> bool:
    """Whether the class that a test asks for is private to its file, and only the function around names
    it."""
    name = unit.source.text[at.start_byte : at.end_byte].split()[-1].decode(errors="replace").strip("()")
    of, function = class_named(unit, name, at.start_byte), function_around(unit, at)
    if of is None or function is None:
        return False
    if any(role_of(unit, each) == "export" for each in unit.path_to(of.start_byte)):
        return False
    places = (function, of)
    return all(
        any(node.start_byte <= found < node.end_byte for node in places)
        for found in occurrences(unit.source.text, name)
    )


def asks_what_it_came_in(leak: Leak, held: set[str], named: Collection[str] = ()) -> bool:
    """Whether a leak depends on another part of the object in which the span was put away, or on one of the
    names for such parts: whoever did that says there whose it is."""
    places = [test.place for test in tests_before(leak.node) if test.place is not None]
    return any(place.root in (held if place.path else named) for place in places)


def named_beside(leak: Leak, held: set[str], graph: Graph, flags: Collection[str]) -> set[str]:
    """The roots of the names that a graph gives other named parts of the object that the span came in, and
    the `flags` among its parts with a number."""
    bound = (step for step in steps_of(graph) if isinstance(step, Bind) and not step.target.path)
    parts = {
        step.target.root for step in bound if any(_is_a_part(each, held, flags) for each in _ways(step.value))
    }
    return parts - {handle.root for handle in leak.node.state.handles}


def _ways(value: Value) -> tuple[Value, ...]:
    return value.values if isinstance(value, Choice) else (value,)


def _is_a_part(value: Value, held: set[str], flags: Collection[str]) -> bool:
    if not isinstance(value, Place) or not value.path or value.root not in held:
        return False
    return not value.path[-1].isdigit() or value.path[-1] in flags


def makes_an_object(step: Step | None) -> bool:
    """Whether a step makes an object, which fails least of all."""
    return isinstance(step, Call) and step.makes


def _looks_up_what_is_there(leak: Leak) -> bool:
    """Whether what raises on the way of a leak is a lookup under a key that has been asked for."""
    node = _raised_at(leak)
    return node is not None and isinstance(node.cause, Lookup) and _is_asked_about(node.cause, node)


def _is_asked_about(lookup: Lookup, node: Node) -> bool:
    """Whether a test on the way to a lookup asks what it looks into about its key."""
    roots = roots_of(lookup.value)
    return any(lookup.key in test.key and roots <= test.roots for test in tests_before(node.before))
