def describe(span):
    span.set_attribute("text", "text")
