"""The node as a process: messages in on standard input, replies out on standard output, one line each.

SIGTERM is heeded between two messages, not within one: what was answered stays answered, and no reply is cut.
"""

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from types import FrameType
from typing import BinaryIO

from .answers import Node
from .framing import Framer, lines_of
from .logs import RETENTION, Store, StoreError
from .protocol import NO_MESSAGE, Code, NodeError, open_message, reply_line

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_ACKNOWLEDGEMENTS = ("instrument_service_ok", "log_ok")
_MESSAGES = """\
a message is one JSON object, on one line or over several, bare or in an envelope:
  {"src": ..., "dest": ..., "body": {"type": ..., "msg_id": ...}}

  instrument_service   services: [names], which form one chain in this order; auto: true (default) for spans
                       made in their code, false for none; sidecar: true for spans made by the mesh's proxy
  http_request         path, method, headers; goes down the chain from the service in "dest", else from the
                       first; a traceparent continues its trace; fail: the service whose code shall fail
  get_trace            trace_id; its spans with parents, times in nanoseconds, status and logs
  manual_instrument    code, language, strict; counts the spans that the code starts and tells which leak;
                       strict: true takes only an end for an end, not a recorded exception
  log                  message, trace_id, span_id, service, level
  search_logs          trace_id, service, text, limit; what agrees with all of them, oldest first

an error is a reply with a code: 10 not supported, 12 malformed request, 13 crash, 20 no such key,
22 precondition failed. a message has at most 4 MB"""


def main(argv: list[str]) -> int:
    """Runs the node until its input ends. Returns the exit status: 0, or 2 when it cannot do its work."""
    options = _parser().parse_args(argv)
    try:
        return _run(options, _Stop())
    except _Stopped:
        return 0
    except StoreError as error:
        return _refuse(f"{error.text}; give --store another path, or leave it out")


def respond(node: Node, value: object, ack: bool = False, wrapped: bool = False) -> bytes:
    """The line that answers a message, or an error in place of one; empty where silence is the answer."""
    message = NO_MESSAGE
    try:
        if isinstance(value, NodeError):
            raise value
        message = open_message(value)
        reply = node.answer(message)
    except NodeError as error:
        reply = error.reply()
    except Exception as error:
        # A fault of ours must not cost the messages that come after it.
        traceback.print_exc(file=sys.stderr)
        reply = NodeError(Code.CRASH, f"internal error: {type(error).__name__}: {error}").reply()
    if reply["type"] in _ACKNOWLEDGEMENTS and not ack:
        return b""
    return reply_line(message, reply, wrapped)


class _Stopped(BaseException):
    """Raised by a signal to stop. It is no Exception, so that no handler takes it for a fault."""


class _Stop:
    """SIGTERM and Ctrl-C: one interrupts nothing but the waiting for a line, a second one anything."""

    def __init__(self) -> None:
        self._asked = self._waiting = False
        for number in _SIGNALS:
            signal.signal(number, self._heed)

    def lines(self, stream: BinaryIO) -> Iterator[bytes]:
        """The lines of `stream`. Raises _Stopped instead of the next one after a signal."""
        lines = lines_of(stream)
        while line := self._wait_for(lines):
            yield line

    def _wait_for(self, lines: Iterator[bytes]) -> bytes:
        self._waiting = True
        if self._asked:
            raise _Stopped
        line = next(lines, b"")
        self._waiting = False
        return line

    def _heed(self, _signal: int, _frame: FrameType | None) -> None:
        if self._waiting or self._asked:
            for number in _SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            raise _Stopped
        self._asked = True


def _run(options: argparse.Namespace, stop: _Stop) -> int:
    if not (sys.stdin and sys.stdout):
        return _refuse("standard input and standard output must be open")
    with closing(Store(options.store, options.retention)) as store:
        return _serve(Node(store), _values(stop.lines(sys.stdin.buffer)), options)


def _serve(node: Node, values: Iterator[object], options: argparse.Namespace) -> int:
    try:
        for value in values:
            sys.stdout.buffer.write(respond(node, value, options.ack, options.envelope))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        _abandon_output()
    except OSError as error:
        _abandon_output()
        return _refuse(f"input or output failed: {error}")
    return 0


def _values(lines: Iterator[bytes]) -> Iterator[object]:
    framer = Framer()
    for line in lines:
        yield from framer.feed(line)
    yield from framer.close()


def _abandon_output() -> None:
    """Lets the interpreter flush what nobody reads into nothing, where it would complain on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(problem: str) -> int:
    print(f"spanlint node: {problem}", file=sys.stderr)
    return 2


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) < 2**63:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spanlint node",
        description="read JSON messages from standard input and answer on standard output, one line a reply",
        epilog=_MESSAGES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--store", metavar="PATH", help="keep logs and traces in this SQLite file")
    parser.add_argument(
        "--retention",
        type=_count,
        metavar="N",
        default=RETENTION,
        help="keep the newest N log lines and the newest N traces (default %(default)s)",
    )
    parser.add_argument("--ack", action="store_true", help="answer instrument_service and log, too")
    parser.add_argument("--envelope", action="store_true", help="wrap replies, with src and dest swapped")
    return parser
