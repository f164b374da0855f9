"""What a function gives back, as far as its text says."""

from ..syntax import Node
from ..unit import Unit
from .places import bound_in, role_of, values_returned

_NO_PROMISE = ("await", "literal", "text", "pack", "function")


def gives_no_promise(unit: Unit, function: Node) -> bool:
    """Whether nothing that a function returns is a promise: values, what it has waited for, and names that it
    gives nothing else."""
    values, bound = values_returned(unit, function), dict[str, list[Node]]()
    if any(role_of(unit, each) not in ("name", *_NO_PROMISE) for each in values):
        return False
    for target, value in bound_in(unit, function):
        bound.setdefault(unit.source.slice(target), []).append(value)
    named = (bound.get(unit.source.slice(value), ()) for value in values)
    return all(role_of(unit, each) in _NO_PROMISE for given in named for each in given)
