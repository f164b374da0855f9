from .. import nowhere
from absent import describe, start


def gives_it_to_what_can_not_be_found(tracer):
    span = tracer.start_span("work")
    describe(span)


def gets_it_from_what_can_not_be_found():
    span = start("work")
    nowhere.describe(span)


def leaks(tracer):
    span = tracer.start_span("work")  # want: unended-span
    span.set_attribute("text", "text")
