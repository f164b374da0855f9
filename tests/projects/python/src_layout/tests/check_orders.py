from shop import tracing


def leaks(skip):
    span = tracing.start("work")  # want(a): unended-span
    if skip:
        return  # exit(a)
    span.end()


def ends():
    span = tracing.start("work")
    span.end()
