"""The functions of a file that take a span as a parameter and end it, be it through other ones that do."""

from collections.abc import Iterator

from .libraries import Library
from .places import role_of
from .records import NamedTuple
from .syntax import Node, call_above
from .unit import Unit, occurrences


class Taker(NamedTuple):
    """A function with a parameter that is called as a span is; `around` are the functions and classes around
    it, itself included, from the outside in."""

    node: Node
    around: tuple[Node, ...]
    parameter: str


class Ended(NamedTuple):
    """A call of an end: the nodes around its name, and the plain name that it is called on."""

    path: list[Node]
    owner: str


def takers(unit: Unit) -> Iterator[tuple[Library, Taker]]:
    """The functions that call an end on a name of a library's spans, and those that call one of these and
    have such a parameter, each once for each library of the file."""
    calls: dict[str, list[Ended]] = {}
    for library in unit.libraries:
        for verb in library.end - calls.keys():
            calls[verb] = list(_calls(unit, verb))
        ended = [each for verb in sorted(library.end) for each in calls[verb]]
        yield from ((library, taker) for taker in _of_library(unit, library, ended))


def _of_library(unit: Unit, library: Library, ended: list[Ended]) -> Iterator[Taker]:
    owned = [each for each in ended if each.owner in library.handles]
    todo = [taker for each in owned for taker in _taker(unit, each.path, each.owner)]
    seen = set[tuple[int, str]]()
    while todo:
        taker = todo.pop(0)
        if (taker.node.id, taker.parameter) not in seen:
            seen.add((taker.node.id, taker.parameter))
            yield taker
            if taker.parameter in unit.parameter_names(taker.node, unit.language.facts[taker.node.kind_id]):
                todo += _that_call(unit, taker.node, library)


def _calls(unit: Unit, verb: str) -> Iterator[Ended]:
    word, at = b"." + verb.encode() + b"(", -1
    while (at := unit.source.text.find(word, at + 1)) >= 0:
        path = unit.path_to(at + 1)
        owner = _owner(unit, path)
        if owner:
            yield Ended(path, owner)


def _that_call(unit: Unit, function: Node, library: Library) -> Iterator[Taker]:
    """The functions that call a function by its name and have a parameter that is called as a span is."""
    for at in occurrences(unit.source.text, unit.name_of(function)):
        path = unit.path_to(at)
        if not function.start_byte <= at < function.end_byte and call_above(path, unit.language):
            for inner in [node for node in path if role_of(unit, node) == "function"][-1:]:
                names = unit.parameter_names(inner, unit.language.facts[inner.kind_id])
                for name in sorted(name for name in names if name in library.handles):
                    yield from _taker(unit, path, name)


def _taker(unit: Unit, path: list[Node], name: str) -> Iterator[Taker]:
    around = tuple(node for node in path if role_of(unit, node) in ("function", "class"))
    inner = [node for node in around if role_of(unit, node) == "function"]
    if inner:
        yield Taker(inner[-1], around, name)


def _owner(unit: Unit, path: list[Node]) -> str:
    """The plain name whose member stands at the end of a path."""
    fact = unit.language.facts.get(path[-2].kind_id) if len(path) > 1 else None
    owner = fact.one(path[-2], "object") if fact is not None and fact.role == "member" else None
    return unit.source.slice(owner) if owner is not None and role_of(unit, owner) == "name" else ""
