"""Context managers that a method enters by hand and keeps in a field of its object: the class has the duty to
leave them. One in a name of the function's own is left when the function is done with it, as it is collected.
"""

from ..graph import Bind, Call, Step
from ..steps.effects import Effects
from ..steps.lifetime_types import Outcome
from ..steps.overview import bound_to, steps_of
from ..steps.relevance import operands
from ..summaries.summaries import Summaries
from ..tracing.libraries import Words
from ..values import Place, Value, roots_of
from .closing import Neglect


def never_left(outcome: Outcome, effects: Effects, summaries: Summaries) -> Neglect | None:
    """How a class neglects a span whose manager a search has seen put into one of its fields: it is entered
    there by hand, and nothing leaves it or ends what it has given, which is in further fields or nowhere."""
    steps, enters = list(steps_of(effects.graph)), summaries.unit.calls["enters"]
    bound = [step for step in steps if isinstance(step, Bind)]
    managers = {*outcome.stored, *(step.value for step in bound if step.target in outcome.stored)}
    calls = [s for s in steps if isinstance(s, Call) and s.name in enters and s.receiver in managers]
    if len(calls) != 1 or len(outcome.stored) != 1 or effects.manager_ends is not True:
        return None
    given = bound_to({calls[0].result}, bound)
    if any(_may_end(step, given, effects.words) or _leaves(step, managers, calls[0]) for step in steps):
        return None
    fields = {place for place in given if place.path} | outcome.stored
    at, never_ends = effects.graph.at, summaries.classes.never_ends
    duties = summaries.classes.duties(fields, at)
    if len(duties) != len(fields) or not all(never_ends(duty, but=at) for duty in duties):
        return None
    words = "is kept open by a context manager in a field, which is entered by hand and never left"
    remedy = "leave it in a method that is called when the work is done, also when it fails"
    return Neglect("unended", words, calls[0].at, "entered here", remedy)


def _leaves(step: Step, managers: set[Value], enters: Call) -> bool:
    """Whether a step does anything else with a manager than to enter it, or gives it to somebody."""
    if isinstance(step, Bind) or step is enters:
        return False
    return any(value in managers for value in operands(step))


def _may_end(step: Step, given: set[Place], words: Words) -> bool:
    """Whether a step may end what is in one of the places, or gives it to somebody who may."""
    roots = {place.root for place in given if not place.path}
    if isinstance(step, Bind):
        return step.value not in given and not roots_of(step.value).isdisjoint(roots)
    if isinstance(step, Call):
        ends = step.receiver in given and (step.name in words.end or step.name not in words.methods)
        values = (*step.arguments, *(value for _, value in step.keywords))
    else:
        ends, values = False, operands(step)
    return ends or any(not roots_of(value).isdisjoint(roots) for value in values)
