"""What the names of a file are bound to, as it is written."""

from ..graph import Span
from ..kept import kept
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from .members import class_at, class_of
from .places import innermost, part, role_of

# A name stands so far inside of the pattern that it is a part of.
_NEAR = 6


def values_of(unit: Unit, word: str, at: int) -> list[Node]:
    """What a name of the file is bound to, everywhere that may be meant; or a field of the object whose
    method runs."""
    root, _, field = word.partition(".")
    own = root in unit.language.settings["receivers"]
    name = field if own else word
    if "." in name or not name or name.endswith("()") or (not own and is_parameter(unit, name, at)):
        return []
    values = (_bound_at(unit, place, own, at) for place in occurrences(unit.source.text, name))
    return [value for value in values if value is not None]


def is_parameter(unit: Unit, name: str, at: int) -> bool:
    """Whether a function around a place takes something by that name."""
    functions = [node for node in unit.path_to(at) if role_of(unit, node) == "function"]
    facts = unit.language.facts
    return any(name in unit.parameter_names(node, facts[node.kind_id]) for node in functions)


def _bound_at(unit: Unit, place: int, own: bool, at: int) -> Node | None:
    """What is bound to the name at an offset: a field of the class around `at`, where it is to be its `own`,
    else a name of the file or of a function around `at`."""
    path, value = unit.path_to(place), _value_at(unit, place)
    if value is None:
        return None
    member = len(path) > 2 and role_of(unit, path[-2]) == "member"
    of, function = class_at(unit, place), innermost(unit, Span(place, place), "function")
    here = class_at(unit, at)
    if own:
        inside = of is not None and here is not None and of.id == here.id
        return value if inside and (member or function is None) else None
    around = of is None if function is None else function.start_byte <= at < function.end_byte
    return value if around and not member else None


@kept
def values_bound(unit: Unit, name: str) -> list[Node]:
    """What a name, or a field of that name, is bound to wherever it is in a file, each text once."""
    values = (_value_at(unit, at) for at in occurrences(unit.source.text, name))
    return [*{unit.source.slice(value): value for value in values if value is not None}.values()]


def _value_at(unit: Unit, at: int) -> Node | None:
    path = unit.path_to(at)
    if len(path) > 2 and role_of(unit, path[-2]) == "member":
        path = path[:-1]
    return part(unit, path[-2], "value") if _is_target(unit, path) else None


def _is_target(unit: Unit, path: list[Node]) -> bool:
    """Whether the last node of a path is what the binding around it binds."""
    target = part(unit, path[-2], "target") if len(path) > 1 and role_of(unit, path[-2]) == "bind" else None
    return target is not None and target.id == path[-1].id


@kept
def taken_out_of(unit: Unit, name: str) -> tuple[list[Node], list[Node]]:
    """What a file takes parts out of by a name, `const { name } = ...`: the types of parameters and the
    values of bindings, each text once; nothing where the name is bound in any other way, too."""
    if not any(fact.flags.get("shorthand") for fact in unit.language.facts.values()):
        return [], []
    types, values = dict[str, Node](), dict[str, Node]()
    for at in occurrences(unit.source.text, name):
        holder = _pattern_at(unit, at)
        said = part(unit, holder, "type") if holder is not None else None
        value = part(unit, holder, "value") if holder is not None and said is None else None
        if said is not None:
            types[unit.source.slice(said)] = said
        elif value is not None and holder is not None and role_of(unit, holder) == "bind":
            values[unit.source.slice(value)] = value
        elif holder is not None or _is_bound_at(unit, at):
            return [], []
    return [*types.values()], [*values.values()]


def _is_bound_at(unit: Unit, at: int) -> bool:
    """Whether the name at an offset is bound there, to a value or as a parameter, and is no member."""
    path = unit.path_to(at)
    if len(path) < 2 or role_of(unit, path[-2]) == "member":
        return False
    if role_of(unit, path[-2]) == "bind":
        return _is_target(unit, path)
    functions = [node for node in path if role_of(unit, node) == "function"]
    body = part(unit, functions[-1], "body") if functions else None
    named = part(unit, functions[-1], "name") if functions else None
    inside = body is not None and body.start_byte <= at < body.end_byte
    return bool(functions) and not inside and (named is None or named.start_byte != at)


def _pattern_at(unit: Unit, at: int) -> Node | None:
    """What binds the pattern in which a name stands at an offset: a binding or a parameter."""
    path = unit.path_to(at)
    for index in range(len(path) - 2, max(len(path) - _NEAR, 0), -1):
        role = role_of(unit, path[index])
        if role in ("bind", "parameter"):
            target = part(unit, path[index], "target" if role == "bind" else "name")
            taken = target is not None and target.start_byte <= at < target.end_byte
            return path[index] if taken and target is not None and role_of(unit, target) == "pack" else None
        if role not in ("pack", "pair", "name", ""):
            return None
    return None


def getter_of(unit: Unit, name: str) -> Node | None:
    """The only function of a name in a file, where that is a method, and nothing takes anything by that
    name."""
    found = [*(each[:2] for each in unit.definitions(name)), *(each[:2] for each in unit.decorated(name))]
    if len(found) != 1 or class_of(unit, found[0][1]) is None:
        return None
    taken = any(_is_bound_at(unit, at) for at in occurrences(unit.source.text, name))
    return found[0][0] if not taken else None
