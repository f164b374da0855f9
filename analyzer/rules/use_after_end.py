"""Reports what is written to a span after it has certainly ended.

Reports
    An attribute, event, status, link, name or exception that is set after an end on the same path, be it in a
    closure that has got the span.

Why it matters
    It is dropped. Python logs a warning; JavaScript says nothing at all.

Example
    def query():
        span = tracer.start_span("query")
        rows = 3
        span.end()
        span.set_attribute("rows", rows)

Instead
    def query():
        span = tracer.start_span("query")
        rows = 3
        span.set_attribute("rows", rows)
        span.end()

Example
    function query() {
      const span = tracer.startSpan('query');
      span.end();
      span.setAttribute('rows', 3);
    }

Instead
    function query() {
      const span = tracer.startSpan('query');
      span.setAttribute('rows', 3);
      span.end();
    }

Stays silent when
    The span is only read (`spanContext()`, `isRecording()`), used as a parent, or its end runs later than the
    use.

Fix
    None.

Sources
    Trace API, Span operations: opentelemetry.io/docs/specs/otel/trace/api/#span-operations
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from ..judging.misuses import path_of
from .rule import ALL, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that is written to after its end, at the first such place."""
    uses = [misuse for misuse in life.misuses if misuse.kind == "use-after-end"]
    scene = life.misused or life.scene
    if uses and scene is not None:
        flow = path_of(scene, uses[0], "dropped: the span has ended")
        message = f"{life.title} is written to after its end"
        yield finding(RULE.name, life, message, "write it before the span is ended", flow)


RULE = Rule("use-after-end", "something is written to a span that has ended", "on", ALL, __doc__ or "", check)
