from tracing import start


def start_llm(model):
    span = start("llm")
    span.set_attribute("model", model)
    return span
