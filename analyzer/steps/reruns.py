"""Functions that have themselves run again: polls, and what tries once more.

The next run does with the span what the rest of this one does, so the way that leads there leaves nothing
open by itself.
"""

from ..code.places import role_of
from ..graph import Call
from ..names import Function
from ..texts import occurrences
from ..tracing.libraries import Words
from ..unit import Unit
from ..values import Made, Place, Value


def run_again(step: Call, unit: Unit, first: int) -> list[Function]:
    """The functions that a call stands in, and runs or gives to somebody, by their names or in a function
    that names them; those alone that start at the byte `first` or behind it."""
    values = (step.callee, *step.arguments, *(value for _, value in step.keywords))
    if not any(map(_may_be_a_function, values)):
        return []
    path = (node for node in unit.path_to(step.at.start_byte) if node.start_byte >= first)
    around = [node for node in path if role_of(unit, node) == "function"]
    return [
        Function(node, "", None, False)
        for node in around
        if (name := unit.name_of(node)) and any(_names(value, name, unit) for value in values)
    ]


def names_an_end(function: Function, unit: Unit, words: Words) -> bool:
    """Whether the text of a function calls what ends a span; `unit` is its file, where it says no other."""
    text, node = (function.home or unit).source.text, function.node
    return words.ends_in(text[node.start_byte : node.end_byte])


def _may_be_a_function(value: Value) -> bool:
    return isinstance(value, Made) or (isinstance(value, Place) and not value.path and value.root[0] != "#")


def _names(value: Value, name: str, unit: Unit) -> bool:
    """Whether a value is the function of a name, or one that names it."""
    if isinstance(value, Made):
        node = value.function.node
        text = unit.source.text[node.start_byte : node.end_byte]
        return next(occurrences(text, name), None) is not None
    return isinstance(value, Place) and not value.path and value.name == name
