from tracing import started, traced, tracing


def ends_what_the_wrapper_ends():
    def ended_twice(span):
        span.set_attribute("text", "text")
        span.end()  # exit(a)

    return traced("work", ended_twice)  # want(a): double-end


def leaves_the_end_to_the_wrapper():
    def ended_once(span):
        span.set_attribute("text", "text")

    return traced("work", ended_once)


def leaks_what_the_wrapper_does_not_end(skip):
    def left_open(span):
        if skip:
            return
        span.end()

    return started("work", left_open)  # want: unended-span


def ends_what_the_wrapper_does_not_end():
    def closed(span):
        span.end()

    return started("work", closed)


def ends_what_the_manager_ends():
    with tracing("work") as span:  # want(a): double-end
        span.end()  # exit(a)


def leaves_the_end_to_the_manager():
    with tracing("work") as span:
        span.set_attribute("text", "text")


def drops_the_manager():
    tracing("work")  # want: dropped-context-manager


@tracing("work")
def is_decorated_by_the_manager():
    return 1
