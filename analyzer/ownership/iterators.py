"""What an object that goes through an iteration for others leaves of the span that it owns.

Such an object ends its span where the elements are over. It leaves it open where the source fails, or where
the consumer stops before the end, or comes to it; and ends it again where it is closed after the end.
"""

from collections.abc import Iterable

from ..graph import FOREIGN, RAISES, Bind, Call, Edge, Span, Step
from ..names import Function
from ..records import NamedTuple
from ..steps.lifetime_types import Leak, Misuse, Node, Outcome
from ..steps.overview import steps_of
from ..steps.state import LATER
from ..steps.verdicts import tests_a_parameter, tests_before
from ..summaries.classes import Classes, Duty
from ..texts import occurrences
from ..unit import Unit
from ..values import Literal, Place
from .closing import is_given


class Iteration(NamedTuple):
    """A defect of an iteration: "failed", "given up", "only given up" or "ended twice"; the method that has
    it, and the path to it, where there is one."""

    sort: str
    method: Function
    leak: Leak | None = None
    misuse: Misuse | None = None


def failed(duty: Duty, classes: Classes) -> Iteration | None:
    """How a method that gives the next element, and ends the span when there is none, fails otherwise while
    nothing else in the class is sure to end it, and no field says that it has ended by then."""
    unit = classes.unit
    if any(method.name in unit.calls["finalisers"] for method, _ in duty.outcomes):
        return None
    changed = _changed(duty, classes)
    flags = {path: value for path, value in _made_with(duty, classes).items() if path in changed}
    found = (
        Iteration("failed", method, leak._replace(inside=Span(method.node.start_byte, method.node.end_byte)))
        for method, _ in _steps(duty, classes)
        for leak in classes.at_first(method, duty.field, flags).leaks
        if leak.node.block == RAISES and _asks_for_more(leak, unit)
        if not _asks(leak.node, changed - flags.keys())
    )
    return next(found, None)


def _made_with(duty: Duty, classes: Classes) -> dict[tuple[str, ...], bool]:
    """What the fields of a new object say that are true, false or null, by path."""
    made = {
        step.target.path: step.value
        for method in duty.of.methods
        if method.name == classes.unit.language.settings["constructors"]["runs"]
        for step in steps_of(classes.summaries.graph(method))
        if isinstance(step, Bind) and classes.is_object(step.target)
    }
    constants = {path: value for path, value in made.items() if isinstance(value, Literal)}
    return {path: value.truth for path, value in constants.items() if value.truth is not None}


def _steps(duty: Duty, classes: Classes) -> list[tuple[Function, Outcome]]:
    """The methods that give the next element and end the span, if only through a decorated method of their
    class that does. Where a generator does both, it is what people go through."""
    unit = classes.unit
    ending = {other.name for other, inner in duty.outcomes if inner is not None and _may_end(inner)}
    found = [
        (method, outcome)
        for method, outcome in duty.outcomes
        if outcome is not None
        and (_may_end(outcome) or (outcome.handed and _mentions(method, ending, unit)))
        and (method.name in unit.calls["steps"] or _is_generator(method, classes))
    ]
    return [each for each in found if _is_generator(each[0], classes)] or found


def _is_generator(method: Function, classes: Classes) -> bool:
    return classes.summaries.graph(method).generator


def _may_end(outcome: Outcome) -> bool:
    """Whether a method ends the span, if only by another one that does so on some paths."""
    return outcome.ended or LATER in outcome.returned | outcome.raised


def _mentions(method: Function, names: Iterable[str], unit: Unit) -> bool:
    """Whether a method has one of the names in its body."""
    body = unit.language.facts[method.node.kind_id].one(method.node, "body") or method.node
    text = unit.source.text[body.start_byte : body.end_byte]
    return any(next(occurrences(text, name), None) is not None for name in names)


def _asks_for_more(leak: Leak, unit: Unit) -> bool:
    """Whether all that raised on the way of a leak is the source of the elements, or other code of others."""
    causes, node = list[tuple[Step, Edge]](), leak.node
    while node.before is not None:
        if node.cause is not None and node.edge is not None:
            causes.append((node.cause, node.edge))
        node = node.before
    return bool(causes) and all(
        (cause.exit if edge.how == "exit" else cause.error) == FOREIGN
        or (isinstance(cause, Call) and cause.name in unit.calls["steps"])
        for cause, edge in causes
    )


