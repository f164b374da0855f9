from typing import Optional

from tracing import Basket, Tracing, get_tracing


def leaks_by_a_parameter(tracing: Tracing, order, ship):
    span = tracing.begin_order(order)  # want(a): unended-on-exception
    ship(order)  # exit(a)
    tracing.finish_order(span)


def ends_by_a_parameter(tracing: Tracing, order, ship):
    span = tracing.begin_order(order)
    try:
        ship(order)
    finally:
        tracing.finish_order(span)


def leaks_by_what_a_function_gives(order):
    recorder = get_tracing()
    span = recorder.begin_order(order)  # want(b): unended-span
    if order.is_empty:
        return  # exit(b)
    recorder.finish_order(span)


def ends_by_what_a_function_gives(order):
    recorder = get_tracing()
    span = recorder.begin_order(order)
    if not order.is_empty:
        span.add_event('packed')
    recorder.finish_order(span)


def leaks_by_an_optional_one(order, ship, spans: Optional[Tracing] = None):
    span = spans.begin_order(order)  # want(c): unended-on-exception
    ship(order)  # exit(c)
    spans.finish_order(span)


def knows_nothing_of_another_type(other: "Unknown", order, ship):
    span = other.begin_order(order)
    ship(order)
    other.finish_order(span)


def goes_through_a_list_of_a_declared_class(basket: Basket, tracer):
    try:
        with tracer.start_as_current_span("basket", end_on_exit=False) as span:
            names = [order for order in basket.orders]
            span.set_attribute("names", ",".join(names))
            span.end()
    except Exception:
        pass


def goes_through_what_a_declared_class_makes(basket: Basket, tracer):
    try:
        with tracer.start_as_current_span("basket", end_on_exit=False) as span:  # want: unended-on-exception
            names = [order for order in basket.open_ones]
            span.set_attribute("names", ",".join(names))
            span.end()
    except Exception:
        pass
