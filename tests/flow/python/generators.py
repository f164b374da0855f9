"""Generators: a `yield` hands control out, and it may come back as an error or as a request to close."""

import sys


def goes_on_after_a_yield():
    yield 1
    live()


def may_be_thrown_into():
    try:
        yield 1
    except ValueError:
        live()
    live()


def may_be_closed():
    try:
        yield 1
    except GeneratorExit:
        live()


def exception_does_not_catch_a_close():
    try:
        try:
            yield 1
        except Exception:
            live()
    except BaseException:
        live()


def finally_sees_a_close():
    try:
        yield 1
        sys.exit(1)
    finally:
        live()
    dead()


def return_ends_it():
    yield 1
    return live()
    dead()


def endless():
    while True:
        yield 1
        live()
    dead()


def endless_behind_a_finally():
    try:
        while True:
            yield 1
        dead()
    finally:
        live()
    dead()


def sent_value_is_unknown():
    reply = yield 1
    if reply:
        return live()
    live()


def yield_in_a_condition():
    while (yield 1):
        live()
    live()


def yield_in_a_loop(items):
    for item in items:
        yield item
    live()


def yield_that_cannot_come():
    return
    yield 1
    dead()


def value_comes_before_the_yield():
    yield sys.exit(1)
    dead()


async def asynchronous(wait):
    try:
        yield await wait()
    except GeneratorExit:
        live()
        raise
    live()


async def asynchronous_and_cancelled():
    try:
        yield 1
    except Exception:
        live()
    finally:
        live()
