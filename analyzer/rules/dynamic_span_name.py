"""Reports a span whose name holds a value that is different nearly every time.

Reports
    A name that is put together from text and something that is called an id, a key, a path, an address or
    the like.

Why it matters
    Spans are found, counted and compared by their name. With an id in it, each is a class of its own, and
    costs the backend an entry in its index.

Example
    def get_user(user_id):
        with tracer.start_as_current_span(f"get_user/{user_id}"):
            return 3

Instead
    def get_user(user_id):
        with tracer.start_as_current_span("get_user", attributes={"user.id": user_id}):
            return 3

Example
    function getUser(userId) {
      tracer.startSpan(`get_user/${userId}`).end();
    }

Instead
    function getUser(userId) {
      tracer.startSpan('get_user', { attributes: { 'user.id': userId } }).end();
    }

Stays silent when
    What is put into the name is of few values, as far as its name tells: a model, a method, a route.

Fix
    None.

Sources
    Trace API, Span: opentelemetry.io/docs/specs/otel/trace/api/#span
"""

from collections.abc import Iterator

from ..code.places import arguments_of, part, role_of
from ..findings import Finding
from ..judging.judging import Lifetime
from ..syntax import Node
from ..texts import words_of
from ..unit import Unit
from .rule import ALL, Rule, finding

_VARYING = {
    *("id", "uuid", "guid", "key", "token", "index", "url", "uri", "path", "email", "query"),
    *("now", "timestamp", "random", "uuid1", "uuid4", "nanoid"),
}


_BOUNDED = {"model", "constructor", "type", "kind"}


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a start whose name varies."""
    start = life.start
    if start is None or start.derived or start.sort:
        return
    name = _name(life.unit, start.node)
    varying = _varying(life.unit, name) if name is not None else ""
    if varying:
        message = f"the name of {life.title} varies with `{varying}`"
        yield finding(
            RULE.name, life, message, "name the span for what it does, and set the value as an attribute"
        )


def _name(unit: Unit, call: Node) -> Node | None:
    """The argument that names the span: the first one, or the one that is called so."""
    given = arguments_of(unit, call)
    for argument in given:
        if role_of(unit, argument) == "keyword":
            word = part(unit, argument, "name")
            if word is not None and unit.source.slice(word) == "name":
                return part(unit, argument, "value")
    return given[0] if given and role_of(unit, given[0]) != "keyword" else None


def _varying(unit: Unit, name: Node) -> str:
    """What in a name is different nearly every time, as far as what it is called tells; "" for nothing."""
    todo, texts, found = [(name, "")], False, ""
    while todo:
        node, outer = todo.pop()
        role = role_of(unit, node)
        texts = texts or role in ("text", "literal")
        if node.child_count == 0 and node.is_named and role != "literal" and outer not in ("text", "literal"):
            word = unit.source.slice(node)
            found = found or (word if _is_varying(words_of(word)) and _is_word(word) else "")
        todo += [(child, role) for child in node.named_children]
    return found if texts and name.named_child_count else ""


def _is_varying(words: list[str]) -> bool:
    """Whether a name of these words stands for something that is different nearly every time."""
    return words[-1:] != [] and words[-1] in _VARYING and not _BOUNDED & set(words)


def _is_word(text: str) -> bool:
    return text.replace("$", "_").isidentifier()


RULE = Rule("dynamic-span-name", "the name of the span varies with a value", "off", ALL, __doc__ or "", check)
