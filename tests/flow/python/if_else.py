"""`if`, `elif`, `else`: what each arm does, and tests whose outcome is written down."""

import sys


def both_arms(flag):
    if flag:
        live()
    else:
        live()
    live()


def only_arm_returns(flag):
    if flag:
        return live()
    live()


def both_arms_return(flag):
    if flag:
        return 1
    else:
        return 2
    dead()


def chain_falls_out_of_every_arm(value):
    if value == 1:
        live()
    elif value == 2:
        live()
    else:
        live()
    live()


def every_arm_leaves(value):
    if value == 1:
        return
    elif value == 2:
        raise ValueError
    else:
        sys.exit(1)
    dead()


def chain_without_else_falls_out(value):
    if value == 1:
        return
    elif value == 2:
        return
    live()


def false_is_never_taken():
    if False:
        dead()
    live()


def true_is_always_taken():
    if True:
        return live()
    else:
        dead()
    dead()


def numbers_and_none_are_known():
    if 0:
        dead()
    if None:
        dead()
    if 1:
        return live()
    dead()


def parentheses_change_nothing():
    if (True):
        return
    dead()


def elif_after_true(flag):
    if flag:
        live()
    elif True:
        live()
    else:
        dead()


def elif_false_goes_on(flag):
    if flag:
        return
    elif False:
        dead()
    else:
        live()


def test_that_leaves():
    if sys.exit(1):
        dead()
    else:
        dead()
    dead()


def second_test_only_after_the_first_failed(flag):
    if flag:
        live()
    elif sys.exit(1):
        dead()
    live()
