"""One file's bytes, made fit for the parser, and where an offset of them stands for people and for
editors."""

import bisect
from typing import Protocol

BOM = b"\xef\xbb\xbf"
_SNIFFED = 8000


class Unreadable(Exception):  # noqa: N818 - no error, but an answer
    """The bytes are not text that can be analysed; the text says why, for the report."""


class Spanned(Protocol):
    """What stands from one offset to another: a node of the tree."""

    @property
    def start_byte(self) -> int: ...
    @property
    def end_byte(self) -> int: ...


class Source:
    """The text of one file. Offsets are 0-based bytes of `text`; lines are 1-based, columns are as each
    method says."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: bytes) -> None:
        """Raises Unreadable for binary files and for UTF-16 and UTF-32."""
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("not UTF-8: the file is in UTF-16 or UTF-32")
        if b"\0" in text[:_SNIFFED]:
            raise Unreadable("not a text file")
        self.path = path
        # A lone CR ends a line for people and for both languages, but hangs the Python grammar; LF is as
        # long.
        self.text = _without_lone_cr(text) if b"\r" in text else text
        self._starts: list[int] | None = None

    def slice(self, node: Spanned) -> str:
        """The text of a node."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def line(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect.bisect_right(self._line_starts(), offset)

    def column(self, offset: int) -> int:
        """The 1-based column of an offset, in Unicode code points; a byte order mark has none."""
        return len(self._before(offset)) + 1

    def utf16_column(self, offset: int) -> int:
        """The 0-based column of an offset in UTF-16 code units, as the language server protocol counts."""
        return len(self._before(offset).encode("utf-16-le", "surrogatepass")) // 2

    def _before(self, offset: int) -> str:
        start = self._line_starts()[self.line(offset) - 1]
        if start == 0 and self.text.startswith(BOM):
            start = len(BOM)
        return self.text[start:offset].decode("utf-8", "replace")

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts, at = [0], self.text.find(b"\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find(b"\n", at + 1)
            self._starts = starts
        return self._starts


def _without_lone_cr(text: bytes) -> bytes:
    return (
        text.replace(b"\r\n", b"\0\0").replace(b"\r", b"\n").replace(b"\0\0", b"\r\n")
        if b"\0" not in text
        else text
    )
