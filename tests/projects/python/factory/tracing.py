from opentelemetry import trace

tracer = trace.get_tracer("shop")


def start(name):
    span = tracer.start_span(name)
    span.set_attribute("shop", True)
    return span


def start_pair(name):
    span = tracer.start_span(name)
    return span, "token"


def start_inside(name):
    return {"span": tracer.start_span(name), "name": name}


def start_and_keep(name, kept):
    span = tracer.start_span(name)
    kept.append(span)
    return span


def current():
    return trace.get_current_span()
