"""Reports a decorator that ends its span before the generator that it decorates has run.

Reports
    A decorator that covers calls only, on a function that is a generator or an async generator.

Why it matters
    To call a generator only makes it. The span starts and ends with that call, and the body runs after it:
    the span measures nothing, and spans that the body starts get another parent.

Example
    @tracer.start_as_current_span("rows")
    def rows():
        yield from names()

Instead
    def rows():
        yield from names()

    def all_rows():
        with tracer.start_as_current_span("rows"):
            return list(rows())

Stays silent when
    The library's decorator is one that knows generators.

Fix
    None.

Sources
    Run on opentelemetry-sdk 1.45.2.
"""

from collections.abc import Iterator

from ..code.places import around, own_nodes, part, role_of
from ..findings import Finding
from ..graph import Span
from ..judging.judging import Lifetime
from .rule import Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a start that decorates a generator."""
    start = life.start
    if start is not None and start.held == "decorating" and start.table.get("decorates") == "calls":
        unit, at = life.unit, Span(start.node.start_byte, start.node.end_byte)
        decorated = [node for node in around(unit, at) if role_of(unit, node) == "decorated"]
        function = part(unit, decorated[-1], "definition") if decorated else None
        body = part(unit, function, "body") if function is not None else None
        if body is not None and any(role_of(unit, node) == "yield" for node in own_nodes(unit, body)):
            message = f"{life.title} ends before the generator that it decorates has run"
            yield finding(RULE.name, life, message, "start the span where the generator is used, or in it")


RULE = Rule(
    "decorated-generator", "the decorator covers no generator", "on", ("python",), __doc__ or "", check
)
