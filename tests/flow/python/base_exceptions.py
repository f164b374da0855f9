"""What `except Exception` misses: cancellation, the close of a generator, SystemExit and KeyboardInterrupt."""

import asyncio
import sys


async def cancellation_passes_by(task):
    try:
        try:
            await task
            return
        except Exception:
            return
    finally:
        live()


async def cancellation_passes_by_to_the_outer_handler(task):
    try:
        try:
            await task
        except Exception:
            pass
        return
    except BaseException:
        live()
    live()


async def cancellation_has_its_own_handler(task):
    try:
        await task
    except asyncio.CancelledError:
        live()
        raise
    except Exception:
        live()
    live()


def close_passes_by():
    try:
        try:
            yield 1
        except Exception:
            pass
        return
    except GeneratorExit:
        live()


def close_passes_by_a_delegation(items):
    try:
        try:
            yield from items
        except Exception:
            pass
        return
    except GeneratorExit:
        live()


def close_is_seen_by_a_bare_handler():
    try:
        yield 1
        return
    except:
        live()
    live()


def exit_passes_by():
    try:
        try:
            sys.exit(1)
        except Exception:
            dead()
        dead()
    except SystemExit:
        live()
    live()


def raised_by_name_passes_by():
    try:
        try:
            raise KeyboardInterrupt
        except Exception:
            dead()
        dead()
    except BaseException:
        live()
    live()


def both_leave(work):
    try:
        return work()
    except Exception:
        return
    except BaseException:
        raise
    dead()
