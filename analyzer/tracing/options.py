"""What a call says of an option, by its name or at its position, where a library's table names one."""

from ..code.spread import REST
from ..graph import Call
from ..values import Literal, Value
from .libraries import Table


def option_given(step: Call, option: Table) -> list[Value]:
    """What a call gives for an option, in a list; nothing where it leaves it out."""
    named = [value for name, value in step.keywords if name == option["option"]]
    position = option["position"]
    return named[:1] or ([step.arguments[position]] if _is_there(position, step) else [])


def option_of(step: Call, option: Table, otherwise: bool = False) -> bool | None:
    """What a call says of an option: where it says nothing, what holds `otherwise`, unless the option says
    that itself; None where only the run knows."""
    for value in option_given(step, option):
        return value.truth if isinstance(value, Literal) else None
    said: bool | None = option.get("otherwise", otherwise)
    return said


def is_open(step: Call) -> bool:
    """Whether a call may be given any option besides those that are seen, out of a mapping."""
    return any(name == REST for name, _ in step.keywords)


def _is_there(position: object, step: Call) -> bool:
    return isinstance(position, int) and len(step.arguments) > position
