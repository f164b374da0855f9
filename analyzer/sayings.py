"""What is said of a span: the errors that are recorded on it, and the statuses that it gets."""

from collections.abc import Iterator

from .graph import Call
from .records import NamedTuple
from .scene import Scene, Visit
from .spans import Library, Table
from .syntax import Node, path_to
from .unit import Patterns
from .values import Literal, Pack, Place, Value

ERROR, FINE, UNSET, UNKNOWN = "error", "fine", "unset", "unknown"


class Status(NamedTuple):
    """What a call that sets a status says: which `code`, whether only a code is given where more is wanted
    (`bare`), what kind of literal stands for it (`literal`), and the message, if it has one."""

    code: str
    bare: bool
    literal: str
    message: Value
    has_message: bool


def statuses(scene: Scene) -> list[Visit]:
    """The calls that set the span's status, in the order in which a walk comes by them."""
    return _once(visit for visit in scene.life if scene.is_method(visit.step, scene.effects.words.status))


def recordings(scene: Scene) -> list[Visit]:
    """The calls that record an error on the span."""
    return _once(visit for visit in scene.life if scene.is_method(visit.step, scene.effects.words.record))


def _once(visits: Iterator[Visit]) -> list[Visit]:
    return list({(visit.block, visit.number, visit.pending): visit for visit in visits}.values())


def deciding(scene: Scene, name: str, which: str) -> Library | None:
    """The library that says what a call by this name means, where all that come into question say it."""
    fitting = [each for each in scene.start.libraries if name in getattr(each, which)]
    said = [each for each in fitting if (each.statuses if which == "status" else each.errors) is not None]
    return said[0] if said and len(said) == len(fitting) else None


def status_set(scene: Scene, call: Call) -> Status:
    """What a call that sets a status says."""
    library = deciding(scene, call.name, "status")
    table = library.statuses if library is not None else None
    given = call.arguments[0] if call.arguments else _keyword(call, "status", "code")
    if table is None or given is None:
        return Status(UNKNOWN, False, "", None, False)
    message = call.arguments[1] if len(call.arguments) > 1 else _keyword(call, table["message"])
    has_message = len(call.arguments) > 1 or _has_keyword(call, table["message"])
    return _read(scene, table, given, Status(UNKNOWN, False, "", message, has_message))


def _read(scene: Scene, table: Table, given: Value, status: Status) -> Status:
    code = _code(table, given)
    if code:
        return status._replace(code=code, bare=not table.get("bare"))
    if isinstance(given, Literal):
        return status._replace(code=UNSET, literal=given.kind)
    if isinstance(given, Pack):
        items = dict(given.items)
        inner = items.get(table["code"])
        return Status(
            _code(table, inner) or UNKNOWN, False, "", items.get(table["message"]), table["message"] in items
        )
    made = scene.made.get(given) if isinstance(given, Place) else None
    if made is not None and made.text in Patterns(table.get("made", [])):
        inner = made.arguments[0] if made.arguments else _keyword(made, table["code"])
        has_message = len(made.arguments) > 1 or _has_keyword(made, table["message"])
        message = made.arguments[1] if len(made.arguments) > 1 else _keyword(made, table["message"])
        return Status(_code(table, inner) or UNKNOWN, False, "", message, has_message)
    return status


def _code(table: Table, value: Value) -> str:
    """What a value says that stands for a code; "" where that can't be read."""
    text = value.name if isinstance(value, Place) else value.text if isinstance(value, Literal) else ""
    number = isinstance(value, Literal) and value.kind != "number"
    if not text or number:
        return ""
    return next((sort for sort in (ERROR, FINE, UNSET) if text in Patterns(table.get(sort, []))), "")


def _keyword(call: Call, *names: str) -> Value:
    return next((value for name, value in call.keywords if name in names), None)


def _has_keyword(call: Call, *names: str) -> bool:
    return any(name in names for name, _ in call.keywords)


