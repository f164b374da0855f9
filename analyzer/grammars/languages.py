"""The languages: picked by path or by content, their grammars loaded, their facts made ready for one walk.

The facts come from `grammars_config/` through `facts.py`, checked and written ahead as literals, a module for
each language, which is imported when the language is needed.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import islice

from ..annotations import Any
from ..prefilter import ENDINGS, language_of_ending
from .parsers import Grammar, Node, Parser, load_grammar
from .vocabulary import FLAGS, ROLES

__all__ = [
    "Fact",
    "Language",
    "facts_of",
    "kind_ids",
    "language_by_alias",
    "language_names",
    "language_of",
    "load_language",
    "parts_of",
]

_FIELD, _CHILD, _KINDS = range(3)
Spec = tuple[int, Any]


class Fact:
    """What one node kind is: its role, and how to reach the role's parts from a node of that kind."""

    __slots__ = ("_parts", "flags", "role")

    def __init__(self, grammar: Grammar, table: dict[str, Any]) -> None:
        self.role: str = table["role"]
        parts = ROLES[self.role]
        self._parts = {word: _spec(grammar, where) for word, where in table.items() if word in parts}
        self.flags: dict[str, Any] = {word: value for word, value in table.items() if word in FLAGS}

    def one(self, node: Node, part: str) -> Node | None:
        """The node of a part that stands at most once; None where this node has none."""
        spec = self._parts.get(part)
        if spec is None:
            return None
        sort, where = spec
        if sort == _FIELD:
            return node.child_by_field_id(where)
        if sort == _CHILD:
            return _nth(node, where)
        for child in node.children:
            if child.kind_id in where:
                return child
        return None

    def all(self, node: Node, part: str) -> list[Node]:
        """The nodes of a part that may stand several times, in order, without comments."""
        spec = self._parts.get(part)
        if spec is None:
            return []
        sort, where = spec
        if sort == _FIELD:
            return [
                child for child in node.children_by_field_id(where) if not child.is_extra and child.is_named
            ]
        if sort == _CHILD:
            found = _nth(node, where)
            return [found] if found is not None else []
        return [child for child in node.children if child.kind_id in where]

    def has(self, part: str) -> bool:
        """Whether this node kind can have the part at all."""
        return part in self._parts

    def marked(self, node: Node, part: str) -> bool:
        """Whether the node has the part, which is a token more often than not."""
        return self.one(node, part) is not None


def _nth(node: Node, number: int) -> Node | None:
    """The named child of that number, comments not counted."""
    first = node.named_child(0) if number == 0 and node.named_child_count else None
    if first is not None and not first.is_extra:
        return first
    return next(islice(parts_of(node), number, None), None)


def parts_of(node: Node) -> Iterator[Node]:
    """The named children of a node that the grammar asks for: no comments, and nothing that could not be
    read."""
    return (child for child in node.named_children if not child.is_extra)


def _spec(grammar: Grammar, where: str | int | list[str]) -> Spec:
    if isinstance(where, int):
        return _CHILD, where
    if isinstance(where, str):
        return _FIELD, grammar.field_id_for_name(where)
    return _KINDS, frozenset(number for kind in where for number in kind_ids(grammar, kind))


def kind_ids(grammar: Grammar, kind: str) -> list[int]:
    """The numbers of a node kind or of a token; none where the grammar has no such thing."""
    found = (grammar.id_for_node_kind(kind, named) for named in (True, False))
    return [number for number in found if number is not None]


class Language:
    """One language, ready to parse and to read: its grammar, its facts by the id of a node kind, its
    settings."""

    def __init__(self, name: str) -> None:
        table = facts_of(name)
        self.name = name
        self.settings: dict[str, Any] = table["language"]
        self.operators = {sign: sort for sort, signs in self.settings["operators"].items() for sign in signs}
        self.settling = {
            name: sort for sort, names in self.settings["calls"]["settles"].items() for name in names
        }
        comments = self.settings["comments"]
        self.closes: tuple[str, ...] = tuple(comments["closes"])
        self.line_comment: str = comments["line"]
        self.apis: list[dict[str, Any]] = table["apis"]
        self.grammar = load_grammar(self.settings["grammar"])
        self.parser = Parser(self.grammar)
        self.misreads = [text.encode() for text in self.settings["grammar"].get("misreads", ())]
        self.imported = [text.encode() for text in self.settings["grammar"].get("imported", ())]
        self.detached = [text.encode() for text in self.settings.get("detached", ())]
        self.comments = frozenset(
            number for kind in comments["kinds"] for number in kind_ids(self.grammar, kind)
        )
        flow = ((kind_ids(self.grammar, kind)[0], fact) for kind, fact in table["flow"].items())
        self.facts = {number: Fact(self.grammar, fact) for number, fact in flow}


@cache
def load_language(name: str) -> Language:
    """The language of that name. Raises KeyError for one that has no folder."""
    return Language(name)


def language_names() -> tuple[str, ...]:
    """The names of all languages, sorted."""
    return tuple(sorted({*ENDINGS.values()}))


def facts_of(name: str) -> dict[str, Any]:
    """All facts of the language of that name. Raises KeyError for one that has no folder."""
    if name not in language_names():
        raise KeyError(name)
    facts: dict[str, Any] = import_module(f"...grammars_config.compiled_facts_{name}", __package__).FACTS
    return facts


def language_by_alias(name: str) -> str | None:
    """The language that people call `name` ("js", "Python"), or None."""
    wanted = name.lower()
    aliases = {own: (own, *facts_of(own)["language"]["aliases"]) for own in language_names()}
    return next((own for own, names in aliases.items() if wanted in names), None)


def language_of(path: str) -> str | None:
    """The language of a file by its ending, or None where it is none of ours."""
    return language_of_ending(path)
