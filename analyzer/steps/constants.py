"""The constants that a function is called with: those that a call writes down, and that nothing is given for
a parameter, so that it has its default or is nothing.
"""

from collections.abc import Iterable

from ..code.places import arguments_of, node_at, role_of
from ..graph import Call
from ..unit import Unit
from ..values import Choice, Literal, Place, Value

ABSENT = Literal("null", "absent")
"""What stands for a parameter for which a call gives nothing."""


def constants_given(
    step: Call, matched: Iterable[tuple[Place, Value]], fixed: list[Place], unit: Unit
) -> tuple[tuple[Place, Literal], ...]:
    """The constants among what a call gives, by the places of the parameters, where it is `matched` to those
    that take one argument each, the `fixed` ones."""
    pairs = list(matched)
    literals = [(place, value) for place, value in pairs if isinstance(value, Literal)]
    given = [(place, value) for place, value in literals if value.truth is not None]
    absent = set(fixed) - {place for place, _ in pairs}
    if absent and _says_all(step, unit):
        given += [(place, ABSENT) for place in fixed if place in absent]
    return tuple(given)


def _says_all(step: Call, unit: Unit) -> bool:
    """Whether a call writes all arguments down one by one."""
    node = node_at(unit, step.at, "call")
    return node is not None and all(role_of(unit, each) != "spread" for each in arguments_of(unit, node))


def settled(value: Value, literals: dict[Place, Literal]) -> Value:
    """A value, or the constant that is known to be in its place: where nothing is given, the default."""
    if isinstance(value, Choice) and len(value.values) == 2:
        first, default = value.values
        known = literals.get(first) if isinstance(first, Place) else None
        return value if known is None else default if known is ABSENT else known
    return literals.get(value, value) if isinstance(value, Place) else value
