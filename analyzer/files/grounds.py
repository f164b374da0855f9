"""What an answer rests on: the files and folders that were asked for it, and what they said.

Much is found out once and kept for all who ask again. What was asked on the way is kept beside it, and counts
for each of them; else an answer would seem to rest on nothing where somebody had asked before.
"""

import os
from _blake2 import blake2b
from collections.abc import Callable

from ..annotations import Any, TypeVar
from ..records import NamedTuple
from .disk import Files

Value = TypeVar("Value")

_SMALL = 50


class Fact(NamedTuple):
    """What the disk said of a path: its bytes ("read") or the names in it ("names"), as a digest, or whether
    it "exists". What is not there has said so."""

    question: str
    path: str
    answer: str


def digest(text: bytes | None) -> str:
    """What tells a text from all others; of None, nothing else has it."""
    return "" if text is None else blake2b(text, digest_size=12).hexdigest()


def answer(files: Files, question: str, path: str) -> str:
    """What `files` say now."""
    if question == "exists":
        return str(files.exists(path))
    if question == "names":
        return digest("/".join(sorted(files.names(path))).encode("utf-8", "surrogateescape"))
    return digest(files.read(path))


class Grounds:
    """The numbers of facts, and further grounds."""

    __slots__ = ("facts", "inner")

    def __init__(self) -> None:
        self.facts = set[int]()
        self.inner = set[Grounds]()

    def add(self, other: "Grounds") -> None:
        """Lets these rest on others, too. Small ones are copied, as there are so many of them."""
        if other.inner or len(other.facts) > _SMALL:
            self.inner.add(other)
        else:
            self.facts |= other.facts

    def all(self) -> set[int]:
        """The facts of these and of all that they rest on."""
        facts, seen, todo = set(self.facts), set(self.inner), list(self.inner)
        while todo:
            each = todo.pop()
            facts |= each.facts
            todo += each.inner - seen
            seen |= each.inner
        return facts


class Noted:
    """`files`, with a note of all that is asked of them: `facts`, each once, in the order in which they were
    found. `name` tells this list from those of others."""

    def __init__(self, files: Files) -> None:
        self.name = os.urandom(8).hex()
        self.facts = list[Fact]()
        self._files = files
        self._numbers: dict[Fact, int] = {}
        self._names: dict[str, Fact] = {}
        self._now = Grounds()
        self._grounds: dict[tuple[int, Any], Grounds] = {}

    def begin(self) -> None:
        """Forgets what was asked for what is done by now."""
        self._now = Grounds()

    def numbers(self) -> set[int]:
        """The facts that count since the beginning, by their place in `facts`; found long before, maybe."""
        return self._now.all()

    def once(self, known: dict[Any, Value], key: Any, find: Callable[[], Value]) -> Value:
        """`known[key]`, found if it is not there."""
        place = id(known), key
        if key not in known:
            outer, self._now = self._now, Grounds()
            try:
                known[key] = find()
            finally:
                self._grounds[place], self._now = self._now, outer
        self._now.add(self._grounds[place])
        return known[key]

    def absolute(self, path: str) -> str:
        return self._files.absolute(path)

    def exists(self, path: str) -> bool:
        found = self._files.exists(path)
        self._note(Fact("exists", path, str(found)))
        return found

    def names(self, folder: str) -> frozenset[str]:
        if folder not in self._names:
            self._names[folder] = Fact("names", folder, answer(self._files, "names", folder))
        self._note(self._names[folder])
        return self._files.names(folder)

    def read(self, path: str) -> bytes | None:
        text = self._files.read(path)
        self._note(Fact("read", path, digest(text)))
        return text

    def _note(self, fact: Fact) -> None:
        number = self._numbers.setdefault(fact, len(self.facts))
        if number == len(self.facts):
            self.facts.append(fact)
        self._now.facts.add(number)
