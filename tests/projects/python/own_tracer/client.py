from opentelemetry import trace

from .own import OwnTracer


class Client:
    def __init__(self):
        self.tracer = OwnTracer()
        self.other = trace.get_tracer("shop")

    def marks_a_span_of_its_own(self, call):
        span = self.tracer.start_span("call")
        try:
            result = call()
            span.set_status(0)
            return result
        finally:
            span.end()

    def marks_one_of_the_library(self, call):
        span = self.other.start_span("call")
        try:
            result = call()
            span.set_status(0)  # want: ignored-status
            return result
        finally:
            span.end()
