from typing import Annotated, Optional

from fastapi import Depends
from tracing import Tracing, get_tracing

Recorder = Annotated[Tracing, Depends(get_tracing)]
Maybe = Optional[Tracing]


def leaks_by_an_annotated_type(recorder: Recorder, order):
    span = recorder.begin_order(order)  # want(a): unended-span
    if order.is_empty:
        return  # exit(a)
    recorder.finish_order(span)


def ends_by_an_annotated_type(recorder: Recorder, order):
    span = recorder.begin_order(order)
    if not order.is_empty:
        span.add_event("packed")
    recorder.finish_order(span)


def leaks_by_one_that_may_be_missing(maybe: Maybe, order):
    span = maybe.begin_order(order)  # want(b): unended-span
    if order.is_empty:
        return  # exit(b)
    maybe.finish_order(span)


def leaks_by_a_type_in_a_text(order, other: "Tracing | None" = None):
    span = other.begin_order(order)  # want(c): unended-span
    if order.is_empty:
        return  # exit(c)
    other.finish_order(span)
