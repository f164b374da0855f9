"""Functions inside functions: a body belongs to the function it is the body of."""

import sys


def return_inside_does_not_leave_us(work):
    def inner():
        return live()
        dead()

    work(inner)
    live()


def raise_inside_is_not_caught_here():
    try:
        def inner():
            raise ValueError
    except ValueError:
        dead()
    live()
    return inner


def exit_inside_does_not_leave_us():
    def inner():
        sys.exit(1)
        dead()

    live()
    return inner


def default_runs_here():
    def inner(value=sys.exit(1)):
        return value

    dead()


def typed_default_runs_here():
    def inner(value: int = sys.exit(1)):
        return value

    dead()


def inner_try_is_its_own(work):
    def inner():
        try:
            return work()
        finally:
            live()
        dead()

    try:
        live()
    finally:
        work(inner)
    return inner


def inner_loop_is_its_own(items):
    while True:
        def inner():
            for item in items:
                break
                dead()
            live()

        if live():
            return inner
    dead()


def yield_inside_does_not_make_us_a_generator():
    try:
        def inner():
            yield 1
            live()
    except GeneratorExit:
        dead()
    return inner


def asynchronous(work):
    async def inner():
        try:
            await work()
        except BaseException:
            live()
        live()

    live()
    return inner


def three_deep(work):
    def middle():
        def inner():
            return live()
            dead()

        work(inner)
        return live()
        dead()

    work(middle)
    return live()
    dead()
