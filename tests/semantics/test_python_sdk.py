"""The examples of the rules, run on OpenTelemetry's own SDK for Python: what is wrong has the effect that the
rule's text claims, and what to write instead does not."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from rule_examples import example, rules_with

pytest.importorskip("opentelemetry.sdk", reason="opentelemetry-sdk is not installed")

from opentelemetry import context, trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode


class Run(NamedTuple):
    """What an example left: its spans in the order of their ends, what was raised, what it noted."""

    spans: tuple[ReadableSpan, ...]
    raised: BaseException | None
    noted: list[Any]
    warnings: int

    @property
    def span(self) -> ReadableSpan:
        return self.spans[-1]


class Program:
    """The names that the examples use, over a tracer of their own."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.noted: list[Any] = []
        # What an example gets of the library itself is of this provider, too.
        library = SimpleNamespace(**vars(trace) | {"get_tracer": provider.get_tracer})
        self.names: dict[str, Any] = {
            "tracer": provider.get_tracer("examples"), "trace": library, "StatusCode": StatusCode,
            "pay": self.refuse, "charge": self.refuse, "prepare": self.refuse, "names": self.note_current,
        }  # fmt: skip

    def refuse(self, *_: object) -> None:
        raise ValueError("declined")

    def note_current(self) -> Iterator[int]:
        self.noted.append(trace.get_current_span().is_recording())
        yield 1

    def finished(self) -> int:
        return len(self.exporter.get_finished_spans())


Call = Callable[[Program], object]


def load(program: Program) -> object:
    return program.names["load"]({}, "key")


def called(name: str, *arguments: object) -> Call:
    return lambda program: program.names[name](*arguments)


def fetched(program: Program) -> None:
    """Notes how many spans had ended before the work was done."""
    work = program.names["fetch"]()
    program.noted.append(program.finished())
    asyncio.run(work)


def streamed(program: Program) -> None:
    """Notes whether the consumer of a stream runs with the stream's span as its own."""

    async def source() -> Any:
        yield 1

    async def consume() -> None:
        async for _ in program.names["stream"](source()):
            program.noted.append(trace.get_current_span().is_recording())

    asyncio.run(consume())


def listed(program: Program) -> None:
    """Runs whichever of the two functions of an example gives everything."""
    list(program.names.get("all_rows", program.names["rows"])())


def helped(program: Program) -> None:
    """Lets the helper run within a span of somebody else, who writes to it afterwards."""
    with program.names["tracer"].start_as_current_span("owner") as span:
        program.names["helper"]()
        span.set_attribute("kept", True)


def handled(program: Program) -> None:
    """Notes whether a failed request's span is still current after it was handled."""
    request = SimpleNamespace(span=program.names["tracer"].start_span("request"), failed=True, result=1)
    request.run = request.span.end
    before = context.get_current()
    program.names["handle"](request)
    program.noted.append(trace.get_current_span() is request.span)
    context.attach(before)


def count(run: Run) -> object:
    return len(run.spans)


def status(run: Run) -> object:
    return run.span.status.status_code.name


def events(run: Run) -> object:
    return len(run.span.events)


def noted(run: Run) -> object:
    return run.noted


# Of each rule: what is called, what is looked at, and what that is with the example and with what to write
# instead.
CASES: dict[str, tuple[Call, Callable[[Run], object], object, object]] = {
    "unended-span": (load, count, 0, 1),
    "unended-on-exception": (called("parse", "three"), count, 0, 1),
    "discarded-span": (called("audit"), count, 0, 1),
    "overwritten-span": (called("run", [1, 2, 3]), count, 1, 3),
    "dropped-context-manager": (called("rows"), count, 0, 1),
    "double-end": (called("job"), lambda run: (len(run.spans), run.warnings), (1, 1), (1, 0)),
    "use-after-end": (called("query"), lambda run: dict(run.span.attributes or {}), {}, {"rows": 3}),
    "foreign-end": (helped, lambda run: dict(run.span.attributes or {}), {}, {"kept": True}),
    "undetached-token": (handled, noted, [True], [False]),
    "early-end": (fetched, noted, [1], [0]),
    "decorated-generator": (listed, noted, [False], [True]),
    "yield-in-active-span": (streamed, noted, [True], [False]),
    "recorded-twice": (called("pay_once", 5), events, 2, 1),
    "record-without-status": (called("charge", 5), status, "UNSET", "ERROR"),
    "ignored-status": (called("mark"), status, "UNSET", "ERROR"),
    "wrong-exception-argument": (called("charge", 5), lambda run: type(run.raised), TypeError, type(None)),
    "unmarked-error": (called("charge", 5), status, "UNSET", "ERROR"),
    "unrecorded-error": (called("charge", 5), events, 0, 1),
    "unprotected-gap": (called("pay", 5), count, 0, 1),
    "dynamic-span-name": (called("get_user", 42), lambda run: "42" in run.span.name, True, False),
    "inactive-parent": (called("load"), lambda run: run.spans[0].parent is not None, False, True),
}


def outcome(rule: str, heading: str, call: Call, caplog: pytest.LogCaptureFixture) -> Run:
    program = Program()
    caplog.clear()
    raised: BaseException | None = None
    with caplog.at_level(logging.WARNING, "opentelemetry"):
        exec(example(rule, "python", heading), program.names)
        try:
            call(program)
        except Exception as error:
            raised = error
    return Run(program.exporter.get_finished_spans(), raised, program.noted, len(caplog.records))


@pytest.mark.parametrize("rule", CASES)
def test_the_example_of_a_rule_does_what_its_text_says(rule: str, caplog: pytest.LogCaptureFixture) -> None:
    call, look, wrong, right = CASES[rule]
    assert look(outcome(rule, "Example", call, caplog)) == wrong
    assert look(outcome(rule, "Instead", call, caplog)) == right


def test_every_rule_with_an_example_in_python_is_run() -> None:
    assert set(CASES) >= rules_with("python")
