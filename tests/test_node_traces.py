"""Requests through instrumented services: which trace they continue, the spans they leave, and their logs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from node_client import UUID, Reply, ask
from spanlint.node.services import Request, Service, run_chain
from spanlint.node.traces import as_uuid, extract, inject, start_span, trace_key

TRACE = "0af7651916cd43dd8448eb211c80319c"
AS_UUID = "0af76519-16cd-43dd-8448-eb211c80319c"
PARENT = "b7ad6b7169203331"
HEADER = f"00-{TRACE}-{PARENT}-01"


def instrument(*names: str, **how: bool) -> dict[str, object]:
    return {"type": "instrument_service", "services": list(names), **how}


def request(dest: str = "", **fields: object) -> dict[str, object]:
    body: dict[str, object] = {"type": "http_request", "path": "/users", **fields}
    return {"src": "user", "dest": dest, "body": body}


CHAIN = instrument("web", "api", "db")


def traced(*setting: dict[str, object], **fields: str) -> tuple[Reply, Reply]:
    """The reply to a request after `setting`, and the trace it has left."""
    headers = {"traceparent": HEADER}
    *_, done, trace = ask(
        *setting, request("", headers=headers, **fields), {"type": "get_trace", "trace_id": TRACE}
    )
    assert done["trace_id"] == trace["trace_id"] == AS_UUID
    return done, trace


@pytest.mark.parametrize(
    ("dest", "services"),
    [
        ("web", ["web", "api", "db"]),
        ("api", ["api", "db"]),
        ("db", ["db"]),
        ("elsewhere", ["web", "api", "db"]),
    ],
)
def test_the_chain_starts_where_the_request_is_addressed(dest: str, services: list[str]) -> None:
    (reply,) = ask(CHAIN, request(dest))
    assert list(reply) == ["type", "trace_id", "services", "span_count"]
    assert (reply["services"], reply["span_count"]) == (services, len(services))
    assert UUID.fullmatch(reply["trace_id"])


def test_the_reply_names_the_request_only_if_it_can_be_named() -> None:
    named, nameless = ask(CHAIN, request(msg_id=0), request())
    assert list(named)[:2] == ["type", "in_reply_to"]
    assert named["in_reply_to"] == 0
    assert "in_reply_to" not in nameless


def test_each_request_without_a_context_is_a_trace_of_its_own() -> None:
    first, second = ask(CHAIN, request(), request())
    assert first["trace_id"] != second["trace_id"]


def test_services_are_instrumented_again_in_their_place() -> None:
    (reply,) = ask(instrument("web"), instrument("db", "web", auto=False), request())
    assert (reply["services"], reply["span_count"]) == (["web", "db"], 0)


def test_a_trace_has_a_span_for_each_service_inside_the_one_before() -> None:
    done, trace = traced(CHAIN)
    assert (done["span_count"], list(trace)) == (3, ["type", "trace_id", "spans"])
    parents = [PARENT] + [span["span_id"] for span in trace["spans"]]
    assert [span["parent_id"] for span in trace["spans"]] == parents[:3]
    assert [span["service"] for span in trace["spans"]] == ["web", "api", "db"]
    for span in trace["spans"]:
        assert re.fullmatch("[0-9a-f]{16}", span["span_id"])
        assert (span["name"], span["kind"], span["layer"]) == ("GET /users", "server", "code")
        assert (span["status"], "error" in span) == ("ok", False)
    starts = [span["start_ns"] for span in trace["spans"]]
    ends = [span["end_ns"] for span in trace["spans"]]
    assert starts[0] > 1_700_000_000_000_000_000
    assert starts == sorted(starts)
    assert ends == sorted(ends, reverse=True)
    assert starts[2] <= ends[2]


def test_the_first_span_of_a_new_trace_has_no_parent() -> None:
    exchange = run_chain([Service("web", "code")], Request("GET", "/", {}))
    (span,) = exchange.spans
    assert (span.parent_id, span.trace_id) == (None, exchange.context.trace_id)


def test_every_log_line_of_a_request_carries_its_trace_and_span() -> None:
    done, found, trace = ask(
        CHAIN,
        request(headers={"traceparent": HEADER}),
        {"type": "search_logs", "trace_id": TRACE},
        {"type": "get_trace", "trace_id": AS_UUID},
    )
    spans = {span["service"]: span["span_id"] for span in trace["spans"]}
    assert len(found["logs"]) == 3
    for line in found["logs"]:
        assert list(line) == ["service", "message", "trace_id", "span_id"]
        assert (line["trace_id"], line["span_id"]) == (done["trace_id"], spans[line["service"]])
    own = [[line["message"] for line in span["logs"]] for span in trace["spans"]]
    assert own == [["GET /users"]] * 3


@pytest.mark.parametrize(
    ("how", "layer"),
    [({}, "code"), ({"sidecar": True}, "network"), ({"auto": False, "sidecar": True}, "network")],
)
def test_spans_end_also_when_the_service_fails(how: dict[str, bool], layer: str) -> None:
    done, trace = traced(instrument("web", "api", "db", **how), fail="api")
    assert (done["services"], done["span_count"], done["status"]) == (["web", "api"], 2, "error")
    for span in trace["spans"]:
        assert (span["layer"], span["status"]) == (layer, "error")
        assert span["end_ns"] >= span["start_ns"]
        assert [line.get("level") for line in span["logs"]] == [None, "error"]
    raised = ["ServiceError: the next service answered 500", "ServiceError: told to fail"]
    seen = {"code": raised, "network": ["answered 500"] * 2}
    assert [span["error"] for span in trace["spans"]] == seen[layer]


def test_only_a_service_that_is_called_can_fail() -> None:
    (reply,) = ask(CHAIN, request("api", fail="web"))
    assert (reply["code"], '"web"' in reply["text"]) == (22, True)


def test_a_service_without_spans_passes_the_context_on() -> None:
    done, trace = traced(instrument("web"), instrument("api", auto=False), instrument("db"))
    assert (done["services"], done["span_count"]) == (["web", "api", "db"], 2)
    web, db = trace["spans"]
    assert db["parent_id"] == web["span_id"]
    assert [line["service"] for line in web["logs"]] == ["web", "api"]


def test_a_chain_without_spans_logs_under_the_span_that_called_it() -> None:
    done, trace = traced(instrument("web", "api", auto=False))
    assert (done["span_count"], trace["spans"]) == (0, [])
    assert [(line["service"], line["message"]) for line in trace["logs"]] == [
        ("web", "GET /users"),
        ("api", "GET /users"),
    ]
    exchange = run_chain([Service("web", None)], Request("GET", "/", {"traceparent": HEADER}))
    assert exchange.lines[0].span_id == PARENT


def test_a_trace_without_spans_and_without_a_caller_still_has_an_id() -> None:
    reply, found = ask(instrument("web", auto=False), request(), {"type": "search_logs"})
    assert UUID.fullmatch(reply["trace_id"])
    assert [list(line) for line in found["logs"]] == [["service", "message", "trace_id"]]
    assert found["logs"][0]["trace_id"] == reply["trace_id"]


def test_the_mesh_makes_the_span_outside_of_the_code() -> None:
    done, trace = traced(instrument("web", "api", sidecar=True), instrument("db"))
    assert done["span_count"] == 3
    assert [span["layer"] for span in trace["spans"]] == ["network", "network", "code"]
    assert [span["parent_id"] for span in trace["spans"]][1:] == [span["span_id"] for span in trace["spans"]][
        :-1
    ]


def test_logs_from_outside_belong_to_the_trace_they_name() -> None:
    *_, trace = ask(
        {"type": "log", "message": "here", "trace_id": TRACE, "span_id": PARENT, "level": "warn"},
        {"type": "get_trace", "trace_id": AS_UUID},
    )
    assert trace["spans"] == []
    assert [(line["message"], line["level"]) for line in trace["logs"]] == [("here", "warn")]


@pytest.mark.parametrize("name", ["traceparent", "Traceparent", "TRACEPARENT"])
@pytest.mark.parametrize(
    "value",
    [
        HEADER,
        f" \t{HEADER} ",
        HEADER[:-2] + "00",
        HEADER[:-2] + "ff",
        "01" + HEADER[2:],
        "cc" + HEADER[2:] + "-what-the-future-may-bring",
        "fe" + HEADER[2:] + "-",
    ],
)
def test_a_valid_traceparent_is_continued(name: str, value: str) -> None:
    context = extract({name: value})
    assert context
    assert (context.trace_id, context.span_id) == (TRACE, PARENT)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "garbage",
        HEADER.upper(),
        "ff" + HEADER[2:],
        "0" + HEADER,
        HEADER[1:],
        HEADER + "-",
        HEADER + "-00",
        HEADER + "0",
        "01" + HEADER[2:] + "x",
        "01" + HEADER[2:] + "\n",
        HEADER[:-1],
        HEADER.replace("-", "_"),
        HEADER.replace("-", ""),
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE[:-1]}-{PARENT}-01",
        f"00-{TRACE[:-1]}g-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-0x",
        f"0x-{TRACE}-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-0\u0661",
    ],
)
def test_an_invalid_traceparent_starts_a_new_trace(value: str) -> None:
    assert extract({"traceparent": value}) is None
    (reply,) = ask(CHAIN, request(headers={"traceparent": value}))
    assert reply["trace_id"] != AS_UUID
    assert reply["span_count"] == 3


def test_two_traceparents_are_none() -> None:
    assert extract({"traceparent": HEADER, "Traceparent": HEADER}) is None
    assert extract({}) is None


def sent_on(headers: dict[str, str]) -> dict[str, str]:
    """The headers with which a span that continues `headers` calls on, its own id as "<span>"."""
    outer = extract(headers) or pytest.fail("the headers bring no context")
    span = start_span(outer, "GET /", "web", "code")
    injected = inject(outer.inside(span), headers)
    return {name: value.replace(span.span_id, "<span>") for name, value in injected.items()}


def test_the_context_goes_on_in_the_headers() -> None:
    headers = {"Accept": "*/*", "TraceParent": HEADER, "TraceState": "a=1,b=2"}
    assert sent_on(headers) == {
        "Accept": "*/*",
        "traceparent": f"00-{TRACE}-<span>-01",
        "tracestate": "a=1,b=2",
    }


@pytest.mark.parametrize(
    ("flags", "sent"), [("00", "01"), ("01", "01"), ("02", "03"), ("fc", "01"), ("ff", "03")]
)
def test_flags_that_are_known_go_on_and_the_span_is_sampled(flags: str, sent: str) -> None:
    assert sent_on({"traceparent": HEADER[:-2] + flags}) == {"traceparent": f"00-{TRACE}-<span>-{sent}"}


def test_a_later_version_goes_on_as_ours() -> None:
    header = "cc" + HEADER[2:] + "-more"
    assert sent_on({"traceparent": header}) == {"traceparent": f"00-{TRACE}-<span>-01"}


def test_a_tracestate_without_a_context_is_lost() -> None:
    headers = {"traceparent": "garbage", "tracestate": "a=1"}
    exchange = run_chain([Service("web", "code")], Request("GET", "/", headers))
    assert list(inject(exchange.context.inside(exchange.spans[0]), headers)) == ["traceparent"]


def test_a_span_ends_once_and_not_before_it_starts() -> None:
    span = start_span(extract({"traceparent": HEADER}) or pytest.fail(), "GET /", "web", "code")
    assert span.end_ns == 0
    span.start_ns = 2**62
    span.end()
    assert span.end_ns == 2**62
    span.start_ns = 0
    span.end()
    assert span.end_ns == 2**62


@pytest.mark.parametrize("spelling", [TRACE, AS_UUID, TRACE.upper(), AS_UUID.upper()])
def test_a_trace_id_is_the_same_in_all_spellings(spelling: str) -> None:
    assert (trace_key(spelling), as_uuid(trace_key(spelling))) == (TRACE, AS_UUID)


@pytest.mark.parametrize(
    "other", ["abc123", "", TRACE + "0", AS_UUID.replace("-", "--"), "g" * 32, f"{{{AS_UUID}}}"]
)
def test_an_id_of_another_form_is_kept_as_it_is(other: str) -> None:
    assert trace_key(other) == as_uuid(other) == other


@given(
    st.text(max_size=60) | st.from_regex(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", fullmatch=True)
)
def test_what_is_continued_has_ids_that_can_be_sent_on(value: str) -> None:
    context = extract({"traceparent": value})
    if context and context.span_id:
        again = extract(inject(context, {}))
        assert again == context
        assert int(context.trace_id, 16)
        assert int(context.span_id, 16)
