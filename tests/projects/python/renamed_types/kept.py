from tracing import Tracing


class Kept(Tracing):
    def finish_order(self, span, error=None):
        super().finish_order(span)

    def leaks_by_what_it_extends(self, order):
        span = super().begin_order(order)  # want(d): unended-span
        if order.is_empty:
            return  # exit(d)
        super().finish_order(span)

    def ends_by_what_it_extends(self, order):
        span = super().begin_order(order)
        if not order.is_empty:
            span.add_event("packed")
        self.finish_order(span)
