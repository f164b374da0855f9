"""`yield from`: the inner generator may end, fail, or be closed through us."""

import sys


def goes_on(items):
    yield from items
    live()


def may_raise(items):
    try:
        yield from items
    except ValueError:
        live()
    live()


def may_be_closed(items):
    try:
        yield from items
    except GeneratorExit:
        live()


def finally_sees_a_close(items):
    try:
        yield from items
        sys.exit(1)
    finally:
        live()
    dead()


def its_value_may_be_returned(items):
    return (yield from items)
    dead()


def operand_comes_first():
    yield from sys.exit(1)
    dead()


def in_a_loop(items):
    for item in items:
        yield from (item, item)
        live()
    live()


def in_an_endless_loop(items):
    while True:
        yield from items
        live()
    dead()


def in_a_condition(items):
    if (yield from items):
        live()
    else:
        live()


def inside_a_with(manager, items):
    with manager():
        yield from items
        live()
    live()


def in_an_argument(work, items):
    work((yield from items))
    live()
