"""`match` with a case that always fits: there is no way past it."""

import sys


def wildcard(value):
    match value:
        case 1:
            return
        case _:
            return
    dead()


def capture(value):
    match value:
        case 1:
            return
        case other:
            return other
    dead()


def only_a_wildcard(value):
    match value:
        case _:
            return live()
    dead()


def wildcard_falls_out(value):
    match value:
        case 1:
            return
        case _:
            live()
    live()


def one_of_the_others_falls_out(value):
    match value:
        case 1:
            live()
        case _:
            return
    live()


def wildcard_in_an_alternative(value):
    match value:
        case 1:
            return
        case 2 | _:
            return
    dead()


def wildcard_in_parentheses_in_an_alternative(value):
    match value:
        case 1 | (_):
            return
    dead()


def wildcard_in_parentheses(value):
    match value:
        case (_):
            return
    dead()


def wildcard_with_a_name(value):
    match value:
        case 1 | _ as found:
            return found
    dead()


def guarded_wildcard_may_fail(value, flag):
    match value:
        case 1:
            return
        case _ if flag:
            return
    live()


def guarded_capture_may_fail(value):
    match value:
        case other if other == 1:
            return
    live()


def dotted_name_is_a_value_not_a_capture(value):
    match value:
        case sys.maxsize:
            return
    live()


def sequence_of_captures_may_fail(value):
    match value:
        case [first, second]:
            return
        case first, *rest:
            return
    live()


def class_without_arguments_may_fail(value):
    match value:
        case int():
            return
    live()


def every_case_leaves_in_its_own_way(value):
    match value:
        case 1:
            return
        case 2:
            raise ValueError
        case 3:
            sys.exit(1)
        case _:
            raise KeyError
    dead()
