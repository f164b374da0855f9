"""What is said of the spans in this file is wrong, or said twice; every one of them is ended."""

from opentelemetry import trace
from opentelemetry.trace import StatusCode

tracer = trace.get_tracer("orders")


def accept(order, warehouse):
    with tracer.start_as_current_span("accept return") as span:
        try:
            return warehouse.restock(order)
        except warehouse.Full as error:
            span.record_exception(error)
            raise


def inspect(order, inspector):
    with tracer.start_as_current_span("inspect return") as span:
        try:
            return inspector.inspect(order)
        except inspector.Damaged as error:
            span.record_exception(error)
            return None


def refuse(order):
    with tracer.start_as_current_span("refuse return") as span:
        span.set_attribute("order", order.id)
        span.set_status("refused")


def reimburse(order, bank):
    with tracer.start_as_current_span("reimburse") as span:
        try:
            bank.transfer(order.total)
        except bank.Refused as error:
            span.record_exception(f"{order.id}: {error}")
            span.set_status(StatusCode.ERROR)
