"""Reports a comment that silences a rule where the rule has nothing to say.

Reports
    A name in `spanlint: ignore[...]` of a rule that is applied and reports nothing at the place for which the
    comment speaks.

Why it matters
    The mistake was mended or has moved. The comment stays, says of correct code that something is wrong with
    it, and hides the next mistake that is made there.

Example
    def job():
        with tracer.start_as_current_span("job"):  # spanlint: ignore[unended-span] ended by the scheduler
            work()

Instead
    def job():
        with tracer.start_as_current_span("job"):
            work()

Example
    function job() {
      // spanlint: ignore[unended-span] ended by the scheduler
      return tracer.startActiveSpan('job', (span) => work().finally(() => span.end()));
    }

Instead
    function job() {
      return tracer.startActiveSpan('job', (span) => work().finally(() => span.end()));
    }

Stays silent when
    The rule that is named is not applied in this run, or not in this file.

Fix
    Safe: the name is removed, and the comment with the last one.

Sources
    Ruff, unused-noqa: docs.astral.sh/ruff/rules/unused-noqa
"""

from .rule import ALL, Rule, no_finding

RULE = Rule(
    "unused-suppression", "a comment silences what is not reported", "on", ALL, __doc__ or "", no_finding
)
