"""Tests that say that somebody else ends the span: by an option, a flag of whoever got it too, or a word."""

from ..graph import Call, Edge
from ..steps.effects import Effects
from ..steps.overview import steps_of
from ..steps.state import OPEN, State
from ..texts import words_of
from ..values import Place, Value


def is_disowned(edge: Edge, others: list[Edge], state: State, effects: Effects) -> bool:
    """Whether a test that decides on the end of an open span has the outcome by which somebody else ends it;
    `others` are the edges that could have been taken."""
    test = edge.test
    if test is None or state.status != OPEN or test.about != "truth" or test.place is None:
        return False
    said = _is_told(test.place, effects) or (
        not state.raised and _is_streaming(test.place, effects)
        if edge.outcome
        else _is_option(test.place, effects)
    )
    if not said or effects.may_end_from(edge.target):
        return False
    return any(effects.may_end_from(other.target) for other in others)


def _is_option(place: Place, effects: Effects) -> bool:
    """Whether a place is an option that the function is called with, and says by its
    name who ends something."""
    own = place.root in effects.graph.owned or (
        not place.path and effects.unit.assigns and place.root not in effects.graph.taken
    )
    return bool(_words(place) & effects.words.owns) and not own


def _is_streaming(place: Place, effects: Effects) -> bool:
    """Whether a field says that what comes is a stream, and the span has been lent to code that can't be
    seen: it ends the span when the stream does."""
    if not place.path or not _words(place) & effects.words.streams:
        return False
    return any(effects.resolve(step) is None and effects.ends_after(step) for step in _given(effects))


def _is_told(place: Place, effects: Effects) -> bool:
    """Whether a place is a field of an object which the function writes down itself and gives away together
    with the span: whoever got both says in it what he has done."""
    return (
        bool(place.path)
        and place.root in effects.overview.literals
        and any(_is(value, place.root) for step in _given(effects) for value in step.arguments)
    )


def _given(effects: Effects) -> list[Call]:
    """The calls that are given the span itself."""
    roots = effects.summaries.aliases(effects)
    borrows = effects.words.borrows
    return [
        step
        for step in steps_of(effects.graph)
        if isinstance(step, Call)
        and any(_is(value, root) for value in step.arguments for root in roots)
        and not any(step.text in each for each in borrows)
    ]


def _is(value: Value, root: str) -> bool:
    return isinstance(value, Place) and value.root == root and not value.path


def _words(place: Place) -> set[str]:
    return set(words_of(place.name.rpartition(".")[2]))
