"""Reports a context that is attached and, on some way out, never detached.

Reports
    An attached context whose token is dropped, or that some path of the function, or an exception, leaves
    attached.

Why it matters
    The span in it stays the current one, ended or not: what runs later in the same thread or task becomes its
    child, in a trace where it has no place.

Example
    from opentelemetry import context, trace

    def handle(request):
        token = context.attach(trace.set_span_in_context(request.span))
        request.run()
        if request.failed:
            return None
        context.detach(token)
        return request.result

Instead
    from opentelemetry import context, trace

    def handle(request):
        token = context.attach(trace.set_span_in_context(request.span))
        try:
            request.run()
            return None if request.failed else request.result
        finally:
            context.detach(token)

Stays silent when
    The token is returned, stored, or given to somebody who may detach it; in a generator, which may be closed
    in another context, where its token can't be detached; and where a token is dropped and it is not to be
    seen that the context holds a span.

Fix
    None.

Sources
    Context API, Attach: opentelemetry.io/docs/specs/otel/context/#attach-context
"""

from collections.abc import Iterator

from ..findings import Finding
from ..judging.judging import Lifetime
from ..search.paths import turns
from .rule import Rule, finding


def check(life: Lifetime) -> Iterator[Finding]:
    """One finding for a context that stays attached."""
    if life.fault == "undetached":
        how = "is never detached" if life.never else "is not detached on every way out"
        flow = tuple(
            turn._replace(note=_of_the_context(turn.note))
            for turn in (turns(life.unit, life.leak) if life.leak is not None else ())
        )
        yield finding(RULE.name, life, f"what is attached here {how}", "detach its token in a finally", flow)


def _of_the_context(note: str) -> str:
    """What a path says of a span, said of the context that stays attached."""
    attached = "still attached"
    return note.replace("with the span still open", attached).replace("span still open", attached)


RULE = Rule(
    "undetached-token", "what is attached is not detached", "on", ("python",), __doc__ or "", check
)
