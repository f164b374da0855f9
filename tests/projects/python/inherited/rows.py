from opentelemetry import trace

from .base import Traced

tracer = trace.get_tracer("rows")


class Rows(Traced):
    def ends_where_what_it_inherits_raises_nothing(self, row):
        span = tracer.start_span("row")
        self.described(row)
        span.end()

    def ends_by_what_it_inherits(self, row):
        span = tracer.start_span("row")
        self.labelled(span, row)
        self.finished(span)

    def leaks_where_that_only_labels_it(self, row):
        span = tracer.start_span("row")  # want: unended-span
        self.labelled(span, row)

    def finished_later(self, span):
        span.end()
