"""`while`: its test, its body, its `else`, and the loops that never fall out."""

import sys


def body_may_be_skipped(work):
    while work():
        live()
    live()


def body_that_returns_may_be_skipped(flag):
    while flag:
        return live()
    live()


def true_never_falls_out(work):
    while True:
        work()
    dead()


def one_never_falls_out(work):
    while 1:
        work()
    dead()


def parenthesised_true(work):
    while (True):
        work()
    dead()


def true_with_a_break(work):
    while True:
        if work():
            break
        live()
    live()


def true_with_a_return_only(work):
    while True:
        if work():
            return live()
    dead()


def false_is_never_entered():
    while False:
        dead()
    live()


def zero_is_never_entered():
    while 0:
        dead()
    live()


def endless_without_a_step():
    while True:
        pass
    dead()


def test_that_leaves():
    while sys.exit(1):
        dead()
    dead()


def after_continue(work):
    while work():
        continue
        dead()
    live()


def after_break(work):
    while work():
        break
        dead()
    live()


def walrus_in_the_test(work):
    while (chunk := work()) is not None:
        live()
        if chunk:
            break
    live()


def break_of_an_inner_loop_is_not_ours(items):
    while True:
        for item in items:
            if item:
                break
            live()
        live()
    dead()
