"""`os._exit` and `os.abort`: the process is gone at once, and nothing runs any more."""

import os
from os import _exit


def ends_the_path():
    os._exit(1)
    dead()


def imported_by_name():
    _exit(1)
    dead()


def abort():
    os.abort()
    dead()


def argument_comes_first():
    os._exit(
        live()
    )
    dead()


def finally_does_not_run():
    try:
        os._exit(1)
    finally:
        dead()
    dead()


def no_handler_catches_it():
    try:
        os._exit(1)
    except BaseException:
        dead()
    except:
        dead()
    dead()


def finally_runs_only_without_it(flag):
    try:
        if flag:
            os._exit(1)
            dead()
    finally:
        live()
    live()


def finally_of_the_arguments_error(work):
    try:
        os._exit(work())
    finally:
        live()
    dead()


def in_a_finally():
    try:
        return 1
    finally:
        os._exit(1)
        dead()
    dead()


def in_a_handler(work):
    try:
        work()
    except BaseException:
        os._exit(1)
    else:
        return
    finally:
        live()
    dead()


def with_is_not_left(manager):
    with manager():
        os._exit(1)
    dead()


def in_a_child_process(work):
    if os.fork() == 0:
        os._exit(0)
        dead()
    live()
