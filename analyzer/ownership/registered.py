"""The code that a framework runs when it calls back by some name.

That is a function that is called so, or is written or named where the name is: in a decorator, or in a call
that registers it. Where one function is there for several names, it is what a test of the name leads to, or
the functions behind a filter that lets only that name through.
"""

from collections.abc import Iterator

from ..code.members import class_at
from ..code.places import name_called, part, role_of
from ..graph import Span
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit

_MOST = 40
_TESTED = {"if": ("then", ("test",)), "case": ("body", ("value", "pattern"))}


def named(unit: Unit, name: str) -> Iterator[Span]:
    """Where the name of a callback stands."""
    return (Span(at, at + len(name)) for at in occurrences(unit.source.text, name))


def reached(unit: Unit, names: tuple[str, ...], of: Node | None) -> list[Node]:
    """The code that runs for these names, and the functions of the file that it calls; of methods only those
    of one class."""
    todo = [node for name in names for at in named(unit, name) for node in _registered(unit, at.start_byte)]
    found = dict[int, Node]()
    while todo and len(found) < _MOST:
        node = todo.pop()
        if node.id not in found and _class_of(unit, node) in (None, of.id if of is not None else None):
            found[node.id] = node
            todo += _called_in(unit, node)
    return list(found.values())


def _class_of(unit: Unit, function: Node) -> int | None:
    """The id of the class around a function; None where there is none."""
    of = class_at(unit, function.start_byte)
    return of.id if of is not None else None


def _registered(unit: Unit, at: int) -> list[Node]:
    """The code that a name which stands at an offset makes a callback."""
    path = unit.path_to(at)
    inner = next((i for i in reversed(range(len(path) - 1)) if role_of(unit, path[i]) == "function"), 0)
    own = unit.language.facts[path[inner].kind_id].one(path[inner], "name") if inner else None
    if own is not None and own.start_byte <= at < own.end_byte:
        return [path[inner]]
    outer = path[inner + 1 :]
    holder = next((node for node in reversed(path) if role_of(unit, node) == "decorated"), None)
    if holder is not None and holder.start_byte >= (path[inner].start_byte if inner else 0):
        definition = unit.language.facts[holder.kind_id].one(holder, "definition")
        if definition is not None and at < definition.start_byte:
            return [definition]
    tested = _led_to(unit, outer, at)
    if tested is not None:
        return [tested]
    call = next((node for node in outer if role_of(unit, node) == "call"), None)
    return _given_to(unit, call) if call is not None else _behind_filter(unit, path[:inner])


def _led_to(unit: Unit, nodes: list[Node], at: int) -> Node | None:
    """What runs where the innermost test around an offset holds."""
    for node in reversed(nodes):
        then, tests = _TESTED.get(role_of(unit, node), ("", ()))
        asked = [test for name in tests if (test := part(unit, node, name)) is not None]
        if any(test.start_byte <= at < test.end_byte for test in asked):
            return part(unit, node, then)
    return None


def _behind_filter(unit: Unit, path: list[Node]) -> list[Node]:
    """The functions that are given to the calls of a chain of which the innermost one filters."""
    first = max((i for i, node in enumerate(path) if role_of(unit, node) == "function"), default=0)
    calls = [node for node in path[first:] if role_of(unit, node) == "call"]
    if not calls or name_called(unit, calls[-1]) not in unit.calls["filters"]:
        return []
    return [function for call in calls for function in _given_to(unit, call)]


def _given_to(unit: Unit, call: Node) -> list[Node]:
    """The functions that are written in the arguments of a call, or named there."""
    arguments = unit.language.facts[call.kind_id].one(call, "arguments")
    found, todo = list[Node](), list(arguments.named_children) if arguments is not None else []
    while todo:
        node = todo.pop()
        role = role_of(unit, node)
        if role == "function":
            found.append(node)
        elif role in ("name", "member"):
            name = unit.dotted(node).rpartition(".")[2]
            found += [made for made, _ in unit.definitions(name)] if name else []
        else:
            todo += node.named_children
    return found


def _called_in(unit: Unit, function: Node) -> Iterator[Node]:
    """The functions of the file that are called in a function by their names."""
    todo, names = [function], set[str]()
    while todo:
        node = todo.pop()
        todo += node.named_children
        name = name_called(unit, node)
        if name and name not in names:
            names.add(name)
            yield from (made for made, _ in unit.definitions(name))
