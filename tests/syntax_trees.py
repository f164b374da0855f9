"""What the tests need of a sample's syntax tree: its comments, and which function each line belongs to.

The tests read trees with tree-sitter itself, so that a mistake in the engine's reading can't hide here, too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import tree_sitter_javascript
import tree_sitter_python
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Tree

MODULE = "<module>"

_PARSERS = {
    "javascript": Parser(Language(tree_sitter_javascript.language())),
    "typescript": Parser(Language(tree_sitter_typescript.language_typescript())),
    "tsx": Parser(Language(tree_sitter_typescript.language_tsx())),
    "python": Parser(Language(tree_sitter_python.language())),
}

_COMMENTS = frozenset({"comment", "html_comment"})
_CLASSES = frozenset({"class_definition", "class_declaration", "abstract_class_declaration", "class"})
_FUNCTIONS = frozenset({
    "function_definition", "lambda",
    "function_declaration", "generator_function_declaration", "function_expression", "generator_function",
    "arrow_function", "method_definition",
})  # fmt: skip
_AROUND = frozenset({"decorated_definition", "export_statement"})
_NAMES = ("name", "key", "property", "left")
_MARKERS = re.compile(r"^(#+|//+|/\*+|<!--)\s*|\s*(\*+/|-->)$")


class Comment(NamedTuple):
    """A comment without its markers, the line it starts on, and the line of code it speaks for: its own, or
    the next one with code where it stands alone. Lines are 1-based."""

    text: str
    line: int
    speaks_for: int


def parse(text: bytes, language: str) -> Tree:
    """The tree of `text`; KeyError for a language that has no samples."""
    return _PARSERS[language].parse(text)


def read_comments(tree: Tree, text: bytes) -> list[Comment]:
    """The comments of a tree, in their order."""
    leaves = [node for node in _walk(tree.root_node) if node.child_count == 0 or node.type in _COMMENTS]
    code = sorted({node.start_point.row + 1 for node in leaves if node.type not in _COMMENTS and node.text})
    lines = text.split(b"\n")
    return [_read_comment(node, lines, code) for node in leaves if node.type in _COMMENTS]


def _read_comment(node: Node, lines: list[bytes], code: list[int]) -> Comment:
    first, last = node.start_point.row + 1, node.end_point.row + 1
    around = lines[first - 1][: node.start_point.column] + lines[last - 1][node.end_point.column :]
    # A comment between JSX tags needs braces around it, which are no code.
    alone = around.strip() in (b"", b"{}")
    speaks_for = next((line for line in code if line > last), last) if alone else first
    return Comment(_MARKERS.sub("", (node.text or b"").decode(errors="replace")), first, speaks_for)


def read_owners(tree: Tree) -> dict[int, str]:
    """The names of the top-level functions, methods and classes, with what is around them, by their lines."""
    owners: dict[int, str] = {}
    for node in _walk(tree.root_node, skip_below=_FUNCTIONS):
        # Without the test for a name of its own, the keywords `class` and `lambda` would count, too.
        if node.is_named and node.type in _FUNCTIONS | _CLASSES and (name := _qualified_name(node)):
            around = node.parent if node.parent is not None and node.parent.type in _AROUND else node
            for row in range(around.start_point.row, around.end_point.row + 1):
                owners[row + 1] = name
    return owners


def _qualified_name(node: Node | None) -> str:
    names: list[str] = []
    while node is not None:
        name = next(filter(None, map(node.child_by_field_name, _NAMES)), None)
        if name is not None and name.text is not None:
            names.append(name.text.decode())
        node = node.parent
    return ".".join(reversed(names))


def is_between_tokens(tree: Tree, text: bytes, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether a token of the tree begins at `start` and one ends at `end`: lines and columns, both 1-based,
    the columns in code points."""
    lines = text.split(b"\n")
    leaves = [node for node in _walk(tree.root_node) if node.child_count == 0]
    starts = {_place(lines, node.start_point.row, node.start_point.column) for node in leaves}
    ends = {_place(lines, node.end_point.row, node.end_point.column) for node in leaves}
    return start in starts and end in ends


def _place(lines: list[bytes], row: int, column: int) -> tuple[int, int]:
    return row + 1, len(lines[row][:column].decode(errors="replace")) + 1


def _walk(node: Node, skip_below: frozenset[str] = frozenset()) -> Iterator[Node]:
    yield node
    if node.type not in skip_below:
        for child in node.children:
            yield from _walk(child, skip_below)
