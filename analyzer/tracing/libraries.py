"""The vocabularies of tracing libraries, ready to ask; their words are explained in `vocabulary.py`."""

from functools import cache

from ..annotations import TYPE_CHECKING, Any
from ..grammars.languages import Language
from ..patterns import Patterns

if TYPE_CHECKING:
    from ..grammars.own_libraries import OwnLibraries

Table = dict[str, Any]
_NOTHING = Patterns([])


class Library:
    """One library's vocabulary, ready to ask."""

    __slots__ = (
        "begin",
        "borrows",
        "closers",
        "contexts",
        "end",
        "errors",
        "everywhere",
        "failed",
        "finishers",
        "fluent",
        "getters",
        "handles",
        "idle",
        "imported",
        "leave",
        "makers",
        "manages",
        "marks",
        "methods",
        "modules",
        "name",
        "notes",
        "on",
        "once",
        "opens",
        "over",
        "owns",
        "places",
        "receivers",
        "record",
        "starts",
        "status",
        "statuses",
        "streams",
        "tells",
        "types",
        "verdicts",
        "write",
    )

    def __init__(self, table: Table) -> None:
        operations, calls = table.get("operations", {}), table.get("calls", {})
        self.name: str = table["name"]
        self.modules = _patterns(table.get("modules"))
        self.receivers = _patterns(table.get("receivers"))
        self.everywhere: bool = table.get("own", False) and not table.get("modules")
        self.imported: bool = table.get("imported", False)
        self.makers = frozenset(table.get("makers", ()))
        self.handles = _patterns(table.get("handles"))
        self.starts: dict[str, Table] = {start["name"]: start for start in table.get("start", ())}
        self.marks = frozenset(start.get("mark", name).encode() for name, start in self.starts.items())
        self.opens = frozenset(name for name, start in self.starts.items() if "sort" not in start)
        self.on = {name: Patterns(start["on"]) for name, start in self.starts.items() if "on" in start}
        self.manages: dict[str, Table] = {manage["name"]: manage for manage in table.get("manage", ())}
        self.begin = frozenset(operations.get("begin", ()))
        self.notes = frozenset(operations.get("notes", ()))
        self.end = frozenset(operations.get("end", ()))
        self.record = frozenset(operations.get("record", ()))
        self.status = frozenset(operations.get("status", ()))
        self.write = frozenset((*operations.get("write", ()), *self.status, *self.record))
        self.statuses: Table | None = table.get("status")
        self.verdicts = _patterns((self.statuses or {}).get("made"))
        self.errors: Table | None = table.get("error")
        self.fluent = frozenset(operations.get("fluent", ()))
        self.leave = frozenset(operations.get("leave", ()))
        self.owns = frozenset(table.get("owns", ()))
        self.streams = frozenset(table.get("streams", ()))
        self.over = frozenset(table.get("over", ()))
        self.failed = frozenset(table.get("failed", ()))
        self.idle = _patterns(table.get("idle"))
        self.types = frozenset(table.get("types", ()))
        self.getters = frozenset(calls.get("getters", ()))
        self.closers = frozenset(calls.get("closers", ()))
        self.once = _patterns(calls.get("once"))
        self.finishers = _patterns(calls.get("finishers"))
        named = (name for names in operations.values() for name in names)
        self.methods = frozenset((*named, *self.starts, *self.manages, *self.getters, *self.makers))
        self.borrows = _patterns(calls.get("borrows"))
        self.contexts = _patterns(calls.get("contexts"))
        self.tells = _patterns(calls.get("tells"))
        self.places = tuple(f"{name}(".encode() for name in calls.get("places", ()))

    def ends_in(self, text: bytes) -> bool:
        """Whether a text calls what ends a span of the library."""
        return calls_one_of(self.end, text)


def _patterns(texts: list[str] | None) -> Patterns:
    """The patterns that a table lists, which for most words are none."""
    return Patterns(texts) if texts else _NOTHING


def calls_one_of(verbs: frozenset[str], text: bytes) -> bool:
    """Whether a text calls a method of one of these names."""
    return any(b"." + verb.encode() + b"(" in text for verb in verbs)


@cache
def libraries(language: Language, own: "OwnLibraries | None" = None) -> tuple[Library, ...]:
    """The vocabularies of a language, and before them the user's own."""
    return tuple(map(Library, own.beside(language.apis) if own is not None else language.apis))


class Words:
    """The words of several libraries together: where an import does not decide, any of theirs will do."""

    def __init__(self, known: tuple[Library, ...], further: tuple[str, ...] = ()) -> None:
        """The words of `known`; `further` are ends that only what one start gives has."""
        self.handles = tuple(each.handles for each in known)
        self.end = frozenset[str](further).union(*(each.end for each in known))
        self.begin = frozenset[str]().union(*(each.begin for each in known))
        self.notes = frozenset[str]().union(*(each.notes for each in known))
        self.write = frozenset[str]().union(*(each.write for each in known))
        self.record = frozenset[str]().union(*(each.record for each in known))
        self.status = frozenset[str]().union(*(each.status for each in known))
        self.fluent = frozenset[str]().union(*(each.fluent for each in known))
        self.leave = frozenset[str]().union(*(each.leave for each in known))
        self.owns = frozenset[str]().union(*(each.owns for each in known))
        self.streams = frozenset[str]().union(*(each.streams for each in known))
        self.over = frozenset[str]().union(*(each.over for each in known))
        self.failed = frozenset[str]().union(*(each.failed for each in known))
        self.methods = frozenset[str]().union(*(each.methods for each in known))
        self.getters = frozenset[str]().union(*(each.getters for each in known))
        self.closers = frozenset[str]().union(*(each.closers for each in known))
        self.borrows = tuple(each.borrows for each in known)
        self.contexts = tuple(each.contexts for each in known)

    def ends_in(self, text: bytes) -> bool:
        """Whether a text calls what ends a span of one of the libraries."""
        return calls_one_of(self.end, text)


@cache
def words_of_all(known: tuple[Library, ...], further: tuple[str, ...] = ()) -> Words:
    """The words of several libraries, and further ends, the same object for the same arguments."""
    return Words(known, further)
