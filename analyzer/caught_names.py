"""What a handler waits for, by name: also what a name stands for in its file, `ANY = (Error, Stopped)`."""

from .graph import Span
from .members import class_at
from .places import innermost, part, role_of
from .syntax import Node
from .texts import occurrences
from .unit import Unit

_DEEPEST = 3
UNKNOWN = ""
"""Stands for what can't be said: a parameter, a field that is set from elsewhere, what a call gives."""


def errors_named(unit: Unit, handler: Node) -> set[str]:
    """The errors that a handler waits for, by the last parts of their names."""
    return {name.rpartition(".")[2] for name in names_caught(unit, handler)} - {UNKNOWN}


def names_caught(unit: Unit, handler: Node) -> set[str]:
    """The errors that a handler waits for, by their names with the modules from which they come, where that
    can be said; with UNKNOWN for those of which nothing can."""
    caught = part(unit, handler, "type")
    return _meant(unit, caught, handler.start_byte, _DEEPEST) if caught is not None else set()


def _meant(unit: Unit, node: Node, at: int, deeper: int) -> set[str]:
    found = set[str]()
    for word in unit.words(node):
        values = _values_of(unit, word, at) if deeper else []
        for value in values:
            found |= _meant(unit, value, at, deeper - 1)
        if not values:
            found.add(_in_full(unit, word) if _is_sure(unit, word, at) else UNKNOWN)
    return found


def _in_full(unit: Unit, word: str) -> str:
    """A name with the module that it is imported from."""
    module = unit.imports.get(word, "")
    return f"{module}.{word}" if module else word


def _is_sure(unit: Unit, word: str, at: int) -> bool:
    """Whether a name stands for a class, or may be known by what it says: none of a parameter, and no call of
    a function that the facts don't know."""
    root, _, path = word.partition(".")
    last = word.rpartition(".")[2]
    if last[:1].isupper() and not last.isupper():
        return True
    if word.endswith("()"):
        known = unit.language.settings["exceptions"]
        return any(last in known[sort] for sort in ("everything", "errors", "leaving", "exits"))
    if path:
        return root not in unit.language.settings["receivers"]
    return not _is_parameter(unit, word, at)


def _is_parameter(unit: Unit, name: str, at: int) -> bool:
    """Whether a function around a place takes something by that name."""
    functions = [node for node in unit.path_to(at) if role_of(unit, node) == "function"]
    facts = unit.language.facts
    return any(name in unit.parameter_names(node, facts[node.kind_id]) for node in functions)


def _values_of(unit: Unit, word: str, at: int) -> list[Node]:
    """What a name of the file is bound to, everywhere that may be meant; or a field of the object whose
    method runs."""
    root, _, field = word.partition(".")
    own = root in unit.language.settings["receivers"]
    name = field if own else word
    if "." in name or not name or name.endswith("()") or (not own and _is_parameter(unit, name, at)):
        return []
    values = (_bound_at(unit, place, own, at) for place in occurrences(unit.source.text, name))
    return [value for value in values if value is not None]


def _bound_at(unit: Unit, place: int, own: bool, at: int) -> Node | None:
    """What is bound to the name at an offset: a field of the class around `at`, where it is to be its `own`,
    else a name of the file or of a function around `at`."""
    path = unit.path_to(place)
    member = len(path) > 2 and role_of(unit, path[-2]) == "member"
    target, holder = (path[-2], path[-3]) if member else (path[-1], path[-2] if len(path) > 1 else None)
    if holder is None or role_of(unit, holder) != "bind":
        return None
    bound = part(unit, holder, "target")
    if bound is None or bound.id != target.id:
        return None
    of, function = class_at(unit, place), innermost(unit, Span(place, place), "function")
    here = class_at(unit, at)
    if own:
        inside = of is not None and here is not None and of.id == here.id
        return part(unit, holder, "value") if inside and (member or function is None) else None
    around = of is None if function is None else function.start_byte <= at < function.end_byte
    return part(unit, holder, "value") if around and not member else None
