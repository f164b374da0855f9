"""What a call is given by names out of a mapping: `start("work", **options)`."""

from collections.abc import Iterator

from ..grammars.languages import parts_of
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from ..values import Literal, Pack, Place, Value
from .bound_names import values_of
from .places import called, part, role_of

REST = "**"
"""The name under which what can't be seen of a mapping is given."""


def given_by_names(unit: Unit, node: Node | None, value: Value) -> list[tuple[str, Value]]:
    """What a mapping gives that is spread into a call, each under its name; under REST the whole of it, where
    it may give more than can be seen."""
    if isinstance(value, Pack):
        seen = [(name, item) for name, item in value.items if name.isidentifier()]
        return seen if len(seen) == len(value.items) else [*seen, (REST, None)]
    if node is None or not isinstance(value, Place):
        return [(REST, value)]
    name = unit.dotted(node)
    bound = values_of(unit, name, node.start_byte) if name.isidentifier() else [node]
    pairs = list(_pairs(unit, bound[0])) if len(bound) == 1 else []
    changed = _keys_set(unit, name) if name.isidentifier() else set[str]()
    found = {key: _constant(unit, each) or value.field(key) for key, each in pairs}
    found |= {key: value.field(key) for key in changed if key}
    whole = len(bound) == 1 and "" not in changed and "" not in found and _is_mapping(unit, bound[0])
    given: list[tuple[str, Value]] = [(key, each) for key, each in found.items() if key.isidentifier()]
    return given if whole else [*given, (REST, value)]


def _is_mapping(unit: Unit, node: Node) -> bool:
    return role_of(unit, node) == "pack" or called(unit, node) in unit.calls["mappings"]


def _pairs(unit: Unit, node: Node) -> Iterator[tuple[str, Node]]:
    """The names and the values in a mapping that is written down; "" for a name that can't be read."""
    if not _is_mapping(unit, node):
        return
    holder = part(unit, node, "arguments") if role_of(unit, node) == "call" else node
    for child in parts_of(holder) if holder is not None else ():
        key, value = part(unit, child, "key") or part(unit, child, "name"), part(unit, child, "value")
        named = key is not None and value is not None and role_of(unit, child) in ("pair", "keyword")
        yield (unit.source.slice(key).strip("'\""), value) if named and key and value else ("", child)


def _keys_set(unit: Unit, name: str) -> set[str]:
    """The keys by which something is looked up or set in what a name holds; "" where one can't be read, or
    something else is done with it."""
    found, text = set[str](), unit.source.text
    for at in occurrences(text, name):
        behind = text[at + len(name) :][:1]
        if behind == b"[":
            key = text[at + len(name) + 1 :].partition(b"]")[0].decode("utf-8", "replace").strip()
            found.add(key.strip("'\"") if key[:1] in ("'", '"') else "")
        elif behind == b".":
            found.add("")
    return found


def _constant(unit: Unit, node: Node) -> Literal | None:
    fact = unit.language.facts.get(node.kind_id)
    return Literal(fact.flags["is"], unit.source.slice(node)) if fact and fact.role == "literal" else None
