"""Room on the stack, so that no text is nested too deeply for the code that reads it.

The parser releases what it holds by recursion, a level for everything that is still open in the text, and
lowering takes a few frames of the interpreter for each of the levels that `syntax.py` allows.
"""

import _thread
import sys
from collections.abc import Callable

from ..annotations import Any, TypeVar
from ..syntax import MAX_DEPTH

T = TypeVar("T")

# The parser needs 48 bytes of stack for each token, and no text has more tokens than bytes.
_STACK_A_BYTE = 64
_STACK = 8 << 20
# A process has some 8 MB of stack anyway.
_SHORT = 40_000


def with_room(size: int, work: Callable[[], T]) -> T:
    """What `work` gives, or raises, when it deals with a text of `size` bytes. Long texts have it done in a
    thread, as the stack of one can be made as large as need be."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 12 * MAX_DEPTH))
    try:
        return work() if size < _SHORT else _in_a_thread(_STACK + size * _STACK_A_BYTE, work)
    finally:
        sys.setrecursionlimit(before)


def _in_a_thread(stack: int, work: Callable[[], T]) -> T:
    results: list[Any] = []
    errors: list[BaseException] = []
    done = _thread.allocate_lock()

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)
        finally:
            done.release()

    before = _thread.stack_size(stack)
    done.acquire()
    try:
        _thread.start_new_thread(run, ())
    finally:
        _thread.stack_size(before)
    done.acquire()
    if errors:
        raise errors[0]
    return results[0]  # type: ignore[no-any-return]
