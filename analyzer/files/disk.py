"""What is read of the disk where a file's imports are followed."""

import os
import stat
from collections.abc import Callable

from ..annotations import Any, Protocol, TypeVar

Value = TypeVar("Value")


class Files(Protocol):
    """Paths are absolute but for what `absolute` is given. None of it raises: what can't be read is not
    there. What is found out by asking is kept with `once`, so that it can be told what it rests on."""

    def absolute(self, path: str) -> str: ...
    def exists(self, path: str) -> bool: ...
    def names(self, folder: str) -> frozenset[str]: ...
    def read(self, path: str) -> bytes | None: ...
    def once(self, known: dict[Any, Value], key: Any, find: Callable[[], Value]) -> Value: ...


class Disk:
    """The files of this machine, each folder listed once; files larger than `max_bytes` are not there."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._names: dict[str, frozenset[str]] = {}

    def absolute(self, path: str) -> str:
        return os.path.abspath(path)

    def exists(self, path: str) -> bool:
        return os.path.exists(path)

    def names(self, folder: str) -> frozenset[str]:
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(os.listdir(folder))
            except (OSError, ValueError):
                self._names[folder] = frozenset()
        return self._names[folder]

    def once(self, known: dict[Any, Value], key: Any, find: Callable[[], Value]) -> Value:
        """`known[key]`, found if it is not there."""
        if key not in known:
            known[key] = find()
        return known[key]

    def read(self, path: str) -> bytes | None:
        try:
            # A named pipe must not hold up the run.
            file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except (OSError, ValueError):
            return None
        try:
            status = os.fstat(file)
            fits = stat.S_ISREG(status.st_mode) and status.st_size <= self._max_bytes
            return os.read(file, status.st_size) if fits else None
        except OSError:
            return None
        finally:
            os.close(file)
