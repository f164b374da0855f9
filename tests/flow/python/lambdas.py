"""`lambda`: a function of its own, whose body does not run where it stands."""

import sys


def exit_inside_does_not_leave_us():
    leave = lambda: sys.exit(1)
    live()
    return leave


def body_is_a_function_of_its_own(work):
    work(
        lambda: live()
    )
    live()


def default_runs_here():
    leave = lambda value=sys.exit(1): value
    dead()


def error_inside_is_not_caught_here(error):
    try:
        callback = lambda: error.fail()
    except ValueError:
        dead()
    live()


def branch_inside(work, flag):
    work(
        lambda: (
            live()
            if flag
            else live()
        )
    )


def known_branch_inside(work):
    work(
        lambda: (
            live()
            or sys.exit(1)
            or dead()
        )
    )


def nested(work):
    return work(
        lambda: work(
            lambda: live()
        )
    )


def behind_a_test(work, flag):
    flag and work(
        lambda: live()
    )
    live()


def in_an_endless_loop(work):
    while True:
        work(lambda: live())
    dead()


def yield_inside_is_not_ours():
    try:
        produce = lambda: (yield)
    except GeneratorExit:
        dead()
    live()
    return produce
