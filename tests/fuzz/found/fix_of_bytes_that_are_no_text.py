from opentelemetry import trace


def loads(rows):
    tracer = trace.get_tracer("x")
    span = tracer.start_span("ÿþ")
    rows.read()
