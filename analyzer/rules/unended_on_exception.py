"""Reports a span that only an exception leaves open: every path of the function's own ends it.

Reports
    A span that is ended on all normal paths, but not when a step between its start and its end raises,
    rejects or is cancelled, or when a generator is closed at a yield. The first such step is shown, and the
    way out from there. What a handler swallows counts, whatever raises it, in Python also a missing key:
    who writes that handler knows of it. Also a span that begins in one callback of a framework and ends in
    another, where the one that is called instead when work fails is missing; and a span that only a listener
    for `finish` ends, which does not come where a client goes away before its response is complete.

Why it matters
    Error paths are the ones a trace is needed for, and they are the ones on which it is missing. Most real
    leaks are of this kind (72 % in Python).

Example
    def parse(text):
        span = tracer.start_span("parse")
        value = int(text)
        span.end()
        return value

Instead
    def parse(text):
        with tracer.start_as_current_span("parse"):
            return int(text)

Example
    function pay() {
      const span = tracer.startSpan('pay');
      return charge().then(() => span.end());
    }

Instead
    function pay() {
      const span = tracer.startSpan('pay');
      return charge().finally(() => span.end());
    }

Stays silent when
    What could raise is a method of the span, a logger, or a call known to be harmless; or, unless a handler
    swallows it, a helper whose result goes into the span and nowhere else, or a helper called between the
    start and the try that protects the span. A call of foreign code, an await and a yield count everywhere.
    `except Exception` lets cancellation and a closed generator pass, so it protects no await and no yield.

Fix
    Safe where the one end moves into a `finally` around the rest of the function, and for `.then(() =>
    span.end())`, which becomes `.finally(...)`; else suggested, or none.

Sources
    Trace API, End: opentelemetry.io/docs/specs/otel/trace/api/#end. Python language reference,
    generator.close."""

from collections.abc import Iterator

from ..code.decorators import is_run_by_a_with
from ..findings import Finding
from ..graph import Edge, Risk, Step, is_unbound
from ..judging.deciding import turns_of
from ..judging.judging import Lifetime
from ..judging.rewriting import finally_instead, protected
from ..search.paths import place, raised_by, raising_step
from ..steps.lifetime_types import Leak
from ..unit import Unit
from .rule import ALL, Rule, finding

_REMEDY = "end it in a `finally`, or start the span with a form that ends it by itself"
_PROMISE = "end it in a `finally` or in `.finally(...)`, or start the span with a form that ends it by itself"
_CANCELLED = "end it in a `finally`: a cancellation passes every handler for errors"
_UNBOUND = "bind what the `finally` reads before the `try`, or end the span first in the `finally`"
_CLOSED = "end it in a `finally`: a generator that is not read to its end is closed at its yield"


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a span that a raise leaves open."""
    if life.neglect is not None and life.neglect.fault == "unended on exception":
        _, words, at, note, remedy = life.neglect
        yield finding(RULE.name, life, f"{life.title} {words}", remedy, (place(life.unit, at, note),))
    if life.fault != "unended on exception" or life.leak is None:
        return
    step = raising_step(life.leak)
    when = raised_by(life.unit, *step) if step is not None else "its promise rejects"
    scene = life.scene
    fix = None if scene is None else finally_instead(scene) or protected(scene)
    message = f"{life.title} is not ended if {when}"
    remedy = _remedy(life.unit, step, life.leak)
    yield finding(RULE.name, life, message, remedy, turns_of(life, life.leak), fix)


def _remedy(unit: Unit, step: tuple[Step, Edge] | None, leak: Leak) -> str:
    """What helps against a raise of a step that takes an edge, or, without one, of a promise's handlers."""
    if is_unbound(leak.node.cause):
        return _UNBOUND
    if step is None:
        return _PROMISE
    cause, edge = step
    if edge.how == "exit":
        yields = isinstance(cause, Risk) and cause.what == "yield"
        return _CLOSED if yields and not is_run_by_a_with(unit, cause.at) else _CANCELLED
    return _REMEDY


RULE = Rule("unended-on-exception", "an exception leaves the span open", "on", ALL, __doc__ or "", check)
