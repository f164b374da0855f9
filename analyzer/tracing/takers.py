"""The functions of a file that take a span as a parameter and end it, be it through other ones that do."""

from collections.abc import Iterator

from ..code.places import arguments_of, called, part, role_of
from ..graph import Span
from ..records import NamedTuple
from ..syntax import Node, call_above
from ..texts import occurrences, words_of
from ..unit import Unit
from .libraries import Library


class Taker(NamedTuple):
    """A function with a name in it that is called as a span is, or, by `path`, with a part of it that is;
    `around` are the functions and classes around it, itself included, from the outside in. `at` is where the
    end is called on it, `tried` whether that stands in what a handler follows."""

    node: Node
    around: tuple[Node, ...]
    parameter: str
    path: tuple[str, ...] = ()
    at: Span = Span(0, 0)
    tried: bool = False


Ender = tuple[Library, Taker]


def enders(unit: Unit) -> Iterator[Ender]:
    """The functions that call an end on a name, or on a part of one, that is called as a library's spans are,
    be it a parameter or not, once for each library of the file and each end."""
    ending: dict[str, list[Taker]] = {}
    for library in unit.libraries:
        verbs = library.end | library.leave
        for verb in verbs - ending.keys():
            ending[verb] = list(that_call(unit, verb))
        own = [taker for verb in sorted(verbs) for taker in ending[verb]]
        held = (_without_getter(each, library, unit) for each in own)
        yield from ((library, each) for each in held if (each.parameter, *each.path)[-1] in library.handles)


def _without_getter(taker: Taker, library: Library, unit: Unit) -> Taker:
    """What ends the span that a method gives of something, `span.raw_span().end()`, as what ends that: the
    two go by one handle."""
    name = taker.path[-1] if taker.path else ""
    words = words_of(name.removesuffix("()")) if name.endswith("()") else []
    gives = len(words) == 2 and words[0] in unit.calls["unwraps"] and words[1] in library.handles
    gives = gives and taker.parameter not in unit.imports
    return taker._replace(path=taker.path[:-1]) if gives else taker


def takers(unit: Unit, known: list[Ender]) -> Iterator[Ender]:
    """Those of the `known` functions which end a parameter, and those that call one of these and have such a
    parameter, each once for each library of the file."""
    for library in unit.libraries:
        todo = [each for other, each in known if other is library and _is_given(unit, each)]
        seen = set[tuple[int, str]]()
        while todo:
            taker = todo.pop(0)
            if (taker.node.id, taker.parameter) not in seen:
                seen.add((taker.node.id, taker.parameter))
                yield library, taker
                todo += _that_call(unit, taker.node, library)


def settlers(unit: Unit) -> Iterator[Ender]:
    """The functions with a parameter that is called as a library's spans are, which attach handlers to a
    promise: one of these may end the span by a function of another file."""
    for at in (at for name in unit.language.settling for at in occurrences(unit.source.text, name)):
        path = unit.path_to(at)
        if call_above(path, unit.language):
            for i, node in enumerate(path):
                if role_of(unit, node) == "function":
                    yield from _with_span(unit, node, path[: i + 1])


def is_run_in_place(unit: Unit, function: Node) -> bool:
    """Whether a function stands in a call that runs it at once with what stands behind it: a part of the
    function around it, then, which has the span."""
    path = unit.path_to(function.start_byte)
    calls = [node for node in path if role_of(unit, node) == "call" and node.start_byte < function.start_byte]
    given = arguments_of(unit, calls[-1]) if calls else []
    stands_before_more = any(each.id == function.id for each in given[:-1])
    return stands_before_more and called(unit, calls[-1]) in unit.calls["hands_on"]


def _with_span(unit: Unit, function: Node, path: list[Node]) -> Iterator[Ender]:
    """A function at the end of a path with each of its parameters that is called as a span is."""
    around = tuple(node for node in path if role_of(unit, node) in ("function", "class"))
    for name in sorted(unit.parameter_names(function, unit.language.facts[function.kind_id])):
        for library in unit.libraries:
            if name in library.handles:
                yield library, Taker(function, around, name)


def _is_given(unit: Unit, taker: Taker) -> bool:
    """Whether what a function ends is a parameter of it."""
    fact = unit.language.facts[taker.node.kind_id]
    return not taker.path and taker.parameter in unit.parameter_names(taker.node, fact)


def that_call(unit: Unit, verb: str) -> Iterator[Taker]:
    """The functions that call a method of that name on a name, or on a part of one."""
    word, at = b"." + verb.encode() + b"(", -1
    while (at := unit.source.text.find(word, at + 1)) >= 0:
        path = unit.path_to(at + 1)
        is_member = len(path) > 1 and role_of(unit, path[-2]) == "member"
        owner = part(unit, path[-2], "object") if is_member else None
        names = unit.dotted(owner).split(".") if owner is not None else [""]
        if owner is not None and all(names):
            for taker in _taker(unit, path, names[0]):
                whole, tried = Span(owner.start_byte, owner.end_byte), _is_tried(unit, path, taker.node)
                yield taker._replace(path=tuple(names[1:]), at=whole, tried=tried)


def _is_tried(unit: Unit, path: list[Node], function: Node) -> bool:
    """Whether the end of a path stands in the body of a try of the function that has handlers."""
    return any(
        (body := part(unit, node, "body")) is not None
        and body.start_byte <= path[-1].start_byte < body.end_byte
        and bool(unit.language.facts[node.kind_id].all(node, "handlers"))
        for node in path
        if node.start_byte >= function.start_byte and role_of(unit, node) == "try"
    )


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
    """The innermost function of a path, with a name that it calls an end on."""
    around = tuple(node for node in path if role_of(unit, node) in ("function", "class"))
    inner = next((node for node in reversed(around) if role_of(unit, node) == "function"), None)
    if inner is not None:
        yield Taker(inner, around, name)
