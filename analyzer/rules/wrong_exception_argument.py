"""Reports something else than an error where an error is to be recorded.

Reports
    A text, or null, where the library wants an error; an object without a message, a name or a code.

Why it matters
    In Python the call raises a TypeError, in the very handler that was to report an error. In JavaScript
    nothing is recorded, and nothing is said.

Example
    def charge(amount):
        with tracer.start_as_current_span("pay") as span:
            try:
                return pay(amount)
            except ValueError as error:
                span.record_exception(str(error))
                span.set_status(StatusCode.ERROR)

Instead
    def charge(amount):
        with tracer.start_as_current_span("pay") as span:
            try:
                return pay(amount)
            except ValueError as error:
                span.record_exception(error)
                span.set_status(StatusCode.ERROR)

Example
    function decline() {
      const span = tracer.startSpan('pay');
      span.recordException({ reason: 'declined' });
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }

Instead
    function decline() {
      const span = tracer.startSpan('pay');
      span.recordException(new Error('declined'));
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }

Stays silent when
    It can't be read what is given, or the library takes it: in JavaScript a text is recorded, too.

Fix
    Safe: the text of the caught error, as in `str(error)`, becomes the error itself.

Sources
    Trace API, Record Exception: opentelemetry.io/docs/specs/otel/trace/api/#record-exception. Run on
    opentelemetry-sdk 1.45.2 and @opentelemetry/api 1.9.1 and 1.10.0.
"""

from collections.abc import Iterator

from ..findings import Finding, Fix
from ..graph import Call
from ..judging.judging import Lifetime
from ..judging.rewriting import with_inner_argument
from ..judging.sayings import is_caught, recordings, what_is_no_error
from ..judging.scene import Scene
from ..values import Place
from .rule import ALL, Rule, finding_at


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for each call that is to record what is no error."""
    scene = life.scene
    if scene is None or not scene.mentions("record"):
        return
    calls = {visit.step.at: visit.step for visit in recordings(scene) if isinstance(visit.step, Call)}
    for at, call in calls.items():
        what = what_is_no_error(scene, call)
        if what:
            message = f"{what} is recorded as an error on {life.title}"
            fix = _fix(scene, call)
            yield finding_at(at, RULE.name, life, message, "record the error itself", (), fix)


def _fix(scene: Scene, call: Call) -> Fix | None:
    """The fix that records the error instead of its text, where it is one that was caught."""
    given = scene.made.get(call.arguments[0]) if isinstance(call.arguments[0], Place) else None
    if given is None or len(given.arguments) != 1 or not is_caught(scene, call, given.arguments[0]):
        return None
    return with_inner_argument(scene.unit, call.at, "record the error itself")


RULE = Rule(
    "wrong-exception-argument", "what is recorded as an error is none", "on", ALL, __doc__ or "", check
)
