"""Reports a call between the start of a span and what protects it.

Reports
    A call of a helper that would leave the span open if it raised, in a function that protects its span
    otherwise.

Why it matters
    Whether such a helper can raise is not to be seen. If it does, the span is lost, and so is the error
    from the trace.

Example
    def pay(order):
        span = tracer.start_span("pay")
        prepare(order)
        try:
            return charge(order)
        finally:
            span.end()

Instead
    def pay(order):
        span = tracer.start_span("pay")
        try:
            prepare(order)
            return charge(order)
        finally:
            span.end()

Example
    async function pay(order) {
      const span = tracer.startSpan('pay');
      prepare(order);
      try {
        return await charge(order);
      } finally {
        span.end();
      }
    }

Instead
    async function pay(order) {
      const span = tracer.startSpan('pay');
      try {
        prepare(order);
        return await charge(order);
      } finally {
        span.end();
      }
    }

Stays silent when
    The call is one of the span, a logger, or one known to be harmless; and where `unended-on-exception`
    reports the span anyway.

Fix
    None: move the start, or the `try`.

Sources
    Trace API, End: opentelemetry.io/docs/specs/otel/trace/api/#end
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.deciding import turns_of
from ..judging.judging import Lifetime
from ..search.paths import raised_by, raising_step
from .rule import ALL, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that a helper may leave open."""
    step = raising_step(life.gap) if life.gap is not None else None
    if step is not None and life.gap is not None:
        message = f"{life.title} is not ended if {raised_by(life.unit, *step)}, outside of what protects it"
        remedy = "start the span right before the try, or call the helper in it"
        yield finding(RULE.name, life, message, remedy, turns_of(life, life.gap))


RULE = Rule(
    "unprotected-gap", "a helper may raise before the span is protected", "strict", ALL, __doc__ or "", check
)
