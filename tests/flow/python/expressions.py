"""Calls in every corner of an expression: each runs where it stands, and one that exits ends the path there."""

import sys


def argument(work):
    work(sys.exit(1))
    dead()


def keyword_argument(work):
    work(name=sys.exit(1))
    dead()


def spread_arguments(work):
    work(*sys.exit(1), **work())
    dead()


def receiver():
    sys.exit(1).method()
    dead()


def earlier_argument_ends_it(work):
    work(
        live(),
        sys.exit(1),
        dead(),
    )


def formatted_text():
    text = f"{live()} and more"
    return f"{sys.exit(1)}", dead()


def walrus(work):
    if (found := work()):
        live()
    if (gone := sys.exit(1)):
        dead()
    dead()


def containers():
    listed = [1, live()]
    mapped = {
        "key": live(),
        live(): "value",
    }
    paired = (1, sys.exit(1))
    dead()


def subscript(items):
    items[sys.exit(1)]
    dead()


def slice_of_a_subscript(items):
    items[0:sys.exit(1):2]
    dead()


def attribute():
    sys.exit(1).name
    dead()


def arithmetic():
    1 + sys.exit(1)
    dead()


def comparison(value):
    value == sys.exit(1)
    dead()


def negation():
    not sys.exit(1)
    dead()


def minus():
    -sys.exit(1)
    dead()


def assignment_target(items):
    items[sys.exit(1)] = 1
    dead()


def annotated_assignment():
    value: int = sys.exit(1)
    dead()


def augmented_assignment(value):
    value += sys.exit(1)
    dead()


def over_several_lines(work):
    (
        work(1)
        .then(live())
        .done(
            live(),
        )
    )
    live()
