from opentelemetry import trace

from quiet import asks_first, describe, never_raises

tracer = trace.get_tracer(__name__)


class Loader:
    def leaks_in_a_decorated_method(self, rows):
        span = tracer.start_span("load")  # want: unended-span "never ended"
        self._describe(span, rows)
        return rows

    def ends_in_a_decorated_method(self, rows):
        span = tracer.start_span("load")
        self._finish(span)
        return rows

    @never_raises
    def _describe(self, span, rows):
        span.set_attribute("rows", len(rows))

    @never_raises
    def _finish(self, span):
        span.end()

    def gives_it_to_what_is_called_otherwise(self, rows):
        span = tracer.start_span("load")
        self._send(span)
        return rows

    @asks_first
    def _send(self, answer, span):
        answer.send(span)


def leaks_beside_an_imported_helper(rows):
    span = tracer.start_span("load")  # want: unended-span "never ended"
    describe(span, rows)
    return rows
