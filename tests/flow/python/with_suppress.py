"""Managers that swallow an error of their body: the code behind the `with` runs after all."""

import contextlib
import sys
from contextlib import nullcontext, suppress


def after_a_raise():
    with contextlib.suppress(ValueError):
        raise ValueError
        dead()
    live()


def imported_by_name():
    with suppress(ValueError):
        raise ValueError
    live()


def after_a_call_and_a_return(work):
    with suppress(ValueError):
        return work()
    live()


def return_is_not_suppressed():
    with suppress(ValueError):
        return 1
    dead()


def break_is_not_suppressed(items):
    for item in items:
        with suppress(ValueError):
            break
        dead()
    live()


def pass_falls_out():
    with suppress(ValueError):
        pass
    live()


def outer_item_suppresses_the_inner_one():
    with suppress(SystemExit), sys.exit(1):
        dead()
    live()


def inner_item_does_not_suppress_the_outer_one():
    with sys.exit(1), suppress(SystemExit):
        dead()
    dead()


def any_item_is_enough(manager):
    with nullcontext(), suppress(ValueError), manager():
        raise ValueError
    live()


def inside_a_finally():
    try:
        return 1
    finally:
        with suppress(ValueError):
            raise ValueError
        live()
    dead()


def nested_in_one_that_does_not():
    with nullcontext():
        with suppress(ValueError):
            raise ValueError
        live()
    live()


def around_one_that_does_not():
    with suppress(ValueError):
        with nullcontext():
            raise ValueError
        dead()
    live()


def in_a_loop():
    while True:
        with suppress(ValueError):
            raise ValueError
        if live():
            break
    live()


def around_a_try():
    with suppress(ValueError):
        try:
            raise ValueError
        finally:
            live()
        dead()
    live()
