"""Bytes to a syntax tree, mended where it would show something else than what the code says.

In `await api.get<Order>(id)` tree-sitter-typescript 0.23.2 takes the await for a part of what is called, and
`(0, module.function)(id)` is how transpilers write `module.function(id)`. A type `import("module").Row[]` is
an error to it, from which it may recover far behind. What is in the way is blanked out, and the text is
parsed once more; every place stays where it is.
"""

from collections.abc import Iterator

from ..source import Source
from ..syntax import Deadline, path_to, tree_of
from ..texts import occurrences
from .languages import Language, parts_of
from .parsers import Node, Tree

# How long the name of a function with that of its module may be.
_LONGEST_CALLEE = 200


def parse(source: Source, language: Language, deadline: Deadline) -> Tree:
    """The syntax tree; one with errors is a tree, too. Raises Unreadable when the deadline passes, and for
    text that the grammars can't cope with."""
    text, tree = source.text, tree_of(source.text, language, deadline)
    blanks = list[tuple[int, int]]()
    for texts, find in ((language.misreads, _misread_types), (language.detached, _around_callees)):
        if texts and all(each in text for each in texts):
            blanks += find(text, tree.root_node, language, deadline)
    if language.imported and tree.root_node.has_error:
        blanks += _modules_of_types(text, tree.root_node, language, deadline)
    return tree_of(_without(text, blanks), language, deadline) if blanks else tree


def _without(text: bytes, blanks: list[tuple[int, int]]) -> bytes:
    """The text with spaces from one offset to another; lines stay as they are."""
    mended = bytearray(text)
    for first, last in blanks:
        for at in range(first, last):
            if mended[at] not in b"\r\n":
                mended[at] = ord(" ")
    return bytes(mended)


def _misread_types(
    text: bytes, root: Node, language: Language, deadline: Deadline
) -> Iterator[tuple[int, int]]:
    """Where the type arguments stand of those calls whose callee begins with an await. Raises Unreadable when
    the time is up."""
    for offset in occurrences(text, language.misreads[0].decode().strip()):
        deadline.check()
        for node in path_to(root, offset):
            types = _types_behind_an_await(node, language)
            if types is not None:
                yield types.start_byte, types.end_byte


def _types_behind_an_await(node: Node, language: Language) -> Node | None:
    fact = language.facts.get(node.kind_id)
    callee = fact.one(node, "callee") if fact is not None and fact.role == "call" else None
    awaits = callee is not None and _role(callee, language) == "await"
    return fact.one(node, "types") if fact is not None and awaits else None


def _around_callees(
    text: bytes, root: Node, language: Language, deadline: Deadline
) -> Iterator[tuple[int, int]]:
    """What stands before and behind those callees that a literal and a comma detach from their object. Raises
    Unreadable when the time is up."""
    opening, closing = language.detached
    for at, last in _between(text, opening, closing):
        if text.find(b"(", at + 1, last) < 0:
            deadline.check()
            commas = (node for node in path_to(root, at + 1)[-3:] if _role(node, language) == "comma")
            for parts in map(list, map(parts_of, commas)):
                literal = all(_role(node, language) == "literal" for node in parts[:-1])
                if len(parts) > 1 and literal and not text[parts[-1].end_byte : last].strip():
                    yield at, parts[-1].start_byte
                    yield parts[-1].end_byte, last + 1


def _modules_of_types(
    text: bytes, root: Node, language: Language, deadline: Deadline
) -> Iterator[tuple[int, int]]:
    """Where it is said from which module a type comes, by its capital letter. Raises Unreadable when the time
    is up."""
    opening, closing = language.imported
    for at, last in _between(text, opening, closing):
        end = last + len(closing)
        if text[end : end + 1].isupper():
            deadline.check()
            if any(_role(node, language) == "call" and node.start_byte == at for node in path_to(root, at)):
                yield at, end


def _between(text: bytes, opening: bytes, closing: bytes) -> Iterator[tuple[int, int]]:
    """Where one text begins, and where the other one does behind it that is not too far away."""
    at = text.find(opening)
    while at >= 0:
        last = text.find(closing, at, at + _LONGEST_CALLEE)
        if last >= 0:
            yield at, last
        at = text.find(opening, at + 1)


def _role(node: Node, language: Language) -> str:
    fact = language.facts.get(node.kind_id)
    return fact.role if fact is not None else ""
