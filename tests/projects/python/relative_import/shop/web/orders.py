from .. import tracing
from ..tracing import finish
from . import helpers


def leaks(tracer):
    span = tracer.start_span("work")  # want: unended-span
    helpers.describe(span)
    tracing.describe(span)


def ends(tracer):
    span = tracer.start_span("work")
    helpers.describe(span)
    finish(span)
