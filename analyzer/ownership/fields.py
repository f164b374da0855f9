"""What becomes of the spans that the fields of objects hold: the class has the duty to end them."""

from collections.abc import Iterator

from ..annotations import TYPE_CHECKING
from ..code.members import constructor_of
from ..graph import Span
from ..names import Function
from ..patterns import Patterns
from ..records import NamedTuple
from ..steps.lifetime_types import Leak, Outcome
from ..summaries.classes import Classes, Duty
from ..summaries.summaries import Summaries
from ..tracing.spans import Start
from ..unit import Unit
from .closing import Neglect, left_on_close
from .hooks import left_in_turn

if TYPE_CHECKING:
    from .iterators import Iteration


_LEFT = {
    "given up": (
        "unended on exception",
        "is not ended if the iteration is given up before its end",
        "only this ends it, where the elements are over or the source fails",
        "end it, too, in the method that is called when nobody asks for more",
    ),
    "only given up": (
        "unended",
        "is not ended when the iteration comes to its end",
        "nothing here ends it, where the elements are over or the source fails",
        "end it, too, where there is no further element",
    ),
}
"""The fault, what is said of the span, the note and the remedy, by how an iteration leaves it open."""


class Fault(NamedTuple):
    """What a class does wrong with a span that one of its fields holds: the `sort` of a leak and its path,
    or the way in which an iteration neglects the span or ends it again; "" and None for what is well.
    `method` is the one that does so."""

    sort: str = ""
    leak: Leak | None = None
    neglect: Neglect | None = None
    method: Function | None = None


class Taken(NamedTuple):
    """A span that a constructor takes over as a parameter: its name, the constructor, and what the class does
    wrong with it."""

    name: str
    constructor: Function
    fault: Fault


def neglected(outcome: Outcome, start: Start, at: int, summaries: Summaries) -> Neglect | None:
    """How a span that has been put somewhere is neglected: when the object is closed in a field of which it
    is, or by a callback that comes in turn."""
    duties = summaries.classes.duties(outcome.stored, at)
    single = duties[0] if len(duties) == 1 and not outcome.elsewhere else None
    neglect = left_on_close(single, start, summaries.classes) if single is not None else None
    if neglect is None and not start.derived:
        neglect = left_in_turn(summaries.unit, start, outcome.stored, summaries.known.abroad)
    return neglect


def left_by_class(outcome: Outcome, at: int, summaries: Summaries, start: Start | None = None) -> Fault:
    """What the class does wrong that has got the span of a search, begun in the function at an offset, in one
    of its fields, or declares a field with its `start`: nothing ends it, or an iteration does so too seldom
    or too often."""
    classes = summaries.classes
    duties = classes.duties(outcome.stored, at) or (classes.begun_with(start) if start is not None else [])
    for constructor, seed in outcome.owners:
        inner = summaries.outcome(constructor, seed)
        duties += classes.duties(inner.stored, constructor.node.start_byte) if inner is not None else []
    if len({(duty.of.node.id, duty.field) for duty in duties}) != 1:
        return Fault()
    if not outcome.elsewhere and classes.never_ends(duties[0]):
        return Fault("unended")
    return _of_iteration(duties[0], classes)


def _of_iteration(duty: Duty, classes: Classes) -> Fault:
    from .iterators import ended_again, failed, given_up, only_abandoned

    again, found = ended_again(duty, classes), failed(duty, classes)
    if found is not None:
        neglect = _twice(again) if again is not None else None
        return Fault("unended on exception", found.leak, neglect, found.method)
    if again is not None:
        return Fault("", None, _twice(again), again.method)
    found = given_up(duty, classes) or only_abandoned(duty, classes)
    return Fault("", None, _open(found, classes.unit), found.method) if found is not None else Fault()


def _twice(again: "Iteration") -> Neglect:
    assert again.misuse is not None
    words = f"is ended again by `{again.method.name}` when the iteration is over"
    note = "ended here, although the last element has ended it"
    return Neglect("ended twice", words, again.misuse.at, note, "ask whether it has been ended before")


def _open(found: "Iteration", unit: Unit) -> Neglect:
    fault, words, note, remedy = _LEFT[found.sort]
    return Neglect(fault, words, name_of(unit, found.method), note, remedy)


def taken_over(summaries: Summaries, handles: Patterns, reached: set[int]) -> Iterator[Taken]:
    """The spans that constructors take as a parameter with one of the names `handles`, for objects that go
    through an iteration and do something wrong with them. Those that a start of the file reaches are left to
    the start."""
    unit = summaries.unit
    ways = (*unit.calls["steps"], *unit.calls["iterables"])
    steps = [around for name in ways for _, around in unit.definitions(name)]
    for of in {around[-1].id: around[-1] for around in steps if around}.values():
        constructor = constructor_of(unit, of) if unit.language.facts[of.kind_id].role == "class" else None
        if constructor is not None and constructor.node.id not in reached:
            yield from _taken_by(constructor, summaries, handles)


def _taken_by(constructor: Function, summaries: Summaries, handles: Patterns) -> Iterator[Taken]:
    for name, place, _ in summaries.graph(constructor).parameters:
        outcome = summaries.outcome(constructor, frozenset((place,))) if name in handles else None
        if outcome is not None and outcome.stored:
            fault = left_by_class(outcome, constructor.node.start_byte, summaries)
            if fault.method is not None:
                yield Taken(name, constructor, fault)


def name_of(unit: Unit, method: Function) -> Span:
    """Where the name of a method stands, or the method, if it has none."""
    name = unit.language.facts[method.node.kind_id].one(method.node, "name") or method.node
    return Span(name.start_byte, name.end_byte)
