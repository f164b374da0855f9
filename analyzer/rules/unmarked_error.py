"""Reports a span that ends as if all had gone well while an error leaves its scope.

Reports
    A span that is ended by hand on the way out of an error, with no way out that sets the status.

Why it matters
    The span is exported without a status: it counts as good. A `finally` ends it, and says nothing of why.

Example
    def charge(amount):
        span = tracer.start_span("pay")
        try:
            return pay(amount)
        finally:
            span.end()

Instead
    def charge(amount):
        with tracer.start_as_current_span("pay"):
            return pay(amount)

Example
    async function charge() {
      return tracer.startActiveSpan('pay', async (span) => {
        try {
          return await pay();
        } finally {
          span.end();
        }
      });
    }

Instead
    async function charge() {
      return tracer.startActiveSpan('pay', async (span) => {
        try {
          return await pay();
        } catch (error) {
          span.recordException(error);
          span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
          throw error;
        } finally {
          span.end();
        }
      });
    }

Stays silent when
    Some way out sets a status, the span is given to a callee that may do so, its scope marks errors by
    itself, or no error can leave it.

Fix
    None: whether an error is one for the span is for people to say.

Sources
    Recording errors on spans:
    opentelemetry.io/docs/specs/semconv/general/recording-errors/#recording-errors-on-spans
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from ..judging.sayings import is_marked_on_its_way_out
from .rule import ALL, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that errors leave unmarked."""
    scene = life.scene
    if scene is None or scene.start.sort or life.fault or scene.start.held in ("managed", "decorating"):
        return
    if is_marked_on_its_way_out(scene) is False:
        message = f"{life.title} is not marked as failed when an error leaves it"
        yield finding(RULE.name, life, message, "catch the error, set the status, and raise it again")


RULE = Rule("unmarked-error", "an error leaves the span unmarked", "strict", ALL, __doc__ or "", check)
