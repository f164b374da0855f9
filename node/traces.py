"""Traces: the W3C context that travels in headers, and the spans that continue it.

The headers are those of W3C Trace Context (https://www.w3.org/TR/trace-context/), section 3: names in any
case, values in lower-case hex; version `ff` and all-zero ids are invalid; a version after 00 may have more
behind a dash. Of the flags, those that level 2 defines are passed on. What can't be read starts a new
trace, without `tracestate`.
"""

import re
import secrets
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

_HEADERS = ("traceparent", "tracestate")
SAMPLED = 0x01
RANDOM = 0x02
_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_TRACE_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Context(NamedTuple):
    """The trace we are in, as 32 hex digits, and the span around us, as 16; None outside of any."""

    trace_id: str
    span_id: str | None
    flags: int
    state: str

    def inside(self, span: "Span") -> "Context":
        """The context within `span`. The span is recorded, and whoever comes after is told so."""
        return self._replace(span_id=span.span_id, flags=self.flags | SAMPLED)


@dataclass
class Span:
    """The work of one service on one request. `layer` is who made it: the service's "code", or the mesh's
    "network".

    Times are nanoseconds since 1970; `end_ns` is 0 until the span ends. `error` is None when all went well.
    """

    trace_id: str
    span_id: str
    parent_id: str | None
    name: str
    service: str
    layer: str
    start_ns: int
    end_ns: int = 0
    error: str | None = None

    def end(self) -> None:
        """Ends the span, once; never before its start, for a clock may be set back meanwhile."""
        self.end_ns = self.end_ns or max(self.start_ns, time.time_ns())


def new_context() -> Context:
    """The context of a request that continues no trace. Its last 56 bits are random, as the flag says."""
    return Context(uuid.uuid4().hex, None, RANDOM, "")


def start_span(parent: Context, name: str, service: str, layer: str) -> Span:
    """A span that has just begun, inside of `parent`."""
    span_id = secrets.token_hex(8)
    return Span(parent.trace_id, span_id, parent.span_id, name, service, layer, time.time_ns())


def extract(headers: Mapping[str, str]) -> Context | None:
    """The context that `headers` bring, or None if they bring none, or an invalid one, or more than one."""
    parent = [value.strip(" \t") for name, value in headers.items() if name.lower() == "traceparent"]
    match = _TRACEPARENT.fullmatch(parent[0]) if len(parent) == 1 else None
    if not match:
        return None
    version, trace_id, span_id, flags, tail = match.groups()
    if version == "ff" or (version == "00" and tail) or not int(trace_id, 16) or not int(span_id, 16):
        return None
    state = ",".join(value for name, value in headers.items() if name.lower() == "tracestate")
    return Context(trace_id, span_id, int(flags, 16) & (SAMPLED | RANDOM), state)


def inject(context: Context, headers: Mapping[str, str]) -> dict[str, str]:
    """`headers` with `context` in them, in the place of what they brought."""
    ours = {"traceparent": f"00-{context.trace_id}-{context.span_id}-{context.flags:02x}"}
    ours |= {"tracestate": context.state} if context.state else {}
    return {name: value for name, value in headers.items() if name.lower() not in _HEADERS} | ours


def trace_key(trace_id: str) -> str:
    """One name for all spellings of a trace id: 32 lower-case hex digits; any other id as it is."""
    return trace_id.replace("-", "").lower() if _TRACE_ID.fullmatch(trace_id) else trace_id


def as_uuid(key: str) -> str:
    """A trace's key as replies write it: 8-4-4-4-12; one of another form as it is."""
    return str(uuid.UUID(key)) if _TRACE_ID.fullmatch(key) else key
