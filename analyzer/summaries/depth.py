"""How deep a check is in calls of calls: what is called further down is not looked into."""

from collections.abc import Callable

from ..annotations import TypeVar

_MOST = 4

T = TypeVar("T")


class Depth:
    """The depth at a moment of a check."""

    def __init__(self) -> None:
        self._calls = 0

    @property
    def is_reached(self) -> bool:
        """Whether nothing deeper is looked into."""
        return self._calls >= _MOST

    def deeper(self, find: Callable[[], T]) -> T:
        """What is found one call deeper. Raises what `find` does."""
        self._calls += 1
        try:
            return find()
        finally:
            self._calls -= 1
