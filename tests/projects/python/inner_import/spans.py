from opentelemetry import trace


def begin(name):
    return trace.get_tracer("shop").start_span(name)


def describe(span, rows):
    span.set_attribute("rows", len(rows))


def finish(span):
    span.end()
