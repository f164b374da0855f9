"""Decorators run where the definition stands: first their expressions, then the calls."""

import sys


def expression_runs_here(decorate):
    @decorate(live())
    def inner():
        pass

    live()


def expression_that_leaves(decorate):
    @decorate(sys.exit(1))
    def inner():
        pass

    dead()


def decorating_may_raise(decorate):
    try:
        @decorate
        def inner():
            pass
    except ValueError:
        live()
    live()


def decorator_call_may_raise(work):
    try:
        @work(1)
        def inner():
            pass
    except ValueError:
        live()


def several(decorate):
    @decorate
    @decorate(live())
    @decorate(sys.exit(1))
    @decorate(dead())
    def inner():
        pass

    dead()


def body_is_still_a_function_of_its_own(decorate):
    @decorate
    def inner():
        return live()
        dead()

    live()
    return inner


def on_a_class(decorate):
    @decorate(live())
    class Inner:
        live()

    live()


def on_a_class_that_leaves(decorate):
    @decorate(sys.exit(1))
    class Inner:
        dead()

    dead()


def on_a_method(decorate):
    class Inner:
        @decorate(live())
        def method(self):
            pass

    live()


def on_an_asynchronous_function(decorate):
    @decorate
    async def inner(wait):
        try:
            await wait()
        except BaseException:
            live()

    live()
    return inner
