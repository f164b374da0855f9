"""Flags by which a closure knows that it has run before, as one that a timer and a callback may both come to.

A way that finds such a flag set leaves nothing open, as what has set it has ended the span.
"""

from ..graph import Bind
from ..names import Function
from ..steps.effects import Effects
from ..steps.lifetime_types import Leak
from ..steps.overview import functions_written, set_in, steps_of
from ..steps.reruns import names_an_end
from ..steps.verdicts import asks, finds, flags
from ..values import Literal, Place


def once_flags(effects: Effects, function: Function, handles: frozenset[Place]) -> set[Place]:
    """The places that a closure sets when it runs, and which no other function sets that may leave the span
    open."""
    others = [
        each.node
        for each in functions_written(effects.graph)
        if each.node.id != function.node.id
        if not names_an_end(each, effects.unit, effects.words)
        if not effects.ends_by_another(each, handles)
    ]
    found = flags(effects.summaries.graph(function))
    elsewhere = set_in(effects.unit, others, {place.key for place in found})
    return {place for place in found if place.key not in elsewhere}


def has_run(leak: Leak, places: set[Place], effects: Effects) -> bool:
    """Whether the way of a leak asks one of such places, and is not that of the first run, by what the
    function around has put there."""
    return asks(leak, places) and not any(
        finds(leak, place, truth) for place in places for truth in _at_first(place, effects)
    )


def _at_first(place: Place, effects: Effects) -> list[bool]:
    """What a test of a place says before the closure has run, where the function around puts one thing there
    alone."""
    bound = (step for step in steps_of(effects.graph) if isinstance(step, Bind) and step.target == place)
    values = [step.value.truth if isinstance(step.value, Literal) else None for step in bound]
    return [truth for truth in values if truth is not None] if len(values) == 1 else []
