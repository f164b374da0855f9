"""Where a value may come from, as far as it can be read off an expression.

A value is a place (a name, a field of one, or the temporary that holds a call's result), a literal, a
function, a pack of values, a choice between values, or None for everything else.
"""

from .annotations import TYPE_CHECKING
from .records import NamedTuple

if TYPE_CHECKING:
    from .names import Function


class Place(NamedTuple):
    """`root` is a name in its scope ("3:span"; scope 0 is outside) or a temporary ("#7"), `path` the fields
    from it. The field "[]" is any element, "*" is somewhere inside."""

    root: str
    path: tuple[str, ...] = ()

    def field(self, name: str) -> "Place":
        return Place(self.root, (*self.path, name))

    def within(self, other: "Place") -> bool:
        """Whether this place is `other` or inside it."""
        return self.root == other.root and self.path[: len(other.path)] == other.path

    @property
    def key(self) -> str:
        """How tests write it."""
        return f"{self.root}.{'.'.join(self.path)}"

    @property
    def name(self) -> str:
        """How people write it."""
        return ".".join((self.root.partition(":")[2] or self.root, *self.path))

    @property
    def scope(self) -> int:
        """The number of the scope of its root; a temporary belongs to none: 0."""
        return 0 if self.root[0] == "#" else int(self.root.partition(":")[0])


CURRENT = Place("0:@current")
"""Where a span is that only a look-up of what is current finds."""


class Literal(NamedTuple):
    """A constant: `kind` is true, false, null, number or text, an error, or reckoned where it is only
    known to be a number."""

    kind: str
    text: str

    @property
    def truth(self) -> bool | None:
        """What a test of it says, where that is certain."""
        if self.kind == "number":
            return self.text not in ("0", "0.0")
        known = {"true": True, "false": False, "null": False, "text": bool(self.text), "error": True}
        return known.get(self.kind)


CAUGHT = Literal("error", "")
"""What a handler gets: anything may be thrown, but nobody throws nothing."""

RECKONED = Literal("reckoned", "")
"""A number that is reckoned from others."""

COUNTED = "counted"
"""The kind of what a place holds that has been counted up: the text is by how much."""


def is_counted(value: "Value") -> bool:
    """Whether a place is counted up, which leaves what is known of it worth knowing."""
    return isinstance(value, Literal) and value.kind == COUNTED


class Made(NamedTuple):
    """A function that is written here."""

    function: "Function"


class Pack(NamedTuple):
    """An object, list, tuple or dictionary with these elements, each under its key ("[]" where it is not
    known)."""

    items: tuple[tuple[str, "Value"], ...]


class Choice(NamedTuple):
    """One of these."""

    values: tuple["Value", ...]


Value = Place | Literal | Made | Pack | Choice | None
Values = tuple[Value, ...]


def roots_of(value: Value) -> set[str]:
    """The roots of the places that a value may come from."""
    if isinstance(value, Place):
        return {value.root}
    if isinstance(value, Pack):
        return {root for _, item in value.items for root in roots_of(item)}
    return {root for item in value.values for root in roots_of(item)} if isinstance(value, Choice) else set()


_MOST_VALUES = 64


def one_of(values: list[Value]) -> Value:
    """The choice between some values, none of them a choice itself."""
    flat = [each for value in values for each in (value.values if isinstance(value, Choice) else (value,))]
    return flat[0] if len(flat) == 1 else Choice(tuple(flat[:_MOST_VALUES]))
