"""Instrumented services, and what a request leaves behind on its way through their chain.

A service's own code logs a line, calls the next service with the headers that it was called with, and
raises when it is told to fail or when the next one answers with an error. Around that code stand, from the
outside in:

    caller -> the mesh's proxy -> a server, which makes 500 of what is raised -> interceptor -> own code
              layer "network"                                                    layer "code"

An interceptor (of a service with `auto`) and a proxy (with `sidecar`, in place of the interceptor, so that
no work is counted twice) do the same: start a server span, call on with that span in the W3C headers, end
it whatever happens. The interceptor sees what is raised; the proxy, outside of the code, sees the status
only. A service with neither makes no span, and keeps the trace whole by handing its headers on.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .logs import LogLine
from .traces import Context, Span, as_uuid, extract, inject, new_context, start_span

# Each service stands three calls deep in the one before it.
MAX_SERVICES = 100


class Service(NamedTuple):
    """An instrumented service; `layer` is where its spans are made, "code" or "network", None for nowhere."""

    name: str
    layer: str | None


class Request(NamedTuple):
    """What a service is called with."""

    method: str
    path: str
    headers: Mapping[str, str]

    @property
    def name(self) -> str:
        """What spans and log lines call it."""
        return f"{self.method} {self.path}"


Handler = Callable[[Request], int]


class ServiceError(Exception):
    """Raised by a service's own code when it fails."""


@dataclass
class Exchange:
    """One request on its way through a chain: the services it reached, spans by their start, log lines.

    `context` is the trace it continues or starts; `failing` names the service whose code shall fail;
    `status` is that of the answer.
    """

    context: Context
    failing: str | None
    reached: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    lines: list[LogLine] = field(default_factory=list)
    status: int = 0

    def log(self, service: Service, request: Request, message: str, level: str | None = None) -> None:
        """Writes a line for `service`, with the ids of the trace and span in which it was called."""
        trace_id, span_id, *_ = self.context_of(request)
        self.lines.append(LogLine(service.name, message, as_uuid(trace_id), span_id, level, time.time_ns()))

    def context_of(self, request: Request) -> Context:
        """The context that `request` brings; it is that of the whole exchange until a first span is made."""
        return extract(request.headers) or self.context


def run_chain(services: Sequence[Service], request: Request, failing: str | None = None) -> Exchange:
    """What `request` leaves when it is sent to the first of `services`, each of which calls the next."""
    exchange = Exchange(extract(request.headers) or new_context(), failing)
    handler: Handler | None = None
    for service in reversed(services):
        handler = _deploy(service, handler, exchange)
    exchange.status = handler(request) if handler else 0
    return exchange


def _deploy(service: Service, following: Handler | None, exchange: Exchange) -> Handler:
    code = _own_code(service, following, exchange)
    if service.layer == "code":
        return _serve(_intercept(code, service, exchange))
    if service.layer == "network":
        return _intercept(_serve(code), service, exchange)
    return _serve(code)


def _own_code(service: Service, following: Handler | None, exchange: Exchange) -> Handler:
    def handle(request: Request) -> int:
        exchange.reached.append(service.name)
        exchange.log(service, request, request.name)
        told = exchange.failing == service.name
        status = 500 if told else following(request) if following else 200
        if status >= 500:
            cause = "told to fail" if told else f"the next service answered {status}"
            exchange.log(service, request, f"{request.name} failed: {cause}", "error")
            raise ServiceError(cause)
        return status

    return handle


def _serve(handler: Handler) -> Handler:
    def serve(request: Request) -> int:
        try:
            return handler(request)
        except ServiceError:
            return 500

    return serve


def _intercept(handler: Handler, service: Service, exchange: Exchange) -> Handler:
    def intercept(request: Request) -> int:
        outer = exchange.context_of(request)
        span = start_span(outer, request.name, service.name, service.layer or "code")
        exchange.spans.append(span)
        try:
            status = handler(request._replace(headers=inject(outer.inside(span), request.headers)))
            span.error = f"answered {status}" if status >= 500 else None
            return status
        except Exception as error:
            span.error = f"{type(error).__name__}: {error}"
            raise
        finally:
            span.end()

    return intercept
