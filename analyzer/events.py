"""Listeners that are to end a span, for events that what is closed early never sends.

A response whose client has gone is closed, and never says that it has finished (Node.js 22, `http`: events
"finish" and "close"). That two listeners may both end a span is no fault: the second end is ignored.
"""

from .closing import Neglect
from .effects import Effects
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
