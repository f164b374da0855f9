"""`with`: entering comes first, the body once, and leaving changes nothing unless the manager suppresses."""

import contextlib
import sys
from contextlib import nullcontext


def falls_out(manager):
    with manager():
        live()
    live()


def body_returns(manager):
    with manager() as value:
        return value
    dead()


def body_raises():
    with nullcontext():
        raise ValueError
    dead()


def body_raises_in_one_branch(flag):
    with nullcontext():
        if flag:
            raise ValueError
    live()


def manager_that_leaves():
    with sys.exit(1):
        dead()
    dead()


def manager_that_raises(manager):
    try:
        with manager():
            pass
    except ValueError:
        live()
    live()


def several_items():
    with nullcontext() as first, nullcontext() as second:
        return live()
    dead()


def second_item_leaves():
    with nullcontext(), sys.exit(1):
        dead()
    dead()


def items_in_parentheses():
    with (
        nullcontext() as first,
        nullcontext(live()) as second,
    ):
        return live()
    dead()


def nested(manager):
    with manager():
        with manager():
            return
        dead()
    dead()


def break_out_of_it(manager, items):
    for item in items:
        with manager():
            break
        dead()
    live()


def continue_out_of_it(work):
    while True:
        with nullcontext():
            if work():
                continue
            return live()
        dead()
    dead()


def inside_a_try(manager):
    try:
        with manager():
            return live()
    except ValueError:
        live()
    finally:
        live()
    live()


def try_inside(manager):
    with manager():
        try:
            return live()
        except ValueError:
            live()
    live()


def closing_does_not_suppress(work):
    with contextlib.closing(work()):
        raise ValueError
    dead()
