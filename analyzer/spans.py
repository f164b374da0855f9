"""The vocabularies of tracing libraries, and the places of a file where a span is started by hand."""

from functools import cache
from typing import Any

from .graph import Span
from .languages import Language
from .records import NamedTuple
from .source import Source
from .syntax import Call, Node, Touched, path_to
from .unit import Patterns, Unit

Table = dict[str, Any]


class Library:
    """One library's vocabulary, ready to ask."""

    __slots__ = (
        "borrows",
        "end",
        "errors",
        "fluent",
        "getters",
        "handles",
        "imported",
        "leave",
        "makers",
        "manages",
        "methods",
        "modules",
        "name",
        "over",
        "owns",
        "receivers",
        "record",
        "starts",
        "status",
        "statuses",
        "types",
        "write",
    )

    def __init__(self, table: Table) -> None:
        operations, calls = table.get("operations", {}), table.get("calls", {})
        self.name: str = table["name"]
        self.modules = Patterns(table.get("modules", []))
        self.imported = bool(table.get("imported"))
        self.receivers = Patterns(table.get("receivers", []))
        self.makers = frozenset(table.get("makers", ()))
        self.handles = Patterns(table.get("handles", []))
        self.starts: dict[str, Table] = {start["name"]: start for start in table.get("start", ())}
        self.manages: dict[str, Table] = {manage["name"]: manage for manage in table.get("manage", ())}
        self.end = frozenset(operations.get("end", ()))
        self.record = frozenset(operations.get("record", ()))
        self.status = frozenset(operations.get("status", ()))
        self.write = frozenset((*operations.get("write", ()), *self.status, *self.record))
        self.statuses: Table | None = table.get("status")
        self.errors: Table | None = table.get("error")
        self.fluent = frozenset(operations.get("fluent", ()))
        self.leave = frozenset(operations.get("leave", ()))
        self.owns = frozenset(table.get("owns", ()))
        self.over = frozenset(table.get("over", ()))
        self.types = frozenset(table.get("types", ()))
        self.getters = frozenset(calls.get("getters", ()))
        named = (name for names in operations.values() for name in names)
        self.methods = frozenset((*named, *self.starts, *self.manages, *self.getters, *self.makers))
        self.borrows = Patterns(calls.get("borrows", []))


@cache
def libraries(language: Language) -> tuple[Library, ...]:
    """The vocabularies of a language."""
    return tuple(Library(table) for table in language.apis)


class Words:
    """The words of several libraries together: where an import does not decide, any of theirs will do."""

    def __init__(self, known: tuple[Library, ...]) -> None:
        self.end = frozenset[str]().union(*(each.end for each in known))
        self.write = frozenset[str]().union(*(each.write for each in known))
        self.record = frozenset[str]().union(*(each.record for each in known))
        self.status = frozenset[str]().union(*(each.status for each in known))
        self.fluent = frozenset[str]().union(*(each.fluent for each in known))
        self.leave = frozenset[str]().union(*(each.leave for each in known))
        self.owns = frozenset[str]().union(*(each.owns for each in known))
        self.over = frozenset[str]().union(*(each.over for each in known))
        self.methods = frozenset[str]().union(*(each.methods for each in known))
        self.getters = frozenset[str]().union(*(each.getters for each in known))
        self.borrows = tuple(each.borrows for each in known)


class Start(NamedTuple):
    """A call that starts a span by hand. `at` is the whole call, `shown` the part of it that stands on the
    line of its name; `gives` is what the call's value is: the span, a context manager, or nothing but a call
    of the callback. `derived` is a call of a function of the file that starts the span for its caller.
    `libraries` has one element where an import decides, else all that have such a start: any
    of their ends will do."""

    at: Span
    shown: Span
    node: Node
    libraries: tuple[Library, ...]
    table: Table
    gives: str
    held: str
    span: str
    function: Touched
    derived: bool = False


def find_starts(unit: Unit, touched: list[Touched]) -> list[Start]:
    """Every start in the touched functions, each once, in the innermost function around it."""
    found: dict[int, Start] = {}
    for function in touched:
        for call in function.calls:
            fitting = [
                each
                for each in libraries(unit.language)
                if call.name in each.starts and _starts(unit, each, call, function)
            ]
            imported = [each for each in fitting if _is_imported(unit, each)]
            fitting = imported or fitting
            if fitting:
                found[call.node.id] = _start(unit, fitting, call, function)
    return sorted(found.values(), key=lambda start: start.at)


def _start(unit: Unit, fitting: list[Library], call: Call, function: Touched) -> Start:
    node, table = call.node, fitting[0].starts[call.name]
    fact = unit.language.facts[node.kind_id]
    at = Span(node.start_byte, node.end_byte)
    return Start(
        at,
        shown(unit, node),
        node,
        tuple(fitting),
        table,
        table["gives"],
        call.held,
        _span_name(unit, fact.one(node, "arguments"), call),
        function,
    )


def shown(unit: Unit, node: Node) -> Span:
    """A call from the line on which the name that it calls stands, so that a chain is shown
    where it starts the span."""
    callee = unit.language.facts[node.kind_id].one(node, "callee")
    member = unit.language.facts.get(callee.kind_id) if callee is not None else None
    name = (
        member.one(callee, "name")
        if callee is not None and member is not None and member.role == "member"
        else None
    )
    if name is not None and unit.source.line(name.start_byte) != unit.source.line(node.start_byte):
        return Span(name.start_byte, node.end_byte)
    return Span(node.start_byte, node.end_byte)


