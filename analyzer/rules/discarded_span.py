"""Reports a span that is started and dropped at once, so that nobody can end it.

Reports
    A start whose value is an expression statement, or only has setters called on it.

Why it matters
    What is not ended is not exported. This span can't be ended: nothing holds it.

Example
    def audit():
        tracer.start_span("audit")
        return "written"

Instead
    def audit():
        with tracer.start_as_current_span("audit"):
            return "written"

Example
    function audit() {
      tracer.startSpan('audit');
      return 'written';
    }

Instead
    function audit() {
      const span = tracer.startSpan('audit');
      try {
        return 'written';
      } finally {
        span.end();
      }
    }

Stays silent when
    The value is held, returned, passed on, or ended in the same expression (`tracer.startSpan('x').end()`).

Fix
    None.

Sources
    Trace API, Span Creation: opentelemetry.io/docs/specs/otel/trace/api/#span-creation
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from .rule import ALL, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that nothing holds."""
    if life.fault == "discarded":
        remedy = "bind it to a name and end it, or start the span with a form that ends it by itself"
        yield finding(RULE.name, life, f"{life.title} is started and dropped: nothing can end it", remedy)


RULE = Rule("discarded-span", "the span is started and dropped", "on", ALL, __doc__ or "", check)
