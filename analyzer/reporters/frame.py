"""One line of code with a stretch of it underlined, cut to fit."""

from itertools import accumulate

from ..records import NamedTuple
from .cells import cells

CUT = "…"


class Excerpt(NamedTuple):
    """The text of a line as it is shown, and the underlined stretch of it, in columns from 0."""

    text: str
    start: int
    length: int


def excerpt(line: str, column: int, end_column: int | None, width: int) -> Excerpt:
    """What of `line` fits into `width` columns, around the stretch from `column` to before `end_column`.

    Both count code points from 1; without an end the stretch is what stands from `column` to the end of the
    line. A place past the end of the line, as a file that changed meanwhile may have it, is shown there."""
    pieces = cells(line.rstrip())
    first = min(column - 1, len(pieces))
    last = len(pieces) if end_column is None else max(first, min(end_column - 1, len(pieces)))
    offsets = [0, *accumulate(columns for _, columns in pieces)]
    left, right = window(offsets, first, width)
    text = "".join(piece for piece, _ in pieces[left:right])
    shift = len(CUT) if left else 0
    start = offsets[first] - offsets[left] + shift
    length = offsets[min(last, right)] - offsets[first]
    return Excerpt(CUT * (left > 0) + text + CUT * (right < len(pieces)), start, max(1, length))


def window(offsets: list[int], first: int, width: int) -> tuple[int, int]:
    """The bounds of the cells to show: all if they fit, else a third of the width before `first` and the rest
    from there on. `offsets` are the columns at which the cells begin, and at last where they end."""
    count = len(offsets) - 1
    if offsets[-1] <= width:
        return 0, count
    room = width - 2 * len(CUT)
    from_column = max(0, min(offsets[first] - room // 3, offsets[-1] - room))
    left = next(index for index, offset in enumerate(offsets) if offset >= from_column)
    right = max(index for index, offset in enumerate(offsets) if offset <= offsets[left] + room)
    return left, right
