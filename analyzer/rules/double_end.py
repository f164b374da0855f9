"""Reports a span that is ended twice on one path, or by hand inside a scope that ends it.

Reports
    An end after a certain end on the same path, be it of a parameter, or in a closure that has got the span,
    an end where an object is closed whose iteration has ended the span, and an end inside a `with`, a
    callback or a wrapper of the same file that ends the span itself.

Why it matters
    The second end is ignored, and what is written between the two is lost. Python logs a warning; JavaScript
    says nothing at all.

Example
    def job():
        with tracer.start_as_current_span("job") as span:
            span.set_attribute("n", 1)
            span.end()

Instead
    def job():
        with tracer.start_as_current_span("job") as span:
            span.set_attribute("n", 1)

Example
    function job() {
      const span = tracer.startSpan('job');
      try {
        span.end();
        return 1;
      } finally {
        span.end();
      }
    }

Instead
    function job() {
      const span = tracer.startSpan('job');
      try {
        return 1;
      } finally {
        span.end();
      }
    }

Stays silent when
    The two ends stand in listeners or handlers of which the run decides, behind a flag or `isRecording()`, or
    one of them runs later than the code around it, unless a promise is sure to bring both. An end inside a
    scope is none too many where it is given a time: the first end counts.

Fix
    Safe: the end that is not needed is removed. Only suggested where something comes between the two, which
    the span then measures; none where both are needed, each on a path of its own.

Sources
    Trace API, End: opentelemetry.io/docs/specs/otel/trace/api/#end
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from ..judging.misuses import one_end_less, path_of
from ..search.paths import place
from .rule import ALL, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that is ended again, at its first second end."""
    ends = [misuse for misuse in life.misuses if misuse.kind == "double-end"]
    scene = life.misused or life.scene
    if ends and scene is not None:
        flow = path_of(scene, ends[0], "ended here, although it has an end already")
        message = f"{life.title} is ended twice"
        fix = one_end_less(scene, ends) if not ends[0].later else None
        yield finding(RULE.name, life, message, "remove one of the two ends", flow, fix)
    elif life.neglect is not None and life.neglect.fault == "ended twice":
        _, words, at, note, remedy = life.neglect
        yield finding(RULE.name, life, f"{life.title} {words}", remedy, (place(life.unit, at, note),))


RULE = Rule("double-end", "the span is ended twice on one path", "on", ALL, __doc__ or "", check)
