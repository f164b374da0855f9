def finish(span):
    span.end()


def describe(span):
    span.set_attribute("text", "text")
