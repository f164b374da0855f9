"""A jump inside a `finally` discards whatever was pending."""

import sys


def return_in_finally_wins():
    try:
        raise ValueError
    finally:
        return 1
    dead()


def return_swallows_the_error():
    try:
        try:
            raise ValueError
        finally:
            return live()
        dead()
    except ValueError:
        live()
    live()


def literal_return_swallows_the_error():
    try:
        try:
            raise ValueError
        finally:
            return 1
        dead()
    except ValueError:
        dead()
    dead()


def raise_replaces_the_return():
    try:
        try:
            return 1
        finally:
            raise ValueError
    except ValueError:
        live()
    live()


def conditional_return_lets_the_rest_go_on(flag):
    try:
        live()
    finally:
        if flag:
            return
    live()


def inner_finally_is_discarded_by_the_outer_one():
    try:
        try:
            return 1
        finally:
            live()
    finally:
        return 2
    dead()


def exit_in_finally_replaces_the_return():
    try:
        return 1
    finally:
        sys.exit(1)
    dead()
