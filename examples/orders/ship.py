"""What this file does to spans is done to those of others."""

from opentelemetry import trace


def finish_shipping(order):
    span = trace.get_current_span()
    span.set_attribute("order", order.id)
    span.end()