def may_mark(scene: Scene, visit: Visit) -> bool:
    """Whether a step may set the status to an error: by the span's own method, in a callee that gets the
    span, or where a scope is left by an error that it marks."""
    step = visit.step
    if scene.is_method(step, scene.effects.words.status):
        assert isinstance(step, Call)
        return status_set(scene, step).code in (ERROR, UNKNOWN)
    scope = scene.scope_left(visit)
    if scope is not None and visit.escaping:
        return scope.marks is not False
    return scene.lends(step)


def is_same_error(scene: Scene, record: Call, visit: Visit) -> bool:
    """Whether what leaves a scope at a visit is the error that was recorded: raised again as it is, or as the
    cause of what is raised."""
    recorded = record.arguments[0] if record.arguments else None
    if not isinstance(recorded, Place) or recorded.path or visit.thrown is None:
        return False
    node = next(
        (
            node
            for node in path_to(scene.unit.root, visit.thrown.start_byte)
            if _role(scene, node) == "raise" and node.end_byte == visit.thrown.end_byte
        ),
        None,
    )
    if node is None:
        return False
    fact = scene.unit.language.facts[node.kind_id]
    value, cause = fact.one(node, "value"), fact.one(node, "cause")
    names = {scene.unit.source.slice(part) for part in (value, cause) if part is not None}
    return value is None or recorded.name in names


def _role(scene: Scene, node: Node) -> str:
    fact = scene.unit.language.facts.get(node.kind_id)
    return fact.role if fact is not None else ""


def is_caught(scene: Scene, call: Call, value: Value) -> bool:
    """Whether a value is the error that a handler around the call has caught."""
    if not isinstance(value, Place) or value.path:
        return False
    return any(value.name in names for names in _caught_around(scene, call))


def _caught_around(scene: Scene, call: Call) -> Iterator[set[str]]:
    """The names that the handlers around a call have for what they caught."""
    facts = scene.unit.language.facts
    for node in path_to(scene.unit.root, call.at.start_byte):
        if _role(scene, node) == "handler":
            fact = facts[node.kind_id]
            name, caught = fact.one(node, "name"), fact.one(node, "type")
            if name is not None:
                yield scene.unit.names_in(name)
            elif caught is not None and _role(scene, caught) == "bind":
                yield scene.unit.names_in(caught)


def what_is_no_error(scene: Scene, call: Call) -> str:
    """What a call records that is no error, in words; "" where it may be one."""
    library = deciding(scene, call.name, "record")
    table = library.errors if library is not None else None
    if table is None or not call.arguments:
        return ""
    given, refuses = call.arguments[0], table.get("refuses", ())
    if isinstance(given, Literal):
        return {"text": "a text", "null": "null"}.get(given.kind, "") if given.kind in refuses else ""
    if isinstance(given, Pack):
        keys = {key for key, _ in given.items}
        unread = any(key.isdigit() or key in ("[]", "*") for key in keys)
        needs = set(table.get("needs", ()))
        return (
            f"an object without {_either(sorted(needs))}" if needs and not unread and not keys & needs else ""
        )
    made = scene.made.get(given) if isinstance(given, Place) else None
    if made is not None:
        return "a text" if made.text in Patterns(table.get("text", [])) else ""
    return "a text" if "text" in refuses and given is None and _is_text(scene, call) else ""


def _either(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]


def _is_text(scene: Scene, call: Call) -> bool:
    """Whether the first argument of a call is a text with values in it."""
    facts = scene.unit.language.facts
    for node in path_to(scene.unit.root, call.at.start_byte):
        if (node.start_byte, node.end_byte) == call.at and _role(scene, node) == "call":
            holder = facts[node.kind_id].one(node, "arguments")
            first = next(iter(holder.named_children), None) if holder is not None else None
            return first is not None and _role(scene, first) == "text"
    return False
