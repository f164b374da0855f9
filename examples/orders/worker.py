"""Takes orders off a queue."""

from opentelemetry import trace
from opentelemetry.trace import Status, StatusCode

tracer = trace.get_tracer("orders")


async def handle(order, warehouse):
    span = tracer.start_span("handle order")
    try:
        await warehouse.reserve(order)
        span.end()
    except Exception as error:  # A cancelled task is no Exception: its span is lost.
        span.record_exception(error)
        span.set_status(Status(StatusCode.ERROR))
        span.end()
        raise


async def drain(queue, warehouse):
    while True:
        span = tracer.start_span("drain")
        order = await queue.get()
        if order is None:
            return
        try:
            await warehouse.ship(order)
        finally:
            span.end()


def price(order, rates):
    span = tracer.start_span("price")
    total = sum(rates[line.sku] * line.count for line in order.lines)
    span.set_attribute("total", total)
    return total
