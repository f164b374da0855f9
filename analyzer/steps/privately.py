"""Callbacks of functions that only their own file calls: all that they are ever given is to be seen there."""

from collections.abc import Iterator

from ..code.places import arguments_of, role_of
from ..graph import NEVER, Call
from ..names import Function
from ..patterns import Patterns
from ..syntax import Node, call_above
from ..texts import occurrences
from ..unit import Unit
from .calm import Functions, how_surely


def runs_calm_ones_only(step: Call, unit: Unit, helpers: Functions) -> bool:
    """Whether a call runs what a function around it takes as a parameter, where only its file can call that
    function, and gives it nothing that raises."""
    owner, index = _taken_by(step, unit) if step.text.isidentifier() else (None, 0)
    if owner is None or not _is_private(owner, unit):
        return False
    given = list(_given_to(owner, index, unit))
    return bool(given) and all(
        each is not None and how_surely(each, unit, helpers) == NEVER for each in given
    )


def _taken_by(step: Call, unit: Unit) -> tuple[Node | None, int]:
    """The innermost function around a step that takes what this calls as a parameter, and as which one."""
    for node in reversed(unit.path_to(step.at.start_byte)):
        if role_of(unit, node) != "function":
            continue
        fact = unit.language.facts[node.kind_id]
        names = [unit.names_in(each) for each in unit.parameters(node, fact)]
        index = next((i for i, each in enumerate(names) if each == {step.text}), None)
        if index is not None:
            return node, index
    return None, 0


def _is_private(owner: Node, unit: Unit) -> bool:
    """Whether only its own file can call a function: it is the only one of its name there, and no other file
    gets it by an export or, where there are none, by a name that is meant for others."""
    name = unit.name_of(owner)
    definition = unit.definition(name) if name else None
    if definition is None or definition[0].id != owner.id:
        return False
    roles = {role_of(unit, node) for node in unit.path_to(owner.start_byte) if node.id != owner.id}
    if roles & {"export", "class"}:
        return False
    exports = any(fact.role == "export" for fact in unit.language.facts.values())
    return exports or "function" in roles or name in Patterns(unit.language.settings["private"])


def _given_to(owner: Node, index: int, unit: Unit) -> Iterator[Function | None]:
    """The functions that the calls of a function give it at a position; None for what can't be seen, be it
    what is called, or how."""
    for at in occurrences(unit.source.text, unit.name_of(owner)):
        path = unit.path_to(at)
        if owner.start_byte <= at < owner.end_byte:
            continue
        above = call_above(path, unit.language)
        given = arguments_of(unit, path[above]) if above else []
        argument = given[index] if index < len(given) else None
        if argument is None or any(role_of(unit, each) in ("spread", "keyword") for each in given):
            yield None
        elif role_of(unit, argument) == "function":
            yield Function(argument, "", None, False)
        else:
            found = unit.definition(unit.dotted(argument))
            yield Function(found[0], "", None, False) if found is not None else None
