"""`async with`: entering and leaving are awaited, so both may raise or be cancelled."""

import contextlib
import sys
from contextlib import nullcontext


async def falls_out(manager):
    async with manager():
        live()
    live()


async def body_returns(manager):
    async with manager() as value:
        return value
    dead()


async def manager_that_leaves():
    async with sys.exit(1):
        dead()
    dead()


async def entering_may_raise(manager):
    try:
        async with manager:
            pass
    except BaseException:
        live()


async def several_items():
    async with nullcontext() as first, nullcontext() as second:
        return live()
    dead()


async def items_in_parentheses():
    async with (
        nullcontext(live()) as first,
        nullcontext(live()) as second,
    ):
        return
    dead()


async def second_item_leaves():
    async with nullcontext(), sys.exit(1):
        dead()
    dead()


async def break_out_of_it(manager, items):
    for item in items:
        async with manager():
            break
        dead()
    live()


async def nested_in_a_plain_with():
    with nullcontext():
        async with nullcontext():
            return live()
        dead()
    dead()


async def suppressed_around_it(manager):
    with contextlib.suppress(ValueError):
        async with manager():
            return live()
    live()


async def finally_around_it():
    try:
        async with nullcontext():
            return live()
    finally:
        live()
    dead()


async def leaving_may_raise(manager):
    try:
        async with manager():
            return 1
    except BaseException:
        live()
    live()
