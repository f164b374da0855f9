"""One file's bytes, made fit for the parser, and where an offset of them stands for people and for
editors."""

import bisect

from .annotations import Protocol

BOM = b"\xef\xbb\xbf"
_SNIFFED = 8000
_STONE = 4096


class Unreadable(Exception):  # noqa: N818 - no error, but an answer
    """The bytes are not text that can be analysed; the text says why, for the report."""


class Spanned(Protocol):
    """What stands from one offset to another: a node of the tree."""

    @property
    def start_byte(self) -> int: ...
    @property
    def end_byte(self) -> int: ...


class Source:
    """The text of one file. Offsets are 0-based bytes of `text`, lines and columns are 1-based."""

    __slots__ = ("_counts", "_starts", "path", "text")

    def __init__(self, path: str, text: bytes) -> None:
        """Raises Unreadable for binary files and for UTF-16 and UTF-32."""
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("not UTF-8: the file is in UTF-16 or UTF-32")
        if b"\0" in text[:_SNIFFED]:
            raise Unreadable("not a text file")
        self.path = path
        # A lone CR ends a line for people and for all languages, but hangs the Python grammar; a NUL ends the
        # file for it. LF and a space are as long.
        text = _without_lone_cr(text) if b"\r" in text else text
        self.text = text.replace(b"\0", b" ") if b"\0" in text else text
        self._starts: list[int] | None = None
        self._counts: list[int] | None = None

    def slice(self, node: Spanned) -> str:
        """The text of a node."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def first_line(self, node: Spanned) -> str:
        """The text of a node as far as its first line goes, with single blanks."""
        return " ".join(self.slice(node).partition("\n")[0].split())

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect.bisect_right(self._line_starts(), offset)

    def column(self, offset: int) -> int:
        """The column of an offset, in Unicode code points; a byte order mark has none."""
        start = self._line_starts()[self.line(offset) - 1]
        if start == 0 and self.text.startswith(BOM):
            start = len(BOM)
        return self._points_before(offset) - self._points_before(start) + 1

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts, at = [0], self.text.find(b"\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find(b"\n", at + 1)
            self._starts = starts
        return self._starts

    def _points_before(self, offset: int) -> int:
        """How many code points stand before an offset, counted from the stone in front of it, as a line may
        hold the whole file."""
        if self._counts is None:
            self._counts = [] if self.text.isascii() else self._count_stones()
        if not self._counts:
            return offset
        stone = offset // _STONE
        return self._counts[stone] + len(self._decode(self._stone(stone), offset))

    def _count_stones(self) -> list[int]:
        counts = [0]
        for stone in range(len(self.text) // _STONE):
            counts.append(counts[-1] + len(self._decode(self._stone(stone), self._stone(stone + 1))))
        return counts

    def _stone(self, number: int) -> int:
        """The offset of a milestone: the last one from which a character starts, up to so many bytes."""
        at = number * _STONE
        while at and at < len(self.text) and self.text[at] & 0xC0 == 0x80 and number * _STONE - at < 4:
            at -= 1
        return at

    def _decode(self, start: int, end: int) -> str:
        return self.text[start:end].decode("utf-8", "replace")


def _without_lone_cr(text: bytes) -> bytes:
    """A text of the same length in which an LF stands for each CR that no LF follows."""
    if text.count(b"\r") == text.count(b"\r\n"):
        return text
    return b"\r\n".join(part.replace(b"\r", b"\n") for part in text.split(b"\r\n"))
