"""Callbacks that come in turn: a framework calls one where work begins, one where it has been done, and
another one where it fails. Who begins a span in the first and ends it in the second leaves it open where work
fails.

A function is a callback if it is called as one is, or is written or named where the callback's name is: in a
decorator, or in a call that registers it.
"""

from collections.abc import Iterator

from .closing import Neglect
from .graph import Span
from .libraries import Library, Table
from .members import class_at
from .patterns import Patterns
from .places import part, role_of
from .project import Abroad, Thing
from .records import NamedTuple
from .spans import Start
from .syntax import Node
from .texts import occurrences
from .unit import Unit

_MOST = 40


class Hooks(NamedTuple):
    """The names of the callbacks of one kind of work: where it begins, where it is done, where it fails."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    fails: tuple[str, ...]


def left_on_failure(
    unit: Unit, start: Start, fields: frozenset[str], abroad: Abroad | None
) -> Neglect | None:
    """How a file leaves the span of a start, kept in one of the fields, open if what it stands for fails: it
    is begun in a callback and ended in another one, but not in that for failures."""
    of = class_at(unit, start.at.start_byte)
    for hooks in _hooks(unit):
        if _is_in(start, _reached(unit, hooks.starts, of)):
            ending = next((each for each in hooks.ends if _ends(unit, (each,), of, start.libraries)), None)
            if ending is not None and not _may_end(unit, hooks.fails, of, start, fields, abroad):
                at = next(_named(unit, ending))
                words = f"is not ended if its work fails: `{hooks.fails[0]}` is called then, not `{ending}`"
                note = "ended here, where nothing has failed"
                remedy = "end it in the callback for failures, too"
                return Neglect("unended on exception", words, at, note, remedy)
    return None


def _hooks(unit: Unit) -> Iterator[Hooks]:
    """The callbacks of which the file has one where work begins, and one where it is done."""
    text = unit.source.text
    for table in unit.language.settings.get("hooks", {}).values():
        hooks = Hooks(*(tuple(table[part]) for part in Hooks._fields))
        if all(any(name.encode() in text for name in names) for names in hooks[:2]) and _imports(unit, table):
            yield hooks


def _imports(unit: Unit, table: Table) -> bool:
    """Whether a file imports the framework, where the names of its callbacks may be those of others."""
    modules = Patterns(table.get("modules", ()))
    return "modules" not in table or any(module in modules for module in unit.imports.values())


def _is_in(start: Start, functions: list[Node]) -> bool:
    around = {start.function.node.id, *(node.id for node in start.function.around)}
    return any(function.id in around for function in functions)


def _ends(unit: Unit, names: tuple[str, ...], of: Node | None, libraries: tuple[Library, ...]) -> bool:
    """Whether a callback calls an end, if only through other functions of the file."""
    return any(
        library.ends_in(unit.source.text[function.start_byte : function.end_byte])
        for function in _reached(unit, names, of)
        for library in libraries
    )


def _may_end(
    unit: Unit,
    names: tuple[str, ...],
    of: Node | None,
    start: Start,
    fields: frozenset[str],
    abroad: Abroad | None,
) -> bool:
    """Whether a callback for failures may end the span: one in the file that calls an end or asks for a field
    that holds it, or one of a class that the class around the start extends."""
    if any(next(_named(unit, name), None) is not None for name in names):
        texts = [unit.source.text[node.start_byte : node.end_byte] for node in _reached(unit, names, of)]
        asked = any(field.encode() in text for text in texts for field in fields)
        return asked or not (texts and fields) or _ends(unit, names, of, start.libraries)
    return (
        of is not None
        and abroad is not None
        and any(abroad.member(Thing("class", unit, of), name) is not None for name in names)
    )


def _named(unit: Unit, name: str) -> Iterator[Span]:
    """Where the name of a callback stands."""
    return (Span(at, at + len(name)) for at in occurrences(unit.source.text, name))


def _reached(unit: Unit, names: tuple[str, ...], of: Node | None) -> list[Node]:
    """The callbacks of these names, and the functions of the file that they call; of methods only those of
    one class."""
    todo = [node for name in names for at in _named(unit, name) for node in _registered(unit, at.start_byte)]
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
    """The functions that are callbacks by a name that stands at an offset."""
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
    call = next((node for node in outer if role_of(unit, node) == "call"), None)
    return _given_to(unit, call) if call is not None else []


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
        callee = part(unit, node, "callee") if role_of(unit, node) == "call" else None
        name = unit.dotted(callee).rpartition(".")[2] if callee is not None else ""
        if name and name not in names:
            names.add(name)
            yield from (made for made, _ in unit.definitions(name))
