"""Reports a span that is marked as failed by a handler which says nowhere what went wrong.

Reports
    A handler that sets the status to an error, and neither records the error nor reports it otherwise.

Why it matters
    The trace shows that something failed, and not what: the type of the error and where it was raised are
    lost.

Example
    def charge(amount):
        with tracer.start_as_current_span("pay") as span:
            try:
                return pay(amount)
            except ValueError:
                span.set_status(StatusCode.ERROR)
                return None

Instead
    def charge(amount):
        with tracer.start_as_current_span("pay") as span:
            try:
                return pay(amount)
            except ValueError as error:
                span.record_exception(error)
                span.set_status(StatusCode.ERROR, str(error))
                return None

Example
    async function charge() {
      return tracer.startActiveSpan('pay', async (span) => {
        try {
          return await pay();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
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
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    }

Stays silent when
    The handler calls a logger or a collector of errors, gives the span to a helper, or lets the error go to
    a scope that records it.

Fix
    None.

Sources
    Exceptions: opentelemetry.io/docs/specs/otel/trace/exceptions/. That spans record errors is to end in
    favour of logs (OTEP 4430), so a log counts as well.
"""

from collections.abc import Iterator

from ..findings import Finding
from ..graph import Call
from ..judging.judging import Lifetime
from ..judging.sayings import ERROR, is_told, status_set, statuses
from .rule import ALL, Rule, finding_at


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for each error status that says nothing of its error."""
    scene = life.scene
    if scene is None or not scene.mentions("status"):
        return
    untold = {
        visit.step.at: visit.step
        for visit in statuses(scene)
        if isinstance(visit.step, Call)
        and status_set(scene, visit.step).code == ERROR
        and not is_told(scene, visit)
    }
    for at in untold:
        message = f"{life.title} is marked as failed, and the error is recorded nowhere"
        yield finding_at(at, RULE.name, life, message, "record the error, or log it")


RULE = Rule(
    "unrecorded-error", "a handler marks the span and drops the error", "strict", ALL, __doc__ or "", check
)
