"""The calls of functions that start a span for their callers: each is a start."""

from collections.abc import Iterator

from ..code.declared import extends, is_from_others, is_of_another_family
from ..code.members import class_at, class_named, class_of
from ..code.places import arguments_of, called, part, role_of
from ..graph import Span
from ..syntax import Node, Touched, call_above, held_by
from ..texts import occurrences
from ..tracing.spans import Start, shown, text_of_name
from ..unit import Unit
from .derived import Derived


def same_file_starts(unit: Unit, found: Derived) -> Iterator[Start]:
    """The calls in the same file that run the function for certain, but for those on what is imported."""
    definitions = unit.definitions(found.name)
    others = [around for node, around in definitions if node.id != found.owner.id]
    if role_of(unit, found.owner) == "class":
        if class_named(unit, found.name, found.owner.start_byte) != found.owner:
            return
        others = []
    elif found.decorated:
        # A function that its decorator changes is not among the definitions.
        if definitions:
            return
    elif len(others) == len(definitions):
        return
    for node, held, function in calls_of(unit, found.name):
        root = called(unit, node).partition(".")[0].removesuffix("()")
        inside = found.owner.start_byte <= node.start_byte < found.owner.end_byte
        if inside or root in unit.imports or _is_anothers(unit, root, node, found):
            continue
        if not others or _is_meant(unit, node, found, others):
            yield start_at(unit, node, held, function, found)


def _is_meant(unit: Unit, node: Node, found: Derived, others: list[tuple[Node, ...]]) -> bool:
    """Whether a call runs a function of whose name there are `others`, which stand in these: by a bare name
    the only one that is no method, on the object whose method runs that of its class."""
    own, classes = class_of(unit, unit.around(found.owner)), [class_of(unit, each) for each in others]
    owner = called(unit, node).rpartition(".")[0]
    if own is None:
        return not owner and None not in classes
    here = class_at(unit, node.start_byte)
    if owner not in unit.language.settings["receivers"] or here is None or here.id != own.id:
        return False
    return not any(each is not None and (each.id == own.id or extends(unit, each, own)) for each in classes)


def _is_anothers(unit: Unit, root: str, node: Node, found: Derived) -> bool:
    """Whether what a method is called on has nothing to do with the class that the function is in."""
    own, here = class_at(unit, found.owner.start_byte), class_at(unit, node.start_byte)
    if root not in unit.language.settings["receivers"]:
        return is_from_others(unit, root)
    return own is not None and here is not None and is_of_another_family(unit, here, own)


def start_at(unit: Unit, node: Node, held: str, function: Touched, found: Derived) -> Start:
    """The start that a call is."""
    at, gives = Span(node.start_byte, node.end_byte), found.table["gives"]
    span, written = _named(unit, node, found)
    held = held if gives == "manager" else ""
    return Start(
        at,
        shown(unit, node),
        node,
        found.libraries,
        found.table,
        gives,
        held,
        span,
        function,
        derived=True,
        written=written,
    )


def _named(unit: Unit, call: Node, found: Derived) -> tuple[str, bool]:
    """The name of the span of a call, and whether it is the name itself, or code that makes it."""
    given = arguments_of(unit, call)
    if found.named is None or found.named >= len(given):
        return found.span, found.written
    argument: Node | None = given[found.named]
    if role_of(unit, given[found.named]) == "keyword":
        pairs = (each for each in given if role_of(unit, each) == "keyword")
        named = (each for each in pairs if unit.source.slice(part(unit, each, "name") or each) == "name")
        argument = next((part(unit, each, "value") for each in named), None)
    if argument is None:
        return found.span, found.written
    return text_of_name(unit, argument)


def calls_of(unit: Unit, name: str) -> Iterator[tuple[Node, str, Touched]]:
    """The calls by a name in a file, with how the value of each is held and the function around it."""
    for offset in occurrences(unit.source.text, name):
        path = unit.path_to(offset)
        above = call_above(path, unit.language)
        if not above:
            continue
        call = path[above]
        around = tuple(
            node for node in path if role_of(unit, node) in ("function", "class") and node is not call
        )
        inner = [node for node in around if role_of(unit, node) == "function"]
        yield (
            call,
            held_by(path, above, unit.language),
            Touched(inner[-1] if inner else unit.root, around, []),
        )
