"""Reports a span that ends before the work that it is there to measure.

Reports
    A promise, coroutine or generator that is returned as it is, not awaited, out of a scope that ends the
    span: a `finally` with the end in it, or a `with`; be it by a name that is there for nothing else. Out of
    a `with` also a generator that ends the span itself, or gives it to others: it begins when the span is
    over. And a function that waits for something, given to a function of the project, be it in another file,
    which calls it with a span, returns what it gives as it is, and ends the span then.

Why it matters
    The scope is left at once, and the span with it; the work comes later. The span is short and never
    fails, whatever happens, and a `catch` beside that `finally` never sees the rejection.

Example
    async def rows():
        return 3

    def fetch():
        with tracer.start_as_current_span("fetch"):
            return rows()

Instead
    async def rows():
        return 3

    async def fetch():
        with tracer.start_as_current_span("fetch"):
            return await rows()

Example
    async function fetchRows(url) {
      const span = tracer.startSpan('fetch');
      try {
        return fetch(url);
      } finally {
        span.end();
      }
    }

Instead
    async function fetchRows(url) {
      const span = tracer.startSpan('fetch');
      try {
        return await fetch(url);
      } finally {
        span.end();
      }
    }

Stays silent when
    It can't be read that what is returned is done later: the function that is called is not one of this
    file, nor known or declared to give a promise, and no handler is attached to it; or the generator starts
    a span of its own.

Fix
    Safe in a function that is `async`: `return` becomes `return await`. Else none.

Sources
    Run on opentelemetry-sdk 1.45.2 and @opentelemetry/api 1.9.1 and 1.10.0.
"""

from collections.abc import Iterator

from ..findings import Finding
from ..graph import Risk, Step
from ..judging.judging import Lifetime
from ..judging.later import Later, may_return_later, returned_later
from ..judging.rewriting import awaited
from ..judging.scene import Scene
from ..search.paths import place, shown
from ..starts.callbacks import callback_function
from ..steps.overview import steps_of
from .rule import ALL, Rule, finding, finding_at


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for each return out of the span's scope of what is done later, and for each asynchronous
    callback of a wrapper that waits for none."""
    scene = life.scene
    if scene is None or scene.start.sort or life.fault:
        return
    if scene.start.gives == "callback" and (scene.start.derived or scene.start.table.get("early")):
        yield from _in_callback(life, scene)
        return
    if not may_return_later(scene):
        return
    ends: dict[Later, Step] = {}
    for visit in scene.life:
        later = returned_later(scene, visit)
        end = next(filter(scene.is_end, scene.onward(visit)), None) if later is not None else None
        # What calls a callback and ends the span for it waits for what the callback gives.
        if later is not None and end is not None and end.step is not None and later.is_late_for(end):
            ends.setdefault(later, end.step)
    for later, step in ends.items():
        flow = (place(life.unit, step.at, "the span ends here"),)
        message = f"{life.title} ends before {shown(life.unit, later.at)} is done"
        fix = awaited(life.unit, later.at) if later.awaitable else None
        yield finding_at(later.at, RULE.name, life, message, "await it before the span ends", flow, fix)


def _in_callback(life: Lifetime, scene: Scene) -> Iterator[Finding]:
    """One finding where a wrapper of the project that waits for nothing is given a function that waits."""
    function = callback_function(life.unit, scene.start) if scene.start.table.get("early") else None
    steps = steps_of(scene.summaries.graph(function)) if function is not None else ()
    pauses = [step.at for step in steps if isinstance(step, Risk) and step.what == "await"]
    if not pauses:
        return
    flow = (place(life.unit, min(pauses), "the span is over when this is waited for"),)
    message = f"{life.title} ends before its callback is done, for which nobody waits"
    yield finding(RULE.name, life, message, "await the callback where the span is ended", flow)


RULE = Rule("early-end", "the span ends before its work is done", "on", ALL, __doc__ or "", check)
