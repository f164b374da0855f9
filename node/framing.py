"""Where messages begin and end in a stream of lines.

A message is one line, or it runs over several: it begins with a `{` and goes on until its brackets close.
Each line of an open message is looked at once, by the few rules of JSON that tell whether the text *may
still* become an object. When it can't any more, the message is broken, which costs one error and never the
next message:

- a whole message on a line of its own, at the margin, is always a message, even where JSON would take it
  for a value of the open one. So a client whose line was cut short never waits in vain for its next answer;
- the lines of a broken message are read again from the first that begins with a `{` at the margin, and so
  is the line that broke it. What is indented, or closes brackets, belongs to the broken message and is
  passed over;
- a message of more than MAX_BYTES is one error, too. It is read to its end, but not kept.
"""

import re
from collections import deque
from collections.abc import Iterator
from itertools import dropwhile
from typing import BinaryIO

from .protocol import Code, NodeError, parse

MAX_BYTES = 4_000_000
# Lines of a broken message are read again, and those may be broken in turn: the depth bounds how often.
MAX_DEPTH = 32

_BLANK = b" \t\r\n"
_STRING = rb'"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrtu])*+"'
_SCALAR = rb"(?:true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)"
_TOKEN = re.compile(rb"[ \t\r\n]*+(" + _STRING + rb"|" + _SCALAR + rb"|[][{}:,])")
_QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"?')
_VALUE = '"{[0'


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, each as soon as it is there; of an overlong one, MAX_BYTES and one byte."""
    # Some shells put a byte order mark before what they pipe.
    line = stream.readline(MAX_BYTES + 1).removeprefix(b"\xef\xbb\xbf")
    while line:
        yield line
        rest = line if len(line) > MAX_BYTES else b"\n"
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(65536)
        line = stream.readline(MAX_BYTES + 1)


class Framer:
    """Makes messages of lines: what comes out is a JSON value, or the NodeError that stands for one."""

    def __init__(self) -> None:
        self._draft: _Draft | None = None
        self._passing = False  # Over what may be left of a broken message.
        self._lines: deque[bytes] = deque()

    def feed(self, line: bytes) -> Iterator[object]:
        """What `line` completes: nothing, a message, or more when it shows that earlier lines were broken."""
        self._lines.append(line)
        yield from self._read_lines()

    def close(self) -> Iterator[object]:
        """What the end of input leaves: the error of a message that never closed, and what its lines hold."""
        while self._draft:
            yield from self._give_up(self._draft, "the input ends inside the message")
            yield from self._read_lines()

    def _read_lines(self) -> Iterator[object]:
        while self._lines:
            line = self._lines.popleft()
            if self._draft:
                yield from self._go_on(self._draft, line)
            elif line.strip(_BLANK) and not self._passes_over(line):
                yield from self._begin(line)

    def _begin(self, line: bytes) -> Iterator[object]:
        if len(line) > MAX_BYTES:
            self._passing = True
            yield _too_large()
            return
        try:
            yield parse(line)
        except NodeError as error:
            draft = _Draft()
            if draft.add(line) and not draft.closed:
                self._draft = draft
            else:
                self._passing = _leaves_open(line)
                yield error

    def _go_on(self, draft: "_Draft", line: bytes) -> Iterator[object]:
        if len(line) > MAX_BYTES and not line.startswith(b"{"):
            self._draft = None
            self._passing = True
            if not draft.dropped:
                yield _too_large()
        elif _at_margin(line) and _is_message(line):
            yield from self._give_up(draft, "the next message begins inside the last", line)
        elif not draft.add(line):
            yield from self._give_up(draft, f"line {draft.height + 1} of the message does not fit", line)
        else:
            yield from self._look_at(draft)

    def _look_at(self, draft: "_Draft") -> Iterator[object]:
        if draft.grew_too_large():
            yield _too_large()
        if draft.closed:
            self._draft = None
            if not draft.dropped:
                yield from _value(b"".join(draft.lines))

    def _give_up(self, draft: "_Draft", reason: str, *last: bytes) -> Iterator[object]:
        self._draft = None
        self._passing = True
        again = dropwhile(lambda line: not line.startswith(b"{"), draft.lines[1:])
        self._lines.extendleft(reversed([*again, *last]))
        if not draft.dropped:
            yield NodeError(Code.MALFORMED, f"bad JSON: {reason}")

    def _passes_over(self, line: bytes) -> bool:
        """Whether `line` is a remnant of the message that was broken before it."""
        self._passing = self._passing and not _at_margin(line) and not _is_message(line)
        return self._passing


class _Draft:
    """A message over several lines as far as it has come."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.height = 0
        self.dropped = False  # Because it grew too large: only its end is still looked for.
        self._size = 0
        self._closers = ""
        self._wanted = "{"

    @property
    def closed(self) -> bool:
        """Whether the text is complete."""
        return not self._wanted

    def add(self, line: bytes) -> bool:
        """Whether the text may still become an object, `line` included."""
        if len(line) > MAX_BYTES or not self._follow(line):
            return False
        self.height += 1
        self._size += len(line)
        if not self.dropped:
            self.lines.append(line)
        return True

    def grew_too_large(self) -> bool:
        """Whether the text has just passed the limit; from then on it is not kept."""
        if self.dropped or self._size <= MAX_BYTES:
            return False
        self.lines.clear()
        self.dropped = True
        return True

    def _follow(self, line: bytes) -> bool:
        position = 0
        while token := _TOKEN.match(line, position):
            if not self._take(chr(token[1][0])):
                return False
            position = token.end()
        return not line[position:].strip(_BLANK)

    def _take(self, first: str) -> bool:
        """Whether a token that begins with `first` may stand next; "0" is any number, true, false or null."""
        kind = first if first in '"{}[]:,' else "0"
        if kind not in self._wanted or len(self._closers) > MAX_DEPTH:
            return False
        if kind in "{[":
            self._closers += "}" if kind == "{" else "]"
            self._wanted = '"}' if kind == "{" else _VALUE + "]"
        elif kind in ":,":
            self._wanted = '"' if kind == "," and self._closers.endswith("}") else _VALUE
        elif kind == '"' and "0" not in self._wanted:
            self._wanted = ":"
        else:
            self._closers = self._closers[:-1] if kind in "}]" else self._closers
            self._wanted = "," + self._closers[-1] if self._closers else ""
        return True


def _value(text: bytes) -> Iterator[object]:
    try:
        yield parse(text)
    except NodeError as error:
        yield error


def _too_large() -> NodeError:
    return NodeError(Code.MALFORMED, f"the message is larger than {MAX_BYTES // 1_000_000} MB")


def _is_message(line: bytes) -> bool:
    if not line.lstrip(_BLANK).startswith(b"{"):
        return False
    try:
        value = parse(line)
    except NodeError:
        return False
    return isinstance(value, dict) and ("type" in value or "body" in value)


def _at_margin(line: bytes) -> bool:
    return line[:1] not in b" \t\r\n}]"


def _leaves_open(line: bytes) -> bool:
    bare = _QUOTED.sub(b"", line)
    return bare.count(b"{") + bare.count(b"[") > bare.count(b"}") + bare.count(b"]")
