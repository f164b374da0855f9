from contextlib import contextmanager

from opentelemetry import trace

tracer = trace.get_tracer("shop")


def traced(name, callback):
    span = tracer.start_span(name)
    try:
        return callback(span)
    finally:
        span.end()


def started(name, callback):
    span = tracer.start_span(name)
    return callback(span)


@contextmanager
def tracing(name):
    span = tracer.start_span(name)
    try:
        yield span
    finally:
        span.end()
