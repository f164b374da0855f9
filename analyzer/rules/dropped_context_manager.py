"""Reports a context manager that would start a span and is never entered, or is lost as soon as it is.

Reports
    A call such as `tracer.start_as_current_span("x")` whose value nobody enters, and `.__enter__()` on the
    call itself.

Why it matters
    The span starts when the manager is entered: without a `with` there is no span, and nothing says so.
    Entered through a temporary, it has ended before the next line runs, because the temporary is collected
    (opentelemetry-sdk 1.45.2 on CPython).

Example
    def rows():
        tracer.start_as_current_span("import")
        return 3

Instead
    def rows():
        with tracer.start_as_current_span("import"):
            return 3

Stays silent when
    The manager is entered by a `with` or an exit stack, kept in a name that is used, returned, stored, passed
    on, or used as a decorator.

Fix
    None.

Sources
    opentelemetry-api 1.45.2, Tracer.start_as_current_span.
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from .rule import Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a context manager that is dropped."""
    if life.fault == "dropped":
        message = f"{life.title} is not in force: its context manager is dropped"
        yield finding(RULE.name, life, message, "enter it with a with statement")


RULE = Rule(
    "dropped-context-manager",
    "the context manager of a span is never entered",
    "on",
    ("python",),
    __doc__ or "",
    check,
)
