from opentelemetry import trace

from .texts import plain_text, safe_text

tracer = trace.get_tracer(__name__)


def leaks_where_the_helper_raises(job):
    try:
        span = tracer.start_span("job")  # want: unended-on-exception
        text = plain_text(job)
        span.set_attribute("job", text)
        span.end()
    except Exception:
        print("not traced")


def ends_where_the_helper_raises_nothing(job):
    try:
        span = tracer.start_span("job")
        text = safe_text(job)
        span.set_attribute("job", text)
        span.end()
    except Exception:
        print("not traced")
