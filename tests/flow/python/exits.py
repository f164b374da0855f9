"""`sys.exit`, `exit`, `quit`: each raises SystemExit, so a `finally` on the way still runs."""

import sys
import sys as system
from sys import exit as leave


def sys_exit_ends_the_path():
    sys.exit(1)
    dead()


def without_an_argument():
    sys.exit()
    dead()


def builtin_exit():
    exit(1)
    dead()


def builtin_quit():
    quit()
    dead()


def imported_under_another_name():
    leave(1)
    dead()


def module_under_another_name():
    system.exit(1)
    dead()


def argument_comes_first():
    sys.exit(
        live()
    )
    dead()


def in_one_branch(flag):
    if flag:
        sys.exit(1)
    live()


def finally_still_runs():
    try:
        sys.exit(1)
    finally:
        live()
    dead()


def system_exit_can_be_caught():
    try:
        sys.exit(1)
    except SystemExit:
        live()
    live()


def base_exception_catches_it():
    try:
        sys.exit(1)
    except BaseException:
        live()
    live()


def bare_handler_catches_it():
    try:
        exit(1)
    except:
        live()
    live()


def exception_does_not_catch_it():
    try:
        sys.exit(1)
    except Exception:
        dead()
    dead()


def with_body_that_exits(manager):
    with manager():
        sys.exit(1)
        dead()
    dead()


def in_a_handler(work):
    try:
        return work()
    except Exception:
        sys.exit(1)
    dead()


def returned():
    return sys.exit(1)
    dead()


def in_a_loop(items):
    for item in items:
        sys.exit(1)
        dead()
    live()


def raised_by_hand():
    try:
        raise SystemExit(1)
    finally:
        live()
    dead()
