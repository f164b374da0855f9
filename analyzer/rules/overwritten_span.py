"""Reports a span whose only name gets the next span while it is still open.

Reports
    A name that is bound to a new span while the one it holds is open: in a loop with the end outside of it,
    or twice in a row. Also a field or a name outside to which a framework's callback binds a span, where it
    may be called again before the callback that ends the span.

Why it matters
    Only the last span is ended; the others are never exported.

Example
    def run(items):
        for item in items:
            span = tracer.start_span("item")
            span.set_attribute("item", item)
        span.end()

Instead
    def run(items):
        for item in items:
            with tracer.start_as_current_span("item") as span:
                span.set_attribute("item", item)

Example
    function run(items) {
      let span;
      for (const item of items) {
        span = tracer.startSpan('item', { attributes: { item } });
      }
      span.end();
    }

Instead
    function run(items) {
      for (const item of items) {
        const span = tracer.startSpan('item', { attributes: { item } });
        span.end();
      }
    }

Stays silent when
    The first span is ended or handed over before, or another name still holds it; the callback that begins a
    span ends one, too.

Fix
    None.

Sources
    Trace API, Span Creation: opentelemetry.io/docs/specs/otel/trace/api/#span-creation
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.deciding import turns_of
from ..judging.judging import Lifetime
from ..search.paths import place
from .rule import ALL, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that loses its name to the next one."""
    if life.neglect is not None and life.neglect.fault == "overwritten":
        _, words, at, note, remedy = life.neglect
        yield finding(RULE.name, life, f"{life.title} {words}", remedy, (place(life.unit, at, note),))
    if life.fault == "overwritten" and life.leak is not None:
        remedy = "end the span before the next one is started"
        message = f"{life.title} is still open when another span takes its name"
        yield finding(RULE.name, life, message, remedy, turns_of(life, life.leak))


RULE = Rule(
    "overwritten-span", "the next span takes the name of one still open", "on", ALL, __doc__ or "", check
)
