"""What a class leaves open when its object is closed: a span in a field, which only another method ends.

A span that begins and ends by events may be open when the owner of the object is done with it. The method
that runs then is the last one that can end it.
"""

from ..graph import Bind, Call, Span, Step
from ..names import Function
from ..records import NamedTuple
from ..steps.lifetime_types import Outcome
from ..steps.overview import steps_of
from ..steps.state import LATER
from ..summaries.classes import Class, Classes, Duty
from ..texts import occurrences
from ..tracing.spans import Start
from ..unit import Unit
from ..values import Place, Value


class Neglect(NamedTuple):
    """How a class neglects a span: the fault, the rest of a sentence about the span, and the place that shows
    it, with what there is to say of it, and what helps."""

    fault: str
    words: str
    at: Span
    note: str
    remedy: str


def left_on_close(duty: Duty, start: Start, classes: Classes) -> Neglect | None:
    """How a class that ends the span of a start elsewhere leaves it open when its object is closed."""
    unit = classes.unit
    outcomes = {method.node.id: outcome for method, outcome in duty.outcomes}
    if duty.shared or None in outcomes.values() or not _ends_elsewhere(duty, start, classes):
        return None
    closing = [m for m in duty.of.methods if m.name in unit.calls["closes"] and _puts_away(m, classes)]
    if not closing or any(_settles(outcomes.get(method.node.id)) for method in closing):
        return None
    method = closing[-1]
    name = unit.language.facts[method.node.kind_id].one(method.node, "name") or method.node
    words = f"is kept in a field, and is not ended when `{method.name}` is called"
    at = Span(name.start_byte, name.end_byte)
    note, remedy = "the object is closed here, the span may be open", "end it there, too, if it is still open"
    return Neglect("unended", words, at, note, remedy)


def _ends_elsewhere(duty: Duty, start: Start, classes: Classes) -> bool:
    """Whether another method than the one around the start is there to end the span, and will not do so by
    itself when the object is closed."""
    inner = classes.begun(start, duty.field)
    if inner is None or inner.kept or _settles(inner._replace(handed=False)):
        return False
    ending = [(method, outcome) for method, outcome in duty.outcomes if outcome and _settles(outcome)]
    return bool(ending) and not any(
        outcome.protected or is_given(duty.of, method, classes.unit) for method, outcome in ending
    )


def _puts_away(method: Function, classes: Classes) -> bool:
    """Whether a method that is called as one that closes does something with what the object holds: one that
    does not only tells somebody."""
    done = map(_done_to, steps_of(classes.summaries.graph(method)))
    return any(isinstance(place, Place) and classes.is_object(place) for place in done)


def _done_to(step: Step) -> Value:
    """What a step calls a method of, or sets a field of."""
    if isinstance(step, Call):
        return step.receiver
    return step.target if isinstance(step, Bind) and step.target.path else None


def _settles(outcome: Outcome | None) -> bool:
    return outcome is not None and (outcome.ended or outcome.handed or LATER in outcome.returned)


def is_given(of: Class, method: Function, unit: Unit) -> bool:
    """Whether a method is given to somebody, who may call it when the object is closed; as a closure is."""
    text = unit.source.text
    return not method.name or any(
        text[at - 1 : at] == b"." and text[at + len(method.name) : at + len(method.name) + 1] != b"("
        for at in occurrences(text, method.name)
        if of.node.start_byte <= at < of.node.end_byte
    )
