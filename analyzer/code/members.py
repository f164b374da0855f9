"""The classes that are written in a file, and the functions that are their members."""

from collections.abc import Iterator

from ..graph import Graph, Span
from ..names import Function
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from ..values import Place
from .places import own_nodes, part, role_of


def class_at(unit: Unit, offset: int) -> Node | None:
    """The innermost class around a byte offset; None where there is none."""
    around = [node for node in unit.path_to(offset) if role_of(unit, node) == "class"]
    return around[-1] if around else None


def class_meant(unit: Unit, name: str, at: int) -> Node | None:
    """The class around a byte offset, where a name stands for its object there, or for that object as one of
    the class that it extends."""
    above = unit.language.settings["constructors"]["above"]
    stands = name in unit.language.settings["receivers"] or name.removesuffix("()") == above
    return class_at(unit, at) if stands else None


def class_of(unit: Unit, around: tuple[Node, ...]) -> Node | None:
    """The class of which a function is a method that stands in these functions and classes, from the outside
    in; None of any other."""
    return around[-1] if around and role_of(unit, around[-1]) == "class" else None


def only_decorated(unit: Unit, name: str, method: bool) -> tuple[Node, Node] | None:
    """The only decorated function of a name that is a method, or that is none, with what holds it and its
    decorators; None where there are more, or some without decorators."""
    decorated = unit.decorated(name) if not unit.definitions(name) else []
    found = [each for each in decorated if (class_of(unit, each[1]) is not None) == method]
    return (found[0][0], found[0][2]) if len(found) == 1 else None


def class_named(unit: Unit, name: str, at: int) -> Node | None:
    """The only class of that name that can be seen at a byte offset; None where there is none, or more
    than one."""
    found = [of for of, seen in _classes_named(unit, name) if seen.start_byte <= at < seen.end_byte]
    return found[0] if len(found) == 1 else None


def _classes_named(unit: Unit, name: str) -> Iterator[tuple[Node, Node]]:
    """The classes of a name, each with what it can be seen in: the function around it, or the file."""
    for at in occurrences(unit.source.text, name):
        unit.deadline.check()
        path = unit.path_to(at)
        fact = unit.language.facts.get(path[-2].kind_id) if len(path) > 1 else None
        own = fact.one(path[-2], "name") if fact is not None and fact.role == "class" else None
        if own is not None and own.id == path[-1].id:
            around = [node for node in path[:-2] if role_of(unit, node) == "function"]
            yield path[-2], around[-1] if around else unit.root


def methods_of(unit: Unit, of: Node) -> list[Function]:
    """The methods of a class in order, be they decorated or the values of fields."""
    body = unit.language.facts[of.kind_id].one(of, "body")
    found = [_method(unit, child) for child in body.named_children] if body is not None else []
    return [method for method in found if method is not None]


def _method(unit: Unit, node: Node) -> Function | None:
    fact = unit.language.facts.get(node.kind_id)
    part = {"decorated": "definition", "bind": "value"}.get(fact.role) if fact is not None else None
    inner = fact.one(node, part) if fact is not None and part is not None else None
    if inner is not None:
        return _method(unit, inner)
    if fact is None or fact.role != "function":
        return None
    return Function(node, unit.name_of(node), None, fact.marked(node, "async"))


def _declared(unit: Unit, of: Node) -> Iterator[tuple[str, Node]]:
    """The fields that a class declares for its objects, each with its name."""
    body = part(unit, of, "body")
    for node in body.named_children if body is not None else ():
        fact = unit.language.facts.get(node.kind_id)
        target = fact.one(node, "target") if fact is not None and fact.role == "bind" else None
        own = fact is not None and fact.flags.get("member") and not fact.marked(node, "static")
        if own and target is not None:
            yield unit.source.slice(target), node


def member_of(unit: Unit, of: Node, field: str) -> Node | None:
    """Where a class declares a field of its objects; None where it does not."""
    return next((node for name, node in _declared(unit, of) if name == field), None)


def field_of(unit: Unit, of: Node, at: Span) -> str:
    """The field of a class that is declared with the value at a place; "" where none is."""
    values = ((name, part(unit, node, "value")) for name, node in _declared(unit, of))
    return next((name for name, value in values if value and (value.start_byte, value.end_byte) == at), "")


def constructor_of(unit: Unit, of: Node) -> Function | None:
    """What runs when an object of a class is made; None where the class itself does not say."""
    runs = unit.language.settings["constructors"]["runs"]
    return next((method for method in methods_of(unit, of) if method.name == runs), None)


def does_nothing(unit: Unit, of: Node | None) -> bool:
    """Whether the methods of a class call nothing: it stands in for one that does something."""
    if of is None or role_of(unit, of) != "class":
        return False
    runs = unit.language.settings["constructors"]["runs"]
    methods = [method.node for method in methods_of(unit, of) if method.name != runs]
    return not any(role_of(unit, node) == "call" for each in methods for node in own_nodes(unit, each))


def receiver(unit: Unit, graph: Graph) -> Place:
    """The place of the object whose method a graph is."""
    receivers = unit.language.settings["receivers"]
    if graph.parameters and graph.parameters[0][0] in receivers:
        return graph.parameters[0][1]
    return Place(f"{unit.this_scope}:{receivers[0]}")

