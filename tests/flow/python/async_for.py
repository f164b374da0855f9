"""`async for`: every step is awaited, so every step may raise or be cancelled."""

import sys


async def body_may_be_skipped(stream):
    async for item in stream:
        live()
    live()


async def body_that_returns_may_be_skipped(stream):
    async for item in stream:
        return live()
    live()


async def step_may_raise(stream):
    try:
        async for item in stream:
            pass
    except BaseException:
        live()
    live()


async def iterable_that_leaves():
    async for item in sys.exit(1):
        dead()
    dead()


async def else_after_it(stream):
    async for item in stream:
        if item:
            break
    else:
        live()
    live()


async def without_break_nothing_skips_the_else(stream):
    async for item in stream:
        live()
    else:
        return
    dead()


async def after_break(stream):
    async for item in stream:
        break
        dead()
    live()


async def after_continue(stream):
    async for item in stream:
        continue
        dead()
    live()


async def finally_around_it(stream):
    try:
        async for item in stream:
            return live()
        return
    finally:
        live()
    dead()


async def break_through_finally(stream):
    async for item in stream:
        try:
            break
        finally:
            live()
        dead()
    live()


async def as_a_generator(stream):
    async for item in stream:
        yield item
        live()
    live()
