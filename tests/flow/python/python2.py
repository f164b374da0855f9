"""What is left of Python 2: the grammar still reads it, and it moves control as it did."""

import sys


def print_statement():
    print "no"
    print >>sys.stderr, "no"
    live()


def print_that_exits():
    print sys.exit(1)
    dead()


def exec_statement():
    exec "value = 1"
    live()


def handler_with_a_comma(work):
    try:
        return work()
    except ValueError, error:
        live()
    live()


def raise_with_a_comma():
    raise ValueError, "no"
    dead()


def handler_that_raises_with_a_comma(work):
    try:
        return work()
    except ValueError, error:
        raise RuntimeError, error
    dead()
