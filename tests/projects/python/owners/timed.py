from opentelemetry import trace

tracer = trace.get_tracer(__name__)


class Timed:
    def __init__(self, name):
        self._span = tracer.start_span(name)

    def note(self, key, value):
        self._span.set_attribute(key, value)

    def end(self):
        self._span.end()
