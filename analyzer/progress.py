"""A bar on standard error while a long run goes on, for people only: on a terminal, and gone at the end."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

CELLS = 30
SECONDS_BEFORE_FIRST = 0.5
SECONDS_BETWEEN = 0.1
ERASE_LINE = "\r\x1b[K"


def with_progress(items: Iterable[Item], total: int) -> Iterator[Item]:
    """`items`, as they are; how many of `total` have passed shows on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    due = time.monotonic() + SECONDS_BEFORE_FIRST
    shown = False
    try:
        for done, item in enumerate(items, 1):
            if time.monotonic() >= due:
                print(f"\r{bar(done, total)}", end="", file=sys.stderr, flush=True)
                shown, due = True, time.monotonic() + SECONDS_BETWEEN
            yield item
    finally:
        if shown:
            print(ERASE_LINE, end="", file=sys.stderr, flush=True)


def bar(done: int, total: int) -> str:
    """How far `done` of `total` is: `[######......] 50 of 100 files`."""
    filled = CELLS * done // total
    return f"[{'#' * filled}{'.' * (CELLS - filled)}] {done} of {total} files"