def given_up(duty: Duty, classes: Classes) -> Iteration | None:
    """The method that gives the next element, where nothing else ends the span: a consumer that stops before
    the end leaves it open."""
    unit, ways = classes.unit, classes.unit.calls["steps"]
    steps = [
        method
        for method, _ in _steps(duty, classes)
        if method.name in ways and _mentions(method, ways, unit)
    ]
    if not steps or classes.is_reached(duty) or any(outcome is None for _, outcome in duty.outcomes):
        return None
    others = [method for method, outcome in duty.outcomes if _settles(outcome) and method.name not in ways]
    inner = steps + others
    helpers = all(
        _only_helps(method, [each for each in inner if each is not method], unit)
        and not is_given(duty.of, method, unit)
        for method in others
    )
    return Iteration("given up", steps[0]) if helpers else None


def only_abandoned(duty: Duty, classes: Classes) -> Iteration | None:
    """The method that gives the next element, where nothing but giving the iteration up ends the span: a
    consumer that comes to its end leaves it open. What has to be entered first is left again, too."""
    unit, ways = classes.unit, classes.unit.calls["steps"]
    steps = [method for method in duty.of.methods if method.name in ways and _mentions(method, ways, unit)]
    if not steps or classes.is_reached(duty) or any(outcome is None for _, outcome in duty.outcomes):
        return None
    ending = [method for method, outcome in duty.outcomes if _settles(outcome)]
    last = [method for method in ending if method.name in unit.calls["abandons"]]
    others = [method for method in duty.of.methods if method not in ending]
    if not last or any(is_given(duty.of, method, unit) for method in ending):
        return None
    if any(_calls(method, {each.name for each in ending}, classes) for method in others):
        return None
    helpers = all(
        any(_mentions(each, {method.name}, unit) for each in ending if each is not method)
        for method in ending
        if method not in last
    )
    entered = any(_passes_itself_on(method, classes) for method in others)
    return Iteration("only given up", steps[0]) if helpers and not entered else None


def _calls(method: Function, names: set[str], classes: Classes) -> bool:
    """Whether a method calls one of the others of its object by these names."""
    calls = (step for step in steps_of(classes.summaries.graph(method)) if isinstance(step, Call))
    return any(
        step.name in names and isinstance(step.receiver, Place) and classes.is_object(step.receiver)
        for step in calls
    )


def _passes_itself_on(method: Function, classes: Classes) -> bool:
    """Whether a method calls the one of its own name of something that the object holds, other than for the
    next element: it opens what an end belongs to."""
    unit = classes.unit
    goes = method.name in unit.calls["steps"] or method.name in unit.calls["iterables"]
    calls = (step for step in steps_of(classes.summaries.graph(method)) if isinstance(step, Call))
    return not goes and any(
        isinstance(step.receiver, Place) and step.receiver.path and step.name == method.name for step in calls
    )


def _settles(outcome: Outcome | None) -> bool:
    return outcome is not None and (_may_end(outcome) or outcome.handed)


def _only_helps(method: Function, callers: list[Function], unit: Unit) -> bool:
    """Whether a method is one that only others of its class call."""
    known = _is_last(method, unit) or method.name in unit.calls["abandons"]
    return not known and any(_mentions(caller, {method.name}, unit) for caller in callers)


def ended_again(duty: Duty, classes: Classes) -> Iteration | None:
    """The method that ends the object, where it ends the span although the iteration has done so, and asks
    for no field that says so."""
    unit = classes.unit
    if not any(outcome.ended for _, outcome in _steps(duty, classes)):
        return None
    changed = _changed(duty, classes)
    if (duty.field,) in changed:
        return None
    for method, outcome in duty.outcomes:
        if outcome is not None and outcome.ended and _is_last(method, unit):
            misuses = classes.after_the_end(method, duty.field)
            graph, own = classes.summaries.graph(method), unit.language.settings["receivers"]
            again = (
                each
                for each in misuses
                if each.kind == "double-end" and not _asks(each.node, changed)
                # Whoever asks how the object was left ends it only where the iteration has failed to.
                if not tests_a_parameter(each.node, graph, own)
            )
            misuse = next(again, None)
            if misuse is not None:
                return Iteration("ended twice", method, None, misuse)
    return None


def _is_last(method: Function, unit: Unit) -> bool:
    """Whether a method runs when the object is done with."""
    return method.name in unit.calls["finalisers"] or method.name in unit.calls["closes"]


def _changed(duty: Duty, classes: Classes) -> set[tuple[str, ...]]:
    """The fields that methods of the class set, but for the one that makes the object."""
    unit = classes.unit
    return {
        step.target.path
        for method in duty.of.methods
        if method.name != unit.language.settings["constructors"]["runs"]
        for step in steps_of(classes.summaries.graph(method))
        if isinstance(step, Bind) and classes.is_object(step.target)
    }


def _asks(node: Node, fields: set[tuple[str, ...]]) -> bool:
    """Whether a test on the way to a node asks for one of the fields of the object."""
    places = (test.place for test in tests_before(node) if test.place is not None)
    return any(place.path[: len(field)] == field for place in places for field in fields if field)
