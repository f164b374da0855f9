"""`await`: it may raise, and it may be cancelled."""

import asyncio
import sys


async def goes_on(wait):
    await wait()
    live()


async def may_raise(wait):
    try:
        await wait()
    except ValueError:
        live()
    live()


async def may_be_cancelled(task):
    try:
        await task
    except asyncio.CancelledError:
        live()
    live()


async def exception_does_not_catch_a_cancellation(task):
    try:
        try:
            await task
        except Exception:
            live()
    except BaseException:
        live()
    live()


async def bare_handler_catches_a_cancellation(task):
    try:
        await task
    except:
        return live()
    live()


async def finally_sees_a_cancellation(task):
    try:
        await task
        sys.exit(1)
    finally:
        live()
    dead()


async def after_return_await(wait):
    return await wait()
    dead()


async def body_and_handler_leave(wait):
    try:
        return await wait()
    except Exception:
        return
    dead()


async def operand_comes_first():
    await sys.exit(1)
    dead()


async def in_a_condition(wait):
    if await wait():
        live()
    else:
        live()


async def in_an_endless_loop(wait):
    while True:
        await wait()
        live()
    dead()


async def in_an_argument(wait, work):
    work(await wait())
    live()


async def shielded_in_a_finally(wait):
    try:
        return await wait()
    finally:
        await wait()
        live()
    dead()
