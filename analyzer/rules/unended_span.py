"""Reports a span that some path of the function leaves open: an early return, a break, a branch, a throw
written there, a case without an end; or, said as "never ended", a span that no path ends.

Reports
    A span that is started by hand and still open where the function is left on a path that its own control
    flow takes. The path is shown from the start to the exit. One start is reported once, for its worst path.
    Also a span in a private field that nothing ends, or that the method which closes the object leaves open.

Why it matters
    A span that is never ended is never exported: no flush, no shutdown and no finalizer rescues it, and
    nothing is logged (semantics verified on opentelemetry-sdk 1.45.2 and @opentelemetry/api 1.9.1 and
    1.10.0).

Example
    def load(cache, key):
        span = tracer.start_span("load")
        if key not in cache:
            return None
        span.end()
        return cache[key]

Instead
    def load(cache, key):
        span = tracer.start_span("load")
        try:
            return cache.get(key)
        finally:
            span.end()

Example
    function load(cache, key) {
      return tracer.startActiveSpan('load', (span) => {
        if (!cache.has(key)) return undefined;
        span.end();
        return cache.get(key);
      });
    }

Instead
    function load(cache, key) {
      return tracer.startActiveSpan('load', (span) => {
        try {
          return cache.get(key);
        } finally {
          span.end();
        }
      });
    }

Stays silent when
    The span leaves the function's hands: it is returned, yielded to an owner, stored in a field or a
    container, passed to a callee that ends or keeps it, or to one that can't be seen and after which the
    function does not end it itself, or captured by a closure that ends it and that somebody else gets. A
    guard on the span itself, on its recording, or on a flag that goes with it is no path of its own.

Fix
    Safe where the one end moves into a `finally` around the rest of the function, and, in Python, where a
    `with` can start and end the span as before; else suggested, or none.

Sources
    Trace API, Span Creation and End: opentelemetry.io/docs/specs/otel/trace/api/#span-creation
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.deciding import turns_of
from ..judging.judging import Lifetime
from ..judging.rewriting import as_scope, protected
from ..search.paths import condition, deciding_helper, place
from .rule import ALL, Rule, finding

_REMEDY = (
    "end it on every path: put the end into a finally, or start the span with a form that ends it by itself"
)
_IN_FIELD = "end it in a method that is called when the work is done, also when it fails"


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that is left open without anything raised."""
    if life.neglect is not None and life.neglect.fault == "unended":
        _, words, at, note, remedy = life.neglect
        yield finding(RULE.name, life, f"{life.title} {words}", remedy, (place(life.unit, at, note),))
    if life.fault != "unended":
        return
    if life.leak is None:
        yield finding(RULE.name, life, f"{life.title} is kept in a field and never ended", _IN_FIELD)
        return
    if life.never:
        message = f"{life.title} is never ended"
    elif life.decided is not None:
        message = f"{life.title} is not ended when {condition(life.unit, *life.decided)}"
    else:
        helper = deciding_helper(life.unit, life.leak)
        message = f"{life.title} is not ended on every path" + (f" of {helper}" if helper else "")
    scene = life.scene
    fix = None if scene is None else as_scope(scene) if life.never else protected(scene)
    yield finding(RULE.name, life, message, _REMEDY, turns_of(life, life.leak), fix)


RULE = Rule("unended-span", "a path of the function leaves the span open", "on", ALL, __doc__ or "", check)
