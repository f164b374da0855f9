"""Reports a span that is started while another one is open which looks like its parent, and is not.

Reports
    A start without a context while a span of the same function is open that was never made current.

Why it matters
    A span's parent is the current one, not the one that was started last. Both become siblings, and the
    trace does not show that one is part of the other.

Example
    def load():
        with tracer.start_span("outer"):
            with tracer.start_as_current_span("inner"):
                return 3

Instead
    def load():
        with tracer.start_as_current_span("outer"):
            with tracer.start_as_current_span("inner"):
                return 3

Example
    import { context, trace } from '@opentelemetry/api';

    function load() {
      const outer = tracer.startSpan('outer');
      const inner = tracer.startSpan('inner');
      inner.end();
      outer.end();
    }

Instead
    import { context, trace } from '@opentelemetry/api';

    function load() {
      const outer = tracer.startSpan('outer');
      const inner = tracer.startSpan('inner', {}, trace.setSpan(context.active(), outer));
      inner.end();
      outer.end();
    }

Stays silent when
    The first span is put into a context somewhere in the function, or the second one is given a context.

Fix
    None.

Sources
    Trace API, Span Creation: opentelemetry.io/docs/specs/otel/trace/api/#span-creation
"""

from collections.abc import Iterator

from ..findings import Finding
from ..graph import Call
from ..judging.judging import Lifetime
from ..search.paths import place
from ..tracing.spans import Start
from .rule import ALL, Rule, finding_at


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for each start in the shadow of a span that is not current."""
    scene, start = life.scene, life.start
    if scene is None or start is None or start.sort or start.gives != "span" or start.table.get("current"):
        return
    others = (visit for visit in scene.starts_within() if any(map(scene.is_end, scene.onward(visit))))
    calls = [visit.step for visit in others if isinstance(visit.step, Call) and visit.step.at != start.at]
    inner = dict.fromkeys(call.at for call in calls if not _has_context(start, call))
    if inner and not scene.is_made_current:
        flow = (place(life.unit, life.at, "this span is open, but not the current one"),)
        for at in inner:
            message = f"{life.title} is not the parent of the span that is started while it is open"
            yield finding_at(
                at, RULE.name, life, message, "make the first span current, or give its context", flow
            )


def _has_context(start: Start, call: Call) -> bool:
    """Whether a start says what its parent is."""
    tables = [each.starts[call.name] for each in start.libraries if call.name in each.starts]
    options = [table["context"] for table in tables if "context" in table]
    last = any(table.get("callback") == "last" for table in tables)
    return len(options) < len(tables) or any(
        any(name == option["option"] for name, _ in call.keywords)
        or len(call.arguments) - last > option["position"]
        for option in options
    )


RULE = Rule(
    "inactive-parent", "the open span is not the parent of the next one", "off", ALL, __doc__ or "", check
)
