"""A class body runs in place, like any block; its methods are functions of their own."""

import sys


def body_runs():
    class Inner:
        live()

    live()


def body_that_leaves():
    class Inner:
        sys.exit(1)
        dead()

    dead()


def body_that_raises():
    class Inner:
        raise ValueError
        dead()

    dead()


def error_of_the_body_is_caught_around_it(work):
    try:
        class Inner:
            field = work()
    except ValueError:
        live()
    live()


def base_runs_first():
    class Inner(sys.exit(1)):
        dead()

    dead()


def keyword_of_the_class_runs_first():
    class Inner(metaclass=sys.exit(1)):
        dead()

    dead()


def branches_in_the_body(flag):
    class Inner:
        if flag:
            live()
        else:
            live()

    live()


def methods_are_functions_of_their_own(work):
    class Inner:
        def leave(self):
            return live()
            dead()

        @property
        def fail(self):
            raise ValueError
            dead()

    work(Inner().leave)
    live()


def default_of_a_method_runs_with_the_body():
    class Inner:
        def method(self, value=sys.exit(1)):
            return value

        dead()

    dead()


def loop_around_a_class(items):
    for item in items:
        class Inner:
            for inner in items:
                break
            live()

        live()
    live()


def class_in_a_class(work):
    class Outer:
        class Inner:
            def method(self):
                live()

        work(Inner().method)
        live()

    live()


def try_in_the_body(work):
    class Inner:
        try:
            field = work()
        except ValueError:
            field = live()

    live()
