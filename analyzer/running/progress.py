"""A bar on standard error while a long run goes on, for people only: on a terminal, and gone at the end."""

import sys
import time
from collections.abc import Iterable, Iterator

from ..annotations import Any, TypeVar

Item = TypeVar("Item")

CELLS = 30
SECONDS_BEFORE_FIRST = 0.5
SECONDS_BETWEEN = 0.1
ERASE_LINE = "\r\x1b[K"


class Counted(Iterator[Item]):
    """`items`, and how many of them have been taken so far."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.count = 0
        self._items = iter(items)

    def __next__(self) -> Item:
        item = next(self._items)
        self.count += 1
        return item


def with_progress(items: Iterable[Item], sources: Counted[Any]) -> Iterator[Item]:
    """`items`, as they are; how many of the `sources` they were made of have passed shows on standard error,
    if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    due = time.monotonic() + SECONDS_BEFORE_FIRST
    shown = False
    try:
        for done, item in enumerate(items, 1):
            if time.monotonic() >= due:
                print(f"\r{bar(done, sources.count)}", end="", file=sys.stderr, flush=True)
                shown, due = True, time.monotonic() + SECONDS_BETWEEN
            yield item
    finally:
        if shown:
            print(ERASE_LINE, end="", file=sys.stderr, flush=True)


def bar(done: int, known: int) -> str:
    """How far `done` of the files that are `known` by now is: `[######......] 50 of 100 files`."""
    filled = CELLS * done // known
    return f"[{'#' * filled}{'.' * (CELLS - filled)}] {done} of {known} files"
