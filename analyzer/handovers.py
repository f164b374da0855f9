"""Closures that somebody else calls and that have got the span: do they end it on every path of their own?

A span that one closure only is there to end, such as an error-first callback, is open for good
where that closure leaves it open. Of several closures on one emitter, the one for errors must end
the span, if it knows it at all.
"""

from .effects import Effects
from .graph import NEVER, Bind, Call, Span, Step
from .lifetime_types import Leak, Outcome
from .names import Function
from .overview import steps_of
from .paths import raising_step
from .state import OPEN
from .values import Literal, Made, Place, Value, roots_of
from .verdicts import asks, flags


def left_by_closures(effects: Effects) -> list[Leak]:
    """The leaks of the closures that got the span in a search, the first of them first."""
    if not effects.given or not (effects.left or effects.settled):
        return []
    listeners = _listeners(effects)
    if listeners:
        return _left_by_listener(effects, listeners)
    closures = {function.node.id: (function, handles) for _, function, handles in effects.given}
    if len(closures) != 1:
        return []
    function, handles = next(iter(closures.values()))
    if any(_listens(step, effects) for step, _, _ in effects.given) or _another_settles(
        effects, function, handles
    ):
        return []
    outcome = effects.summaries.outcome(function, effects.summaries.captured(function, handles))
    if outcome is None or not outcome.ended:
        return []
    return _plain(outcome, effects, function) or _past_the_original(outcome, effects, function)


def _past_the_original(outcome: Outcome, effects: Effects, function: Function) -> list[Leak]:
    """The leaks of a closure that takes the place of a method, where the method itself, which it calls,
    raises: whoever calls a method that has failed does not call it again to end a span."""
    fields = {step.target.path[-1:] for step, _, _ in effects.given if isinstance(step, Bind)}
    bound = (step for step in steps_of(effects.graph) if isinstance(step, Bind) and not step.target.path)
    originals = {
        s.target.root for s in bound if isinstance(s.value, Place) and s.value.path[-1:] in fields - {()}
    }
    calls = [
        step.at
        for step in steps_of(effects.summaries.graph(function))
        if isinstance(step, Call) and originals & (roots_of(step.callee) | roots_of(step.receiver))
    ]
    inside = Span(function.node.start_byte, function.node.end_byte)
    raising = ((leak, raising_step(leak)) for leak in outcome.leaks if leak.raised != NEVER)
    return [
        leak._replace(inside=inside)
        for leak, cause in raising
        if cause is not None and any(at.end_byte == cause[0].at.end_byte for at in calls)
    ]


def _another_settles(effects: Effects, function: Function, handles: frozenset[Place]) -> bool:
    """Whether a closure besides the one that got the span first may end it, too, stored or given away after
    that one."""
    kept = (
        other
        for block in effects.graph.blocks
        for step in block.steps
        if isinstance(step, Bind) and step.target.path
        for other in effects.closures_in(step.value)
    )
    return any(
        other.node.id != function.node.id and effects.summaries.settles(other, handles) for other in kept
    )


def _plain(outcome: Outcome, effects: Effects, function: Function) -> list[Leak]:
    """The leaks on a closure's own paths, but for those that a flag of its own explains."""
    names = flags(effects.summaries.graph(function))
    inside = Span(function.node.start_byte, function.node.end_byte)
    return [
        leak._replace(inside=inside)
        for leak in outcome.leaks
        if leak.raised == NEVER and not asks(leak, names)
    ]


def _listens(step: Step, effects: Effects) -> bool:
    return isinstance(step, Call) and step.name in effects.unit.calls["listens"]


Listener = tuple[str, Function, frozenset[Place]]


def _listeners(effects: Effects) -> list[Listener]:
    """The closures that are registered for events where the span is handed over: event, closure, handles."""
    handles = [handles for step, _, handles in effects.given if _listens(step, effects)]
    if not handles:
        return []
    found = []
    for block in effects.graph.blocks:
        for step in block.steps:
            if isinstance(step, Call) and _listens(step, effects) and len(step.arguments) > 1:
                event, function = step.arguments[0], _function(step.arguments[1], effects)
                if isinstance(event, Literal) and function is not None:
                    found.append((event.text, function, handles[0]))
    return found


def _function(value: Value, effects: Effects) -> Function | None:
    if isinstance(value, Made):
        return value.function
    return effects.overview.closures.get(value.root) if isinstance(value, Place) and not value.path else None


def _left_by_listener(effects: Effects, listeners: list[Listener]) -> list[Leak]:
    """The leaks of the listener for errors, where it knows the span and no other event is sure to follow."""
    events = effects.unit.calls["events"]
    settled = {
        event for event, function, handles in listeners if effects.summaries.settles(function, handles)
    }
    if not events or settled & set(events["always"]):
        return []
    for event, function, handles in listeners:
        seed = effects.summaries.captured(function, handles)
        shared = any(other.node.id == function.node.id for name, other, _ in listeners if name != event)
        if event in events["failing"] and seed and not shared:
            outcome = effects.summaries.outcome(function, seed)
            if outcome is not None and OPEN in outcome.returned:
                return _plain(outcome, effects, function)
    return []
