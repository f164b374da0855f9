"""What the code declares names to be: the types of parameters and fields, what functions return, and what
classes extend."""

from ..kept import kept
from ..names import Function
from ..syntax import Node
from ..texts import identifiers, occurrences
from ..unit import Unit
from .members import class_named
from .places import part, role_of

# A name stands so far inside of what declares its type.
_NEAR = 4


def types_of(unit: Unit, name: str) -> set[str]:
    """The names in the types that parameters and fields called `name` are declared to have in a file, or
    else those names that `name` is bound to."""
    declared, bound = _said_of(unit, name)
    return declared or set[str]().union(*(_said_of(unit, other)[0] for other in bound - {name}))


@kept
def _said_of(unit: Unit, name: str) -> tuple[set[str], set[str]]:
    """The names in the types that a name is declared to have in a file, and the names that it is bound to."""
    declared, bound = set[str](), set[str]()
    for at in occurrences(unit.source.text, name):
        for node in unit.path_to(at)[-_NEAR:]:
            if _declares(unit, node, at):
                said, value = part(unit, node, "type"), part(unit, node, "value")
                if said is not None and at < said.start_byte:
                    declared |= names_in_type(unit, said)
                elif value is not None and role_of(unit, value) == "name":
                    bound.add(unit.source.slice(value))
    return declared, bound


def parameter_meant(unit: Unit, name: str, offset: int) -> Node | None:
    """The parameter of a function around a byte offset that a name means there, if it means one."""
    for node in reversed(unit.path_to(offset)):
        fact = unit.language.facts.get(node.kind_id)
        own = unit.parameters(node, fact) if fact is not None and fact.role == "function" else ()
        found = next((each for each in own if unit.names_in(each) == {name}), None)
        if found is not None:
            return found
    return None


def is_declared_later(unit: Unit, parameter: Node) -> bool:
    """Whether a parameter is declared to be a function whose work is done later, as one that gives a
    promise."""
    said = part(unit, parameter, "type")
    return said is not None and bool(names_in_type(unit, said).intersection(unit.calls["eventual"]))


def types_returned(function: Function, unit: Unit) -> set[str]:
    """The names in the type that a function is declared to return."""
    said = part(unit, function.node, "gives")
    return names_in_type(unit, said) if said is not None else set()


def _declares(unit: Unit, node: Node, at: int) -> bool:
    """Whether a name that stands at an offset is what a node declares, or an element of that, and not a part
    of it by its name."""
    own = part(unit, node, "target") or part(unit, node, "name")
    return own is not None and own.start_byte <= at < own.end_byte and not _has_names(unit, own)


def _has_names(unit: Unit, pattern: Node) -> bool:
    """Whether a pattern takes parts out by their names."""
    facts = (unit.language.facts.get(child.kind_id) for child in pattern.named_children)
    inside = role_of(unit, pattern) == "pack"
    return inside and any(fact and (fact.role == "pair" or fact.flags.get("shorthand")) for fact in facts)


def property_of(unit: Unit, of: Node, name: str) -> Node | None:
    """The type that a declared type gives to its member of that name; None where it says nothing of it."""
    todo = [of]
    while todo:
        node = todo.pop()
        target, said = part(unit, node, "target"), part(unit, node, "type")
        if said is not None and target is not None and unit.source.slice(target) == name:
            return said
        todo += node.named_children
    return None


def names_in_type(unit: Unit, said: Node) -> set[str]:
    """The names of which a node of a type, or of a declaration, is made up, be it as a text."""
    found, todo = set[str](), [said]
    while todo:
        node = todo.pop()
        todo += node.named_children
        if not node.named_child_count:
            found.update(identifiers(unit.source.slice(node)))
    return found


def renamed(unit: Unit, of: Node) -> Node | None:
    """The type for which a declaration of one is but another name; None where it says what members it has."""
    said, todo = part(unit, of, "value") if role_of(unit, of) == "type" else of, [of]
    while todo:
        node = todo.pop()
        if role_of(unit, node) == "bind":
            return None
        todo += node.named_children
    return said


@kept
def is_from_others(unit: Unit, name: str) -> bool:
    """Whether all that a name is bound to in a file, or else what it is declared to be, comes from what the
    file imports, and from none of its own classes."""
    made = {text.partition(".")[0] for text in unit.made_by(name)}
    if made:
        return made <= unit.imports.keys()
    declared = types_of(unit, name)
    return bool(declared & unit.imports.keys()) and not any(_is_a_class(unit, each) for each in declared)


def _is_a_class(unit: Unit, name: str) -> bool:
    """Whether a file has a class of a name."""
    return any(
        role_of(unit, node) == "class"
        for at in occurrences(unit.source.text, name)
        for node in unit.path_to(at)[-2:-1]
        if _declares(unit, node, at)
    )


def extends(unit: Unit, of: Node, base: Node) -> bool:
    """Whether a class names another one of its file among what it extends."""
    return unit.name_of(base) in bases_of(unit, of)


def is_of_another_family(unit: Unit, of: Node, other: Node) -> bool:
    """Whether a class has what it does not write itself from classes of other files, and nothing to do with
    another one of its file."""
    names = bases_of(unit, of)
    if not names or of.id == other.id or extends(unit, of, other) or extends(unit, other, of):
        return False
    return not any(class_named(unit, name, of.start_byte) for name in names)


def bases_of(unit: Unit, of: Node) -> set[str]:
    """The names in what a class extends."""
    said = part(unit, of, "bases")
    return names_in_type(unit, said) if said is not None else set()
