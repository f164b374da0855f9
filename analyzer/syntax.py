"""Bytes to a syntax tree, the functions that touch spans, and the span operations in them.

Only this module and `languages.py` know tree-sitter. Three traps of it shape the code: `Node.parent` descends
from the root at every call, so what is around a place is found by walking down to it; a query over a whole
file costs more than parsing it, so queries run over the touched functions only; parser and query can both run
very long on hostile input. The parser gets a deadline through its progress callback. The query's callback
crashes the process (tree-sitter 0.26.1), so a query is bounded by depth instead: deeply nested calls are what
makes it quadratic.
"""

import re
import time
from collections.abc import Iterator

from tree_sitter import Node, QueryCursor, Tree

from .languages import Fact, Language
from .prefilter import start_words
from .records import NamedTuple
from .source import Source, Unreadable

__all__ = [
    "Call",
    "Deadline",
    "Node",
    "Touched",
    "Tree",
    "Unreadable",
    "parse",
    "path_to",
    "start_words",
    "touched_functions",
]

MAX_DEPTH = 1000
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
# The Python grammar keeps no more levels of indentation than 511, and corrupts its memory on more.
_MOST_INDENTS = 500
_FAR_RIGHT = re.compile(rb"^[ \t\f]{60}", re.MULTILINE)
_MATCH_LIMIT = 4096
_CHUNK = 1 << 16


class Deadline:
    """A point in time after which work on a file stops with Unreadable, so that no input can hang us."""

    __slots__ = ("_at", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._at = time.monotonic() + seconds

    def passed(self) -> bool:
        return time.monotonic() > self._at

    def check(self) -> None:
        """Raises Unreadable when the time is up."""
        if self.passed():
            raise Unreadable(f"analysis took longer than {self._seconds:g} seconds")


class Call(NamedTuple):
    """A call as `spans.scm` sees it: by which name, and how its value is held ("" where the place does not
    say)."""

    node: Node
    name: str
    held: str


class Touched(NamedTuple):
    """A function in which a start word stands: its node (the root for the module's own code), the functions
    and classes around it from the outside in, and the calls in it, with those of functions inside it."""

    node: Node
    around: tuple[Node, ...]
    calls: list[Call]


def parse(source: Source, language: Language, deadline: Deadline) -> Tree:
    """The syntax tree; one with errors is a tree, too. Raises Unreadable when the deadline passes, and for
    text that the grammars can't cope with."""
    text = source.text
    if _FAR_RIGHT.search(text) and _indents(text) > _MOST_INDENTS:
        raise Unreadable(f"indented more than {_MOST_INDENTS} levels deep")

    def chunk(offset: int, _point: object) -> bytes:
        return text[offset : offset + _CHUNK]

    try:
        tree = language.parser.parse(chunk, progress_callback=lambda _offset, _error: deadline.passed())
    except ValueError:  # what the parser raises when the callback stops it
        language.parser.reset()
        deadline.check()
        raise Unreadable("the parser gave up") from None
    return tree


def _indents(text: bytes) -> int:
    """How many levels of indentation are open at most; a tab is as wide as the grammars take it."""
    deepest, open_ones = 0, [0]
    for line in text.split(b"\n"):
        code = line.lstrip(b" \t\f")
        if code:
            margin = line[: len(line) - len(code)]
            width = len(margin) + 7 * margin.count(b"\t")
            while width < open_ones[-1]:
                open_ones.pop()
            if width > open_ones[-1]:
                open_ones.append(width)
                deepest = max(deepest, len(open_ones))
    return deepest


def path_to(root: Node, offset: int) -> list[Node]:
    """The nodes around the byte at `offset`, from the root to the leaf, as far as MAX_DEPTH levels down."""
    cursor = root.walk()
    path = [root]
    while len(path) <= MAX_DEPTH and cursor.goto_first_child_for_byte(offset) is not None:
        node = cursor.node
        if node is None or node.start_byte > offset:
            break
        path.append(node)
    return path


def _occurrences(text: bytes, words: tuple[bytes, ...]) -> Iterator[int]:
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + 1)


def touched_functions(source: Source, tree: Tree, language: Language, deadline: Deadline) -> list[Touched]:
    """The innermost functions around the start words of the text, in order of their place, outer ones
    first."""
    found: dict[int, tuple[Node, tuple[Node, ...]]] = {}
    for offset in _occurrences(source.text, start_words(language.name)):
        deadline.check()
        path = path_to(tree.root_node, offset)
        if len(path) > MAX_DEPTH:
            raise Unreadable(TOO_DEEP)
        if path[-1].child_count or not path[-1].is_named:
            continue
        around = tuple(node for node in path if _is_scope(language.facts.get(node.kind_id)))
        inner = [node for node in around if language.facts[node.kind_id].role == "function"]
        function = inner[-1] if inner else tree.root_node
        found.setdefault(function.id, (function, around))
    ordered = sorted(found.values(), key=lambda each: (each[0].start_byte, -each[0].end_byte))
    calls = _calls_in([node for node, _ in ordered], source, language, deadline)
    return [Touched(node, around, calls[node.id]) for node, around in ordered]


def _is_scope(fact: Fact | None) -> bool:
    return fact is not None and fact.role in ("function", "class")


def _calls_in(
    functions: list[Node], source: Source, language: Language, deadline: Deadline
) -> dict[int, list[Call]]:
    """The calls in each function by the id of its node. A function inside another one is not queried
    again."""
    calls: dict[int, list[Call]] = {}
    outer: Node | None = None
    for function in functions:
        if outer is not None and function.end_byte <= outer.end_byte:
            calls[function.id] = [call for call in calls[outer.id] if _inside(call.node, function)]
        else:
            outer = function
            calls[function.id] = _query(function, source, language, deadline)
    return calls


def _inside(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte


def _query(function: Node, source: Source, language: Language, deadline: Deadline) -> list[Call]:
    cursor = QueryCursor(language.spans, match_limit=_MATCH_LIMIT)
    cursor.set_max_start_depth(MAX_DEPTH)
    names: dict[int, tuple[Node, str]] = {}
    held: dict[int, str] = {}
    matches = cursor.matches(function)
    deadline.check()
    if cursor.did_exceed_match_limit:
        raise Unreadable("too many calls in one function")
    for _pattern, captures in matches:
        for capture, nodes in captures.items():
            if capture == "call.name":
                names[captures["call"][0].id] = (captures["call"][0], source.slice(nodes[0]))
            elif capture.startswith("held."):
                held[nodes[0].id] = capture[5:]
    return [Call(node, name, held.get(key, "")) for key, (node, name) in names.items()]
