"""Bytes to a syntax tree, the functions that touch spans, and the span operations in them.

Two traps of tree-sitter shape the code: `Node.parent` descends
from the root at every call, so what is around a place is found by walking down to it; and the parser can run
very long on hostile input, so it gets a deadline through its progress callback.
"""

import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from .grammars.languages import Language
from .grammars.parsers import Node, Tree
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
    "call_above",
    "path_to",
    "start_words",
    "touched_functions",
    "tree_of",
]

MAX_DEPTH = 1000
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
# The Python grammar keeps no more levels of indentation than 511, and corrupts its memory on more.
_MOST_INDENTS = 500
_FAR_RIGHT = b"\n" + b" " * 60
_BLANKS = bytes.maketrans(b"\t\f", b"  ")
# The parser is through with 2 MB of code in a fraction of a second; what takes longer takes memory, too.
_PARSERS_PART = 0.4
# What a start word may have around its name: it counts only there.
_MARKS = b".("
# How a call is held, by the role of what stands around it.
_HELD = {"item": "managed", "discard": "discarded", "decorator": "decorating", "yield": "yielded"}


class Deadline:
    """So many seconds of this thread's work on a file, after which it stops with Unreadable."""

    __slots__ = ("_born", "_seconds", "_worked")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._born = time.monotonic()
        # What others do on the machine must not decide what is found, so only our own time counts.
        self._worked = time.thread_time()

    def passed(self, part: float = 1.0) -> bool:
        """Whether the time, or a part of it, is up."""
        seconds = self._seconds * part
        # Nobody works for longer than has passed on the clock, which costs a tenth to look at.
        return time.monotonic() - self._born > seconds and time.thread_time() - self._worked > seconds

    def anew(self) -> "Deadline":
        """As many seconds from now on."""
        return Deadline(self._seconds)

    def check(self) -> None:
        """Raises Unreadable when the time is up."""
        if self.passed():
            raise Unreadable(f"analysis took longer than {self._seconds:g} seconds")


class Call(NamedTuple):
    """A call by a start word: its node, the word, and how its value is held: "managed" as the item of a with
    statement, "discarded" where nobody takes it, "decorating" a function; "" where the place does not say."""

    node: Node
    name: str
    held: str


class Touched(NamedTuple):
    """A function in which a start word stands: its node (the root for the module's own code), the functions
    and classes around it from the outside in, and the calls by start words in it, without those of functions
    inside it."""

    node: Node
    around: tuple[Node, ...]
    calls: list[Call]


def tree_of(text: bytes, language: Language, deadline: Deadline) -> Tree:
    """The syntax tree as the grammar has it; one with errors is a tree, too. Raises Unreadable when the
    deadline passes, and for text that the grammars can't cope with."""
    if _FAR_RIGHT in text.translate(_BLANKS) and _indents(text) > _MOST_INDENTS:
        raise Unreadable(f"indented more than {_MOST_INDENTS} levels deep")

    # What a read callable gives is never let go of (tree-sitter 0.26.1), and with it would stay every text
    # that is parsed; of a view that is released, next to nothing stays.
    views = [memoryview(text)]

    def read(offset: int, _point: object) -> memoryview:
        views.append(views[0][offset:])
        return views[-1]

    try:
        return language.parser.parse(read, progress_callback=lambda *_: deadline.passed(_PARSERS_PART))
    except ValueError:  # what the parser raises when the callback stops it
        language.parser.reset()
        raise Unreadable("parsing took too long") from None
    finally:
        for view in views:
            view.release()


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


def path_to(root: Node, offset: int, near: Sequence[Node] = ()) -> list[Node]:
    """The nodes around the byte at `offset`, from the root to the leaf, as far as MAX_DEPTH levels down. What
    it shares with another path, one that is `near`, need not be looked for among many siblings."""
    path = [root, *takewhile(lambda node: node.start_byte <= offset < node.end_byte, near[1:])]
    cursor = path[-1].walk()
    while len(path) <= MAX_DEPTH and cursor.goto_first_child_for_byte(offset) is not None:
        node = cursor.node
        if node is None or node.start_byte > offset:
            break
        path.append(node)
    return path


def _occurrences(text: bytes, words: tuple[bytes, ...]) -> Iterator[int]:
    """Where the names stand in a text that are in its start words."""
    for word in words:
        at, before = text.find(word), len(word) - len(word.lstrip(_MARKS))
        while at >= 0:
            yield at + before
            at = text.find(word, at + 1)


@cache
def _names(words: tuple[bytes, ...]) -> frozenset[str]:
    return frozenset(word.strip(_MARKS).decode() for word in words)


def touched_functions(
    source: Source, tree: Tree, language: Language, deadline: Deadline, own: tuple[bytes, ...] = ()
) -> list[Touched]:
    """The innermost functions around the start words of the text, the user's `own` among them, in order of
    their place, outer ones first."""
    found: dict[int, Touched] = {}
    words, path = _all_words(language.name, own), list[Node]()
    for offset in _occurrences(source.text, words):
        deadline.check()
        path = path_to(tree.root_node, offset, path)
        if len(path) > MAX_DEPTH:
            raise Unreadable(TOO_DEEP)
        if path[-1].child_count or not path[-1].is_named:
            continue
        around = tuple(node for node in path if _role(node, language) in ("function", "class"))
        inner = [node for node in around if _role(node, language) == "function"]
        node = inner[-1] if inner else tree.root_node
        touched = found.setdefault(node.id, Touched(node, around, []))
        touched.calls.extend(_called(path, source, language, words))
    return sorted(found.values(), key=lambda each: (each.node.start_byte, -each.node.end_byte))


@cache
def _all_words(language: str, own: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys((*start_words(language), *own)))


def _called(path: list[Node], source: Source, language: Language, words: tuple[bytes, ...]) -> Iterator[Call]:
    """The call by the start word at the end of a path, if it is one."""
    at, name = call_above(path, language), source.slice(path[-1])
    if at and name in _names(words):
        yield Call(path[at], name, held_by(path, at, language))


def held_by(path: list[Node], at: int, language: Language) -> str:
    """How the value of the node at an index of a path is held, by what stands around it; "" where that does
    not say."""
    above = [_role(node, language) for node in path[max(0, at - 2) : at]]
    # The item of a with statement may be bound to a name.
    role = above[0] if above[-1:] == ["bind"] and above[0] == "item" else above[-1] if above else ""
    return _HELD.get(role, "")


def call_above(path: list[Node], language: Language) -> int:
    """The index in a path of the call by the name at its end, which may be the last one of several; 0 where
    there is no such call."""
    for at in range(len(path) - 2, max(0, len(path) - 4), -1):
        fact = language.facts.get(path[at].kind_id)
        if fact is not None and fact.role == "call":
            callee = fact.one(path[at], "callee")
            return at if callee is not None and callee.end_byte == path[-1].end_byte else 0
    return 0


def _role(node: Node, language: Language) -> str:
    fact = language.facts.get(node.kind_id)
    return fact.role if fact is not None else ""
