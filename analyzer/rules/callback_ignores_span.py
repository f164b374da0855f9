"""Reports a callback that must end the span it is called with and does not take it.

Reports
    A manual callback form (`startActiveSpan`) whose callback has no parameter for the span, or never mentions
    it.

Why it matters
    `startActiveSpan` activates the span and calls the callback, nothing else: it does not end the span when
    the callback returns, throws or settles. What the callback does not end is never exported.

Example
    function audit() {
      return tracer.startActiveSpan('audit', () => 'written');
    }

Instead
    function audit() {
      return tracer.startActiveSpan('audit', (span) => {
        try {
          return 'written';
        } finally {
          span.end();
        }
      });
    }

Stays silent when
    The callback asks for the active span, reads `arguments`, or is a value that is not written here.

Fix
    None.

Sources
    @opentelemetry/api 1.10.0, typings of startActiveSpan: a span that is not ended is silently lost.
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from .rule import ECMA, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a callback that does not take its span."""
    if life.fault == "ignored":
        remedy = "take the span as the callback's parameter and end it in a finally"
        yield finding(RULE.name, life, f"{life.title} is never ended: its callback does not take it", remedy)


RULE = Rule(
    "callback-ignores-span",
    "the callback does not take the span it must end",
    "on",
    ECMA,
    __doc__ or "",
    check,
)
