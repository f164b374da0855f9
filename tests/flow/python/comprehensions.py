"""Comprehensions run in place; a generator expression runs its first iterable only."""

import sys


def element_may_not_run(items):
    found = [sys.exit(1) for item in items]
    live()


def element_may_run(items):
    return [
        live()
        for item in items
    ]


def first_iterable_always_runs():
    found = [
        dead()
        for item in sys.exit(1)
    ]
    dead()


def second_iterable_may_not_run(items):
    found = [item for item in items for other in sys.exit(1)]
    live()


def condition_may_not_run(items):
    found = [item for item in items if sys.exit(1)]
    live()


def element_behind_a_condition(items, flag):
    found = [
        live()
        for item in items
        if flag
    ]
    live()


def element_behind_false(items):
    found = [
        dead()
        for item in items
        if False
    ]
    live()


def set_and_dictionary(items):
    found = {
        live()
        for item in items
    }
    named = {
        item: live()
        for item in items
    }
    live()


def element_may_raise(items, work):
    try:
        found = {item: work(item) for item in items}
    except ValueError:
        live()
    live()


def generator_expression_is_lazy(items):
    found = (sys.exit(1) for item in items)
    live()


def generator_expression_reads_its_first_iterable():
    found = (item for item in sys.exit(1))
    dead()


def generator_expression_may_run(items):
    return list(
        live()
        for item in items
    )


async def asynchronous(stream):
    try:
        found = [item async for item in stream]
    except BaseException:
        live()
    live()


async def awaited_element(items, wait):
    found = [
        live()
        for item in items
        if await wait()
    ]
    live()


def nested(items):
    found = [
        [
            live()
            for other in items
        ]
        for item in items
    ]
    live()
