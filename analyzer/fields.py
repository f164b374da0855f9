"""What becomes of the spans that the fields of objects hold: the class has the duty to end them.

A class that ends its span where an iteration is over leaves it open where the iteration fails.
"""

from collections.abc import Iterator

from .classes import Duty
from .closing import Neglect, left_on_close
from .graph import FOREIGN, RAISES, Bind, Call, Span
from .hooks import left_on_failure
from .lifetime_types import Leak, Outcome
from .members import constructor_of
from .names import Function
from .overview import steps_of
from .paths import raising_step
from .patterns import Patterns
from .records import NamedTuple
from .spans import Start
from .summaries import Summaries
from .texts import occurrences
from .unit import Unit


class Taken(NamedTuple):
    """A span that a constructor takes over, and what the class leaves of it when an iteration fails: the
    parameter, where it is put into a field, the function, and the leak."""

    name: str
    at: Span
    constructor: Function
    leak: Leak


def neglected(outcome: Outcome, start: Start, at: int, summaries: Summaries) -> Neglect | None:
    """How a span that has been put somewhere is neglected: when the object is closed in a field of which it
    is, or in a callback for failures."""
    duties = summaries.classes.duties(outcome.stored, at)
    single = duties[0] if len(duties) == 1 and not outcome.elsewhere else None
    neglect = left_on_close(single, start, summaries.classes) if single is not None else None
    if neglect is None and not start.derived:
        fields = frozenset(place.path[0] for place in outcome.stored if place.path)
        neglect = left_on_failure(summaries.unit, start, fields, summaries.known.abroad)
    return neglect


def left_by_class(outcome: Outcome, at: int, summaries: Summaries) -> tuple[str, Leak | None]:
    """The fault of the class that has got the span of a search, begun in the function at an offset, in one of
    its fields, with the leak that shows it: "unended" where nothing ends it, "unended on exception" where an
    iteration that fails does not, else ""."""
    classes = summaries.classes
    duties = classes.duties(outcome.stored, at)
    for constructor, seed in outcome.owners:
        inner = summaries.outcome(constructor, seed)
        duties += classes.duties(inner.stored, constructor.node.start_byte) if inner is not None else []
    if len({(duty.of.node.id, duty.field) for duty in duties}) != 1:
        return "", None
    if not outcome.elsewhere and classes.never_ends(duties[0]):
        return "unended", None
    leak = failed_iteration(duties[0], summaries.unit)
    return ("unended on exception", leak) if leak is not None else ("", None)


def taken_over(summaries: Summaries, handles: Patterns, reached: set[int]) -> Iterator[Taken]:
    """The spans that constructors take as a parameter with one of the names `handles`, for objects that leave
    them open when an iteration fails. Those that a start of the file reaches are left to the start."""
    unit = summaries.unit
    steps = [around for name in unit.calls["steps"] for _, around in unit.definitions(name)]
    for of in {around[-1].id: around[-1] for around in steps if around}.values():
        constructor = constructor_of(unit, of) if unit.language.facts[of.kind_id].role == "class" else None
        if constructor is not None and constructor.node.id not in reached:
            yield from _taken_by(constructor, summaries, handles)


def _taken_by(constructor: Function, summaries: Summaries, handles: Patterns) -> Iterator[Taken]:
    graph = summaries.graph(constructor)
    for name, place, _ in graph.parameters:
        outcome = summaries.outcome(constructor, frozenset((place,))) if name in handles else None
        if outcome is not None and outcome.stored:
            _, leak = left_by_class(outcome, constructor.node.start_byte, summaries)
            stores = (step for step in steps_of(graph) if isinstance(step, Bind))
            at = next(step.at for step in stores if step.target in outcome.stored)
            if leak is not None:
                yield Taken(name, at, constructor, leak)


def failed_iteration(duty: Duty, unit: Unit) -> Leak | None:
    """The leak of a method that gives the next element and ends the span when there is none, where it fails
    otherwise and nothing else in the class is sure to end it."""
    if any(method.name in unit.calls["finalisers"] for method, _ in duty.outcomes):
        return None
    leaks = (
        leak._replace(inside=Span(method.node.start_byte, method.node.end_byte))
        for method, outcome in duty.outcomes
        if outcome is not None and method.name in unit.calls["steps"] and _ends(method, outcome, duty, unit)
        for leak in outcome.leaks
        if leak.node.block == RAISES and _asks_for_more(leak, unit)
    )
    return next(leaks, None)


def _ends(method: Function, outcome: Outcome, duty: Duty, unit: Unit) -> bool:
    """Whether a method ends the span, if only through a decorated method of its class that does."""
    ending = {other.name for other, inner in duty.outcomes if inner is not None and inner.ended}
    text = unit.source.text[method.node.start_byte : method.node.end_byte]
    called = (name for name in ending if next(occurrences(text, name), None) is not None)
    return outcome.ended or (outcome.handed and next(called, None) is not None)


def _asks_for_more(leak: Leak, unit: Unit) -> bool:
    """Whether what raised on the way of a leak is the source of the elements, or other code of others."""
    step = raising_step(leak)
    if step is None:
        return False
    return leak.raised == FOREIGN or (isinstance(step[0], Call) and step[0].name in unit.calls["steps"])
