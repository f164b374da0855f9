"""Reports a span with an async callback that nobody waits for, inside of another span.

Reports
    A callback form with an async callback whose promise is dropped, within the callback of another span.

Why it matters
    The outer span may end before the inner one, and be exported before it; a rejection is left to itself.

Example
    async function run() {
      return tracer.startActiveSpan('parent', async (span) => {
        try {
          tracer.startActiveSpan('child', async (child) => {
            await store().finally(() => child.end());
          });
        } finally {
          span.end();
        }
      });
    }

Instead
    async function run() {
      return tracer.startActiveSpan('parent', async (span) => {
        try {
          await tracer.startActiveSpan('child', async (child) => {
            await store().finally(() => child.end());
          });
        } finally {
          span.end();
        }
      });
    }

Stays silent when
    The promise is awaited, returned, held, or given a handler.

Fix
    None: not to wait may be what is meant.

Sources
    Run on @opentelemetry/api 1.9.1 and 1.10.0.
"""

from collections.abc import Iterator

from ..code.places import around, name_called
from ..findings import Finding
from ..graph import Span
from ..judging.judging import Lifetime
from ..tracing.spans import callback_of
from .rule import ECMA, Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a callback form whose promise is dropped inside of another one."""
    start = life.start
    if start is None or start.gives != "callback" or start.held != "discarded":
        return
    callback = callback_of(life.unit, start)
    fact = life.unit.language.facts.get(callback.kind_id) if callback is not None else None
    if callback is None or fact is None or fact.role != "function" or not fact.marked(callback, "async"):
        return
    if _is_inside_another(life, Span(start.node.start_byte, start.node.end_byte)):
        message = f"nobody waits for {life.title} inside of another span"
        yield finding(RULE.name, life, message, "await it")


def _is_inside_another(life: Lifetime, at: Span) -> bool:
    """Whether a place lies in a call of a callback form other than the one that stands there."""
    unit, known = life.unit, life.start.libraries if life.start is not None else ()
    names = {
        name for library in known for name, table in library.starts.items() if table["gives"] == "callback"
    }
    for node in around(unit, at):
        own = (node.start_byte, node.end_byte) == at
        if not own and name_called(unit, node) in names:
            return True
    return False


RULE = Rule(
    "floating-active-span",
    "nobody waits for a span inside of another",
    "off",
    ECMA,
    __doc__ or "",
    check,
)
