"""`a if test else b`: the test comes first, then one arm only."""

import sys


def either_arm(flag):
    return (
        live()
        if flag
        else live()
    )


def true_takes_the_first():
    return (
        live()
        if True
        else dead()
    )


def false_takes_the_second():
    return (
        dead()
        if False
        else live()
    )


def one_arm_exits(flag):
    value = sys.exit(1) if flag else 0
    live()
    return value


def both_arms_exit(flag):
    value = sys.exit(1) if flag else sys.exit(2)
    dead()
    return value


def test_comes_before_the_arms():
    return (
        dead()
        if sys.exit(1)
        else dead()
    )


def nested(value):
    found = 1 if value == 1 else 2 if value == 2 else sys.exit(3)
    live()
    return found


def nested_exits_in_every_arm(value):
    found = sys.exit(1) if value == 1 else sys.exit(2) if value == 2 else sys.exit(3)
    dead()
    return found


def known_test_inside_a_chain(flag):
    return (
        live()
        if flag
        else live()
        if True
        else dead()
    )


def as_an_argument(flag, work):
    work(1, sys.exit(1) if flag else 2)
    live()


def as_a_statement(flag):
    sys.exit(1) if flag else None
    live()


def in_a_test(flag, other):
    if flag if other else sys.exit(1):
        return live()
    live()
