"""The spans of this file end, but not when the work does; or they are current where they should not be."""

from opentelemetry import context, trace

tracer = trace.get_tracer("orders")


async def total(order, prices):
    return sum([await prices.of(item) for item in order.items])


def price_later(order, prices):
    with tracer.start_as_current_span("price later"):
        return total(order, prices)


@tracer.start_as_current_span("page through")
def page_through(orders):
    for page in orders.pages():
        yield from page


async def follow(orders):
    with tracer.start_as_current_span("follow orders"):
        async for order in orders.changes():
            yield order


def send(order, carrier):
    context.attach(trace.set_span_in_context(order.span))
    carrier.collect(order)
