"""Listeners that are to end a span, for events that what is closed early never sends.

A response whose client has gone is closed, and never says that it has finished (Node.js 22, `http`: events
"finish" and "close"). That two listeners may both end a span is no fault: the second end is ignored.
"""

from collections.abc import Sequence

from ..graph import Call, Step
from ..names import Function
from ..patterns import Patterns
from ..steps.effects import Effects
from ..steps.overview import steps_of
from ..tracing.frameworks import frameworks
from ..values import Pack, Place
from .closing import Neglect
from .listeners import listeners_of, settling


def left_by_events(effects: Effects) -> Neglect | None:
    """How the listeners that got a span in a search neglect it: none of them ends it where what they listen
    to is closed before it has finished."""
    finishing, summaries = effects.unit.calls["events"].get("finishing", ()), effects.summaries
    if not effects.given or not finishing:
        return None
    ending = [each for each in listeners_of(effects) if summaries.settles(each.function, each.handles)]
    steps = {each.step.at for each in ending}
    if not ending or any(each.event not in finishing for each in ending):
        return None
    if any(step.at not in steps for step, _ in settling(effects, ending[0].handles)):
        return None
    event, at = ending[0].event, ending[0].step.at
    words = f"is ended for `{event}` alone, which does not come where the connection is closed before"
    remedy = "end it for `close`, which always comes"
    return Neglect("unended on exception", words, at, "nothing else ends it", remedy)


def left_by_successes(effects: Effects) -> Neglect | None:
    """How the functions that got a span in a search neglect it: each that ends it runs only where what came
    before has not failed, as the function of `tap` (RxJS 7.8: "tap") or `addCallback` (Twisted 24)."""
    tables = frameworks(effects.unit, "successes") if effects.given else []
    handles = effects.given[0][2] if effects.given else frozenset[Place]()
    ending = list(settling(effects, handles)) if tables else []
    calls = [step for step in steps_of(effects.graph) if isinstance(step, Call)] if ending else []
    for table in tables if ending else ():
        callees, handling = Patterns(table["calls"]), Patterns(table.get("handling", ()))
        if not all(_runs_on_success(step, each, effects, callees, table["failing"]) for step, each in ending):
            continue
        step = ending[0][0]
        handled = any(call.text in handling or effects.ends_after(step) for call in calls)
        if isinstance(step, Call) and not handled and _may_fail(step, calls, Patterns(table.get("safe", ()))):
            words = f"is ended in `{step.name}` alone, which does not run where what came before it fails"
            remedy = f"end it in `{table['instead']}`, which runs then, too"
            return Neglect("unended on exception", words, step.at, "nothing else ends it", remedy)
    return None


def _runs_on_success(
    step: Step, function: Function, effects: Effects, callees: Patterns, failing: Sequence[str]
) -> bool:
    """Whether a step gives a function to a call that runs it only where nothing has failed."""
    if not isinstance(step, Call) or step.text not in callees:
        return False
    given = [(str(number), value) for number, value in enumerate(step.arguments)]
    packed = [item for _, value in given if isinstance(value, Pack) for item in value.items]
    others = (value for key, value in (*given, *packed) if key in failing)
    return not any(function in effects.closures_in(value) for value in others)


def _may_fail(step: Call, calls: list[Call], safe: Patterns) -> bool:
    """Whether a call stands behind one that may fail: in a chain, or in a list of what is done with it."""
    made = {call.result: call for call in calls}
    holder = next((call for call in calls if step.result in call.arguments), step)
    first, at = holder, holder.receiver
    while isinstance(at, Place) and at in made:
        first, at = made[at], made[at].receiver
    if first is holder:
        return not isinstance(at, Place) or not at.path
    return first.text not in safe
