"""Bytes to a syntax tree, mended where the grammar reads otherwise than its language.

In `await api.get<Order>(id)` tree-sitter-typescript 0.23.2 takes the await for a part of what is called. Such
type arguments are blanked out, and the text is parsed once more; every place stays where it is.
"""

from .languages import Language
from .parsers import Node, Tree
from .source import Source
from .syntax import Deadline, path_to, tree_of
from .texts import occurrences


def parse(source: Source, language: Language, deadline: Deadline) -> Tree:
    """The syntax tree; one with errors is a tree, too. Raises Unreadable when the deadline passes, and for
    text that the grammars can't cope with."""
    tree = tree_of(source.text, language, deadline)
    if not language.misreads or not all(text in source.text for text in language.misreads):
        return tree
    mended = _without_misread_types(source.text, tree.root_node, language, deadline)
    return tree if mended is source.text else tree_of(mended, language, deadline)


def _without_misread_types(text: bytes, root: Node, language: Language, deadline: Deadline) -> bytes:
    """The text with spaces for the type arguments of those calls whose callee begins with an await; the very
    same object where there are none. Raises Unreadable when the time is up."""
    found = list[Node]()
    for offset in occurrences(text, language.misreads[0].decode().strip()):
        deadline.check()
        found += filter(None, (_misread_types(node, language) for node in path_to(root, offset)))
    if not found:
        return text
    mended = bytearray(text)
    for types in found:
        for at in range(types.start_byte, types.end_byte):
            if mended[at] not in b"\r\n":
                mended[at] = ord(" ")
    return bytes(mended)


def _misread_types(node: Node, language: Language) -> Node | None:
    """The type arguments of a call whose callee is an await; None of anything else."""
    fact = language.facts.get(node.kind_id)
    callee = fact.one(node, "callee") if fact is not None and fact.role == "call" else None
    inner = language.facts.get(callee.kind_id) if callee is not None else None
    awaits = inner is not None and inner.role == "await"
    return fact.one(node, "types") if fact is not None and awaits else None
