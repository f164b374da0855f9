"""`and`, `or`: the right side runs only when the left one lets it."""

import sys


def right_of_and_may_run(flag):
    flag and live()
    live()


def right_of_or_may_run(flag):
    flag or live()
    live()


def false_and():
    False and dead()
    live()


def true_or():
    True or dead()
    live()


def true_and():
    True and live()
    live()


def false_or():
    False or live()
    live()


def numbers_and_none():
    0 and dead()
    None and dead()
    1 or dead()
    live()


def exit_on_the_right_may_be_skipped(flag):
    flag and sys.exit(1)
    live()


def exit_on_the_left_is_not_skipped(flag):
    sys.exit(1) and flag
    dead()


def exit_behind_true():
    True and sys.exit(1)
    dead()


def exit_behind_false():
    False or sys.exit(1)
    dead()


def any_link_of_a_chain_may_stop_it(flag, other):
    flag and other and sys.exit(1)
    live()


def mixed_chain(flag, other):
    (flag or sys.exit(1)) and other
    live()


def exits_on_both_ways(flag):
    (flag and sys.exit(1)) or sys.exit(2)
    dead()


def in_a_test(flag, work):
    if flag and work():
        live()
    else:
        live()


def exit_in_a_test_may_be_skipped(flag):
    if flag or sys.exit(1):
        live()


def negation(flag):
    if not flag:
        return live()
    live()


def in_a_loop_test(flag, work):
    while flag and work():
        live()
    live()
