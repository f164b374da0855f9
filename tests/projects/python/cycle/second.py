from opentelemetry import trace

from first import finish, finish_in_turn, start_first

tracer = trace.get_tracer("shop")


def start_second(name):
    if name:
        return tracer.start_span(name)
    return start_first("first")


def finish_later(span, again):
    if again:
        finish_in_turn(span, False)
    else:
        finish(span)


def leaks(skip):
    span = start_first("work")  # want(a): unended-span
    if skip:
        return  # exit(a)
    span.end()


def ends():
    span = start_first("work")
    finish(span)
