"""Reports an async generator that yields while its span is the current one.

Reports
    A yield inside a `with` that makes a span the current one, in an async generator.

Why it matters
    Between two steps the consumer runs with the generator's span as its current one, and starts its own
    spans as children of it. A generator that is abandoned is closed in another context: the span stays
    current where it should not, and "Failed to detach context" is logged.

Example
    async def stream(source):
        with tracer.start_as_current_span("stream"):
            async for row in source:
                yield row

Instead
    async def stream(source):
        with tracer.start_span("stream"):
            async for row in source:
                yield row

Stays silent when
    The generator is made into a context manager or a fixture, or is not async: then it shares its context
    with whoever runs it.

Fix
    None: spans in the body may need it as their parent.

Sources
    Run on opentelemetry-sdk 1.45.2. Ruff's ASYNC119 says the same of every context manager.
"""

from collections.abc import Iterator

from ..code.decorators import makes_bracket, means
from ..code.places import called, function_around, innermost, own_nodes, part, role_of
from ..findings import Finding
from ..graph import Span
from ..judging.judging import Lifetime
from ..search.paths import place
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from .rule import Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that is current where an async generator yields."""
    start = life.start
    if start is None or start.held != "managed" or not start.table.get("current"):
        return
    unit, at = life.unit, Span(start.node.start_byte, start.node.end_byte)
    function = function_around(unit, at)
    managed = innermost(unit, at, "with")
    body = part(unit, managed, "body") if managed is not None else None
    if function is None or body is None or not _is_async(unit, function) or _is_bracket(unit, function):
        return
    yields = [node for node in own_nodes(unit, body) if role_of(unit, node) == "yield"]
    if yields:
        first = min(yields, key=lambda node: node.start_byte)
        turn = place(unit, Span(first.start_byte, first.end_byte), "yields here, the span current")
        message = f"{life.title} is current where an async generator yields"
        yield finding(RULE.name, life, message, "start it without making it current", (turn,))


def _is_async(unit: Unit, function: Node) -> bool:
    return unit.language.facts[function.kind_id].marked(function, "async")


def _is_bracket(unit: Unit, function: Node) -> bool:
    """Whether a decorator, or a call that gets the generator, makes something of it that runs it to its end
    where it began."""
    return makes_bracket(unit, function) or _is_given_to_a_bracket(unit, function)


def _is_given_to_a_bracket(unit: Unit, function: Node) -> bool:
    """Whether the file gives the generator by its name to what a decorator would be, in
    `asynccontextmanager(f)` or `asynccontextmanager(wrapped(f))`."""
    name = part(unit, function, "name")
    if name is None:
        return False
    for offset in occurrences(unit.source.text, unit.source.slice(name)):
        path = unit.path_to(offset) if not function.start_byte <= offset < function.end_byte else []
        calls = (called(unit, node) for node in path if role_of(unit, node) == "call")
        if any(means(unit, text, unit.calls["brackets"]) for text in calls):
            return True
    return False


RULE = Rule(
    "yield-in-active-span",
    "an async generator yields while its span is current",
    "on",
    ("python",),
    __doc__ or "",
    check,
)
