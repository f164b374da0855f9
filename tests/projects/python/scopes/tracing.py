from contextlib import contextmanager

from opentelemetry import trace

tracer = trace.get_tracer(__name__)


def opened(name):
    return tracer.start_as_current_span(name)


@contextmanager
def scoped(name):
    with tracer.start_as_current_span(name) as span:
        yield span