def _span_name(unit: Unit, arguments: Node | None, call: Call) -> str:
    """The span's name where it is written in the call, else the text of the argument."""
    for argument in arguments.named_children if arguments is not None else ():
        fact = unit.language.facts.get(argument.kind_id)
        if fact is not None and fact.role == "skip":
            continue
        if fact is not None and fact.role == "keyword":
            name = fact.one(argument, "name")
            if name is None or unit.source.slice(name) != "name":
                continue
            argument = fact.one(argument, "value") or argument  # noqa: PLW2901
        text = " ".join(unit.source.slice(argument).split())
        return text.strip("'\"`")[:80]
    return call.name


def _starts(unit: Unit, library: Library, call: Call, function: Touched) -> bool:
    """Whether a call by a start's name is that start, by what it is called on."""
    table = library.starts[call.name]
    callee = unit.language.facts[call.node.kind_id].one(call.node, "callee")
    if callee is None or not _callback_fits(unit, table, call):
        return False
    if library.imported and not _is_imported(unit, library):
        return False
    text = unit.dotted(callee)
    owner = text.rpartition(".")[0]
    root = owner.partition(".")[0].removesuffix("()")
    makers = _originals(unit, unit.makers_of(root)) if owner == root else set()
    if "only" in table:
        return (
            bool(makers & set(table["only"])) or owner.rpartition(".")[2].removesuffix("()") in table["only"]
        )
    if not owner:
        return False
    module = unit.imports.get(root)
    if module is not None and module not in library.modules:
        known = any(module in other.modules for other in libraries(unit.language))
        named = owner == root and unit.origins[root].name in library.receivers
        foreign = owner == root and not module.startswith(".")
        return not known and (
            named or _is_receiver(library, owner) or (foreign and _gives_a_handle(unit, library, call))
        )
    last = owner.rpartition(".")[2]
    if last != root and not last.endswith(")") and unit.makers_of(last) & library.makers:
        return True
    return (
        bool(makers & library.makers)
        or _is_receiver(library, owner)
        or (owner == root and _is_typed(unit, library, root, function))
    )


def _is_imported(unit: Unit, library: Library) -> bool:
    return any(module in library.modules for module in unit.imports.values())


def _originals(unit: Unit, names: set[str]) -> set[str]:
    """Names as the modules have them from which they are imported, perhaps under another name."""
    return {
        unit.origins[name].name if name in unit.origins and unit.origins[name].name else name
        for name in names
    }


def _is_typed(unit: Unit, library: Library, name: str, function: Touched) -> bool:
    """Whether a parameter says by its type that it is what the library's spans are started on."""
    for node in (*function.around, function.node):
        fact = unit.language.facts.get(node.kind_id)
        for parameter in unit.parameters(node, fact) if fact is not None and fact.role == "function" else ():
            if name in unit.names_in(parameter):
                said = unit.source.slice(parameter).partition(":")[2].partition("=")[0].strip(" '\"")
                return said.rpartition(".")[2] in library.types
    return False


def _is_receiver(library: Library, owner: str) -> bool:
    return owner.rpartition(".")[2] in library.receivers


def _gives_a_handle(unit: Unit, library: Library, call: Call) -> bool:
    """Whether a call on something imported that can't be seen gives a span: no function is given that could
    be run within it, and the value gets a name that only a span has. Helpers around any library mean the same
    by that."""
    fact = unit.language.facts[call.node.kind_id]
    arguments = fact.one(call.node, "arguments")
    given = arguments.named_children if arguments is not None else []
    if library.starts[call.name]["gives"] != "span" or any(_is_function(unit, each) for each in given):
        return False
    path = path_to(unit.root, call.node.start_byte)
    at = next((index for index, node in enumerate(path) if node.id == call.node.id), 0)
    holder = unit.language.facts.get(path[at - 1].kind_id) if at else None
    target = holder.one(path[at - 1], "target") if holder is not None and holder.role == "bind" else None
    return target is not None and unit.source.slice(target) in library.handles


def _is_function(unit: Unit, node: Node) -> bool:
    fact = unit.language.facts.get(node.kind_id)
    return fact is not None and fact.role == "function"


def _callback_fits(unit: Unit, table: Table, call: Call) -> bool:
    """Whether a callback form has a callback where the library looks for it."""
    if table["gives"] != "callback":
        return True
    arguments = unit.language.facts[call.node.kind_id].one(call.node, "arguments")
    given = (
        [child for child in arguments.named_children if not child.is_extra] if arguments is not None else []
    )
    last = unit.language.facts.get(given[-1].kind_id) if given else None
    return (
        len(given) >= 2 and last is not None and last.role in ("function", "name", "member", "call", "group")
    )


def callback_of(unit: Unit, start: Start) -> Node | None:
    """The argument that is called with the span."""
    arguments = unit.language.facts[start.node.kind_id].one(start.node, "arguments")
    given = (
        [child for child in arguments.named_children if not child.is_extra] if arguments is not None else []
    )
    where = start.table["callback"]
    index = len(given) - 1 if where == "last" else where
    return given[index] if 0 <= index < len(given) else None


def text_of(source: Source, at: Span) -> str:
    """What stands at a place, on one line and not longer than a name should be."""
    text = " ".join(source.text[at.start_byte : at.end_byte].decode("utf-8", "replace").split())
    return text if len(text) <= 60 else text[:57] + "..."
