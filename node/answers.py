"""What the node answers to each type of message: one method a type, and the table of them at the end."""

import time
from collections.abc import Callable, Sequence

from . import fields
from .instrument import instrument
from .logs import LogLine, Store
from .protocol import Code, Message, NodeError, quoted
from .services import MAX_SERVICES, Request, Service, run_chain
from .traces import Span, as_uuid, trace_key

Reply = dict[str, object]


class Node:
    """Answers messages. It knows the instrumented services, in the order of their chain."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._services: dict[str, Service] = {}

    def answer(self, message: Message) -> Reply:
        """The reply to `message`, from its type on. Raises NodeError, and is then as it was before."""
        fields.find_integer(message.body, "msg_id")
        fields.find_text(message.envelope, "src")
        fields.find_text(message.envelope, "dest")
        name = fields.require_text(message.body, "type")
        if name not in ANSWERS:
            known = ", ".join(ANSWERS)
            raise NodeError(Code.NOT_SUPPORTED, f"unknown type {quoted(name)}; known are {known}")
        return ANSWERS[name](self, message)

    def instrument_service(self, message: Message) -> Reply:
        """Adds services to the end of the chain; one that is there already stays in its place."""
        names = fields.require_names(message.body, "services")
        auto = fields.flag(message.body, "auto", default=True)
        sidecar = fields.flag(message.body, "sidecar", default=False)
        layer = "network" if sidecar else "code" if auto else None
        services = self._services | {name: Service(name, layer) for name in names}
        if len(services) > MAX_SERVICES:
            raise NodeError(Code.PRECONDITION, f"the chain would be longer than {MAX_SERVICES} services")
        self._services = services
        return {"type": "instrument_service_ok"}

    def http_request(self, message: Message) -> Reply:
        """Sends a request down the chain, from the service it is addressed to or from the first."""
        body = message.body
        method = fields.find_text(body, "method") or "GET"
        request = Request(method, fields.require_text(body, "path"), fields.text_map(body, "headers"))
        chain = self._chain(fields.find_text(message.envelope, "dest"))
        failing = fields.find_text(body, "fail")
        if failing is not None and failing not in (service.name for service in chain):
            raise NodeError(Code.PRECONDITION, f"{quoted(failing)} is to fail, but is not in the chain")
        exchange = run_chain(chain, request, failing)
        self._store.write(exchange.lines, exchange.spans)
        reply: Reply = {"type": "trace_complete", "trace_id": as_uuid(exchange.context.trace_id)}
        reply |= {"services": exchange.reached, "span_count": len(exchange.spans)}
        return reply | ({"status": "error"} if exchange.status >= 500 else {})

    def get_trace(self, message: Message) -> Reply:
        """A trace's spans, each with its logs, and the logs that belong to none of them."""
        trace_id = fields.require_text(message.body, "trace_id")
        spans = self._store.spans(trace_id)
        lines = self._store.search(trace_id=trace_id)
        if not spans and not lines:
            raise NodeError(Code.NO_SUCH_KEY, f"no trace {quoted(trace_id)}")
        reply: Reply = {"type": "trace", "trace_id": as_uuid(trace_key(trace_id))}
        reply["spans"] = [_span_entry(span, lines) for span in spans]
        known = {span.span_id for span in spans}
        loose = [line for line in lines if line.span_id not in known]
        return reply | ({"logs": [_timed(line) for line in loose]} if loose else {})

    def manual_instrument(self, message: Message) -> Reply:
        """The number of spans that a piece of code starts, and those that leak."""
        code = fields.require_text(message.body, "code")
        language = fields.find_text(message.body, "language")
        starts, leaks = instrument(code, language, fields.flag(message.body, "strict", default=False))
        return {"type": "instrumentation_ok", "spans_created": starts} | ({"leaks": leaks} if leaks else {})

    def log(self, message: Message) -> Reply:
        """Keeps a log line."""
        body = message.body
        text = fields.require_text(body, "message")
        ids = fields.find_text(body, "trace_id"), fields.find_text(body, "span_id")
        service = fields.find_text(body, "service") or self._addressed(message)
        self._store.write([LogLine(service, text, *ids, fields.find_text(body, "level"), time.time_ns())])
        return {"type": "log_ok"}

    def search_logs(self, message: Message) -> Reply:
        """The log lines that agree with all that is asked for, oldest first."""
        limit = fields.find_integer(message.body, "limit")
        if limit is not None and limit < 1:
            raise NodeError(Code.MALFORMED, '"limit" must be 1 or more')
        tests = {name: fields.find_text(message.body, name) for name in ("trace_id", "service", "text")}
        lines = self._store.search(**tests, limit=limit)
        return {"type": "search_results", "logs": [_log_entry(line) for line in lines]}

    def _chain(self, dest: str | None) -> list[Service]:
        if not self._services:
            raise NodeError(Code.PRECONDITION, "no service is instrumented; send instrument_service first")
        names = list(self._services)
        first = names.index(dest) if dest in self._services else 0
        return list(self._services.values())[first:]

    def _addressed(self, message: Message) -> str:
        """The instrumented service that a message goes to or comes from."""
        names = (fields.find_text(message.envelope, end) for end in ("dest", "src"))
        return next((name for name in names if name in self._services), None) or "service"


def _log_entry(line: LogLine) -> Reply:
    entry: Reply = {"service": line.service, "message": line.message, "trace_id": line.trace_id}
    return entry | _given(span_id=line.span_id, level=line.level)


def _span_entry(span: Span, lines: Sequence[LogLine]) -> Reply:
    entry: Reply = {"span_id": span.span_id, "parent_id": span.parent_id, "name": span.name}
    entry |= {"service": span.service, "kind": "server", "layer": span.layer}
    entry |= {"start_ns": span.start_ns, "end_ns": span.end_ns}
    entry |= {"status": "error" if span.error else "ok"} | _given(error=span.error)
    return entry | {"logs": [_timed(line) for line in lines if line.span_id == span.span_id]}


def _timed(line: LogLine) -> Reply:
    entry: Reply = {"time_ns": line.time_ns, "service": line.service, "message": line.message}
    return entry | _given(level=line.level)


def _given(**entries: str | None) -> Reply:
    return {name: value for name, value in entries.items() if value is not None}


ANSWERS: dict[str, Callable[[Node, Message], Reply]] = {
    "instrument_service": Node.instrument_service,
    "http_request": Node.http_request,
    "get_trace": Node.get_trace,
    "manual_instrument": Node.manual_instrument,
    "log": Node.log,
    "search_logs": Node.search_logs,
}
