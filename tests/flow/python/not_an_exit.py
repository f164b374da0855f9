"""Calls that look like the end of a process and are not."""

import sys


def method_of_something_else(child):
    child.exit(1)
    live()


def module_name_as_an_attribute(child):
    child.sys.exit(1)
    live()


def name_that_is_a_parameter(exit):
    exit(1)
    live()


def module_name_that_is_a_parameter(sys):
    sys.exit(1)
    live()


def name_bound_here(work):
    quit = work
    quit()
    live()


def name_bound_in_a_test(work):
    if (exit := work):
        exit(1)
    live()


def name_bound_by_a_with(manager):
    with manager() as exit:
        exit(1)
        live()
    live()


def function_defined_here(work):
    def exit(code):
        return work(code)

    exit(1)
    live()


def mentioned_but_not_called():
    leave = sys.exit
    live()
    return leave


def handed_over_as_a_callback(work):
    work(sys.stdin, on_error=sys.exit)
    live()


def other_member_of_the_module():
    sys.exc_info()
    live()


def text_that_names_it():
    "sys.exit(1)"
    # sys.exit(1)
    live()
