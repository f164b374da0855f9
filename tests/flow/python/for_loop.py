"""`for`: the iterable comes first and once, the body any number of times."""

import sys


def body_may_be_skipped(items):
    for item in items:
        live()
    live()


def body_that_returns_may_be_skipped(items):
    for item in items:
        return live()
    live()


def iterable_that_leaves():
    for item in sys.exit(1):
        dead()
    dead()


def iterable_that_raises(work):
    try:
        for item in work():
            return
    except Exception:
        live()


def step_of_the_iterator_raises(items):
    try:
        for item in items:
            pass
    except ValueError:
        live()


def after_continue(items):
    for item in items:
        continue
        dead()
    live()


def after_break(items):
    for item in items:
        break
        dead()
    live()


def conditional_continue(items):
    for item in items:
        if item:
            continue
        live()
    live()


def every_way_through_the_body_leaves(items, flag):
    for item in items:
        if flag:
            break
        else:
            return
        dead()
    live()


def nested_break_leaves_one_loop(items, value):
    for item in items:
        for other in value:
            break
            dead()
        live()
    live()


def unpacking_target(work):
    for first, (second, *rest) in work():
        live()
    live()


def body_exits(items):
    for item in items:
        sys.exit(1)
        dead()
    live()
