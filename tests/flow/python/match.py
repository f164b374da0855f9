"""`match`: cases are tried in order, and without one that always fits the statement may do nothing."""

import sys


def no_case_need_fit(value):
    match value:
        case 1:
            return
        case "two":
            return
    live()


def every_case_falls_out(value):
    match value:
        case 1:
            live()
        case 2:
            live()
    live()


def there_is_no_fall_through(value):
    match value:
        case 1:
            return
        case 2:
            live()
    live()


def subject_that_leaves():
    match sys.exit(1):
        case 1:
            dead()
        case _:
            dead()
    dead()


def patterns_of_all_kinds(value):
    match value:
        case []:
            live()
        case [first, *rest]:
            live()
        case {"kind": "one", **others}:
            live()
        case int(number):
            live()
        case "a" | "b":
            live()
        case None | True:
            live()
    live()


def guard_may_fail(value, flag):
    match value:
        case 1 if flag:
            return
        case 1:
            live()
    live()


def guard_that_leaves(value):
    match value:
        case 1 if sys.exit(1):
            dead()
        case 2:
            live()
    live()


def guard_that_raises(value, work):
    try:
        match value:
            case 1 if work():
                pass
    except ValueError:
        live()
    live()


def break_belongs_to_the_loop_around(items):
    while True:
        match items:
            case []:
                break
            case _:
                return
        dead()
    live()


def continue_belongs_to_the_loop_around(items):
    for item in items:
        match item:
            case 1:
                continue
            case 2:
                live()
        live()
    live()


def inside_a_finally(value):
    try:
        return 1
    finally:
        match value:
            case 1:
                live()
        live()
    dead()
