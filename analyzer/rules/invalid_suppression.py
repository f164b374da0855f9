"""Reports a comment that is to silence a rule and does not say why, or not which.

Reports
    `spanlint: ignore` without a reason after the bracket, without the names of rules in it, or with a name
    that no rule has.

Why it matters
    A finding that is silenced without a reason can't be told from one that was in somebody's way. Most of the
    comments that silence span linters say that another function ends the span; that is worth a sentence.

Example
    function job() {
      const span = tracer.startSpan('job'); // spanlint: ignore[unended-span]
      queue.traceId = span.spanContext().traceId;
    }

Instead
    function job() {
      const span = tracer.startSpan('job'); // spanlint: ignore[unended-span] the queue finds and ends it
      queue.traceId = span.spanContext().traceId;
    }

Example
    def job():
        span = tracer.start_span("job")  # spanlint: ignore[unended-span]
        queue.trace_id = span.get_span_context().trace_id

Instead
    def job():
        span = tracer.start_span("job")  # spanlint: ignore[unended-span] the queue finds and ends it
        queue.trace_id = span.get_span_context().trace_id

Stays silent when
    There is any reason at all; nobody judges it but its readers.

Fix
    None.

Sources
    Biome, suppression comments, which need an explanation: biomejs.dev/analyzer/suppressions
"""

from .rule import ALL, Rule, no_finding

RULE = Rule(
    "invalid-suppression",
    "a comment silences without a reason or a rule",
    "on",
    ALL,
    __doc__ or "",
    no_finding,
)
