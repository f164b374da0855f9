from shop.tracing import start


def leaks(skip):
    span = start("work")  # want(a): unended-span
    if skip:
        return  # exit(a)
    span.end()


def ends():
    span = start("work")
    span.end()
