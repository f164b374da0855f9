import tracing
from tracing import describe, finish, keep
from tracing import finish as done


def leaks_what_is_only_described(tracer):
    span = tracer.start_span("work")  # want: unended-span "never ended"
    describe(span, "text")


def ends_by_a_helper(tracer):
    span = tracer.start_span("work")
    describe(span, "text")
    finish(span)


def leaks_when_skipped(tracer, skip):
    span = tracer.start_span("work")  # want(a): unended-span "when `skip`"
    if skip:
        return  # exit(a)
    done(span)


def ends_by_another_name(tracer, skip):
    span = tracer.start_span("work")
    if not skip:
        describe(span, "text")
    done(span)


def ends_twice(tracer):
    span = tracer.start_span("work")  # want(a): double-end
    tracing.finish(span)
    span.end()  # exit(a)


def ends_through_the_module(tracer):
    span = tracer.start_span("work")
    tracing.finish(span)


def leaks_through_the_module(tracer):
    span = tracer.start_span("work")  # want: unended-span
    tracing.describe(span, "text")


def gives_it_away(tracer, kept):
    span = tracer.start_span("work")
    keep(span, kept)
