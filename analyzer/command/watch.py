"""`--watch`: checks again whenever a file that is checked has changed, come or gone."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from ..configuration.config_files import NAMES
from ..running.discovery import discover
from ..running.ignored import IGNORE_FILE

SECONDS_BETWEEN = 0.5
CLEAR = "\x1b[2J\x1b[3J\x1b[H"

# When a file was last written, and how large it is.
State = tuple[int, int]


def watch(paths: tuple[str, ...], check: Callable[[], int], rounds: Iterator[object] | None = None) -> int:
    """Calls `check`, and again after every change, until Ctrl-C ends it; `rounds` limits it for tests.
    Returns the last exit status."""
    status = 0
    for _ in rounds if rounds is not None else iter(int, 1):
        if sys.stdout.isatty():
            sys.stdout.write(CLEAR)
        before = snapshot(paths)
        status = check()
        print(f"watching {len(before)} files; Ctrl-C ends it", flush=True)
        while (after := snapshot(paths)) == before:
            time.sleep(SECONDS_BETWEEN)
        both = sorted(before.keys() | after.keys())
        changed = [path for path in both if before.get(path) != after.get(path)]
        print(f"changed: {', '.join(changed[:3])}{' and others' if changed[3:] else ''}", flush=True)
    return status


def snapshot(paths: Iterable[str]) -> dict[str, State]:
    """The state of every file that a check of `paths` reads, and of what configures it."""
    files = [target.path for target in discover(tuple(paths), [])]
    folders = {os.path.dirname(path) for path in (*files, *(os.path.join(path, "") for path in paths))}
    files += [os.path.join(folder, name) for folder in folders for name in (*NAMES, IGNORE_FILE)]
    return {path: state for path in files if (state := state_of(path)) is not None}


def state_of(path: str) -> State | None:
    """The state of a file; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
