"""Reports an error that is recorded by hand and then once more by the scope that it leaves.

Reports
    A handler that records the caught error and raises it again (as it is, or as the cause of another one)
    inside a scope that records what leaves it: a `with`, or a callback that is wrapped.

Why it matters
    The trace shows the same error twice, and counts of errors are wrong. The conventions for exceptions
    say not to record one more than once.

Example
    def pay_once(amount):
        with tracer.start_as_current_span("pay") as span:
            try:
                return pay(amount)
            except ValueError as error:
                span.record_exception(error)
                raise

Instead
    def pay_once(amount):
        with tracer.start_as_current_span("pay"):
            return pay(amount)

Example
    const tracing = wrapTracer(trace.getTracer('shop'));

    async function payOnce() {
      return tracing.withActiveSpan('pay', async (span) => {
        try {
          return await pay();
        } catch (error) {
          span.recordException(error);
          throw error;
        }
      });
    }

Instead
    const tracing = wrapTracer(trace.getTracer('shop'));

    async function payOnce() {
      return tracing.withActiveSpan('pay', async () => pay());
    }

Stays silent when
    The scope is told not to record (`record_exception=False`), the error is handled, another error is
    raised instead of it, or what is caught is no error, such as a cancellation, and no span is the scope.

Fix
    Safe: the call that records by hand is removed. A suggestion where the handler also catches what is no
    error, such as a cancellation: a scope records errors only.

Sources
    Semantic conventions, Recording exceptions:
    opentelemetry.io/docs/specs/semconv/general/recording-errors/#recording-exceptions
"""

from collections.abc import Iterator

from ..code.caught_names import errors_named
from ..code.places import innermost, part
from ..findings import Finding
from ..graph import Call, Span
from ..judging.judging import Lifetime
from ..judging.rewriting import without_statement
from ..judging.sayings import is_same_error, recordings
from ..judging.scene import Scene, Visit
from ..search.paths import place
from ..unit import Unit
from .rule import ALL, Rule, finding_at


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for each call that records an error which its scope will record, too."""
    scene = life.scene
    if scene is None or not scene.mentions("record"):
        return
    for record in recordings(scene):
        if record.step is not None and _catches_no_errors(life.unit, record.step.at) and not _is_span(scene):
            continue  # A scope that is no span records errors only.
        thrown = _thrown_into_scope(scene, record)
        if thrown is not None and record.step is not None:
            flow = (place(life.unit, thrown, "raised again, and recorded by the scope that it leaves"),)
            message, remedy = f"an error is recorded twice on {life.title}", "leave it to the scope"
            fix = without_statement(life.unit, record.step.at, "leave it to the scope to record it")
            if fix is not None and _catches_more_than_errors(life.unit, record.step.at):
                fix = fix._replace(safe=False)
            yield finding_at(record.step.at, RULE.name, life, message, remedy, flow, fix)


def _thrown_into_scope(scene: Scene, record: Visit) -> Span | None:
    """The raise by which what was recorded leaves a scope that records it; None where there is none, or
    something on its way may catch it."""
    onward = list(scene.onward(record))
    if any(later.thrown is not None and later.step is not None and not later.escaping for later in onward):
        return None
    return next((later.thrown for later in onward if _records(scene, record, later)), None)


def _records(scene: Scene, record: Visit, later: Visit) -> bool:
    """Whether a scope that is left at a later step records the same error."""
    scope = scene.scope_left(later)
    return (
        scope is not None
        and scope.records is True
        and later.escaping
        and isinstance(record.step, Call)
        and is_same_error(scene, record.step, later)
    )


def _is_span(scene: Scene) -> bool:
    """Whether the scope is the span itself, which records whatever leaves it."""
    return scene.start.gives == "span"


def _catches_no_errors(unit: Unit, at: Span) -> bool:
    """Whether the innermost handler around a place waits only for what leaves a function for good, such as a
    cancellation."""
    known = unit.language.settings["exceptions"]
    handler = innermost(unit, at, "handler")
    named = errors_named(unit, handler) if handler is not None else set()
    return bool(named) and named <= {*known["leaving"], *known["exits"]}


def _catches_more_than_errors(unit: Unit, at: Span) -> bool:
    """Whether the innermost handler around a place also catches what leaves a program for good, in a language
    that tells that from errors."""
    most: list[str] = unit.language.settings["exceptions"]["everything"]
    handler = innermost(unit, at, "handler")
    if not most or handler is None:
        return False
    caught = part(unit, handler, "type")
    return caught is None or any(name in unit.source.slice(caught) for name in most)


RULE = Rule(
    "recorded-twice", "an error is recorded by hand and by its scope", "on", ALL, __doc__ or "", check
)
