"""The node as a process: what it says, to the byte, and how it ends."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT, SPANLINT, environment
from node_client import NODE, UUID, Reply, ask, start, talk

SERVICES = (
    '{"src":"instrumentor","dest":"services","body":{"type":"instrument_service","msg_id":1,'
    '"services":["web","api","db"],"auto":true}}'
)
REQUEST = '{"src":"user","dest":"web","body":{"type":"http_request","path":"/api/users/123"}}'
CODE = (
    '{"src":"developer","dest":"code","body":{"type":"manual_instrument","msg_id":1,"code":'
    "\"async function process() { const span = tracer.startSpan('process'); try { await work(); "
    'span.end(); } catch(e) { span.recordException(e); throw; } }"}}'
)
LOG = '{"type":"log","msg_id":3,"message":"Processing request","trace_id":"abc123"}'
SEARCH = '{"type":"search_logs","msg_id":4,"trace_id":"abc123"}'

TRACED = (
    '{"type": "trace_complete", "trace_id": "<uuid>", "services": ["web", "api", "db"], "span_count": 3}\n'
)
COUNTED = '{"type": "instrumentation_ok", "in_reply_to": 1, "spans_created": 1}\n'
FOUND = (
    '{"type": "search_results", "in_reply_to": 4, '
    '"logs": [{"service": "service", "message": "Processing request", "trace_id": "abc123"}]}\n'
)


def told(*lines: str, options: tuple[str, ...] = ()) -> str:
    printed = talk("".join(line + "\n" for line in lines).encode(), *options).decode()
    return UUID.sub("<uuid>", printed)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ([SERVICES], ""),
        ([SERVICES, REQUEST], TRACED),
        ([CODE], COUNTED),
        ([LOG], ""),
        ([LOG, SEARCH], FOUND),
        ([SERVICES, REQUEST, CODE, LOG, SEARCH], TRACED + COUNTED + FOUND),
    ],
)
def test_replies_hold_to_the_byte(lines: list[str], printed: str) -> None:
    assert told(*lines) == printed


def test_acknowledgements_are_given_on_demand() -> None:
    acknowledged = (
        '{"type": "instrument_service_ok", "in_reply_to": 1}\n{"type": "log_ok", "in_reply_to": 3}\n'
    )
    assert told(SERVICES, LOG, options=("--ack",)) == acknowledged


def test_envelopes_swap_src_and_dest_and_keep_the_id_in_the_body() -> None:
    asked = '{"src":"me","dest":"logs","body":{"type":"search_logs","msg_id":7}}'
    printed = (
        '{"src": "logs", "dest": "me", "body": {"type": "search_results", "in_reply_to": 7, "logs": []}}\n'
    )
    assert told(asked, options=("--envelope",)) == printed


def test_an_envelope_round_a_bare_message_names_nobody() -> None:
    (reply,) = ask('{"type":"search_logs"}', options=["--envelope"])
    assert reply == {"body": {"type": "search_results", "logs": []}}


def test_an_envelope_names_nobody_who_has_no_name() -> None:
    deep = "[" * 900 + "]" * 900
    (reply,) = ask(f'{{"src":{deep},"dest":"you","body":{{"type":"search_logs"}}}}', options=["--envelope"])
    assert (reply["src"], reply["body"]["code"], "dest" in reply) == ("you", 12, False)


def test_errors_come_in_envelopes_too() -> None:
    asked = {"src": "me", "dest": "you", "body": {"type": "nonsense", "msg_id": 1}}
    named, nameless = ask(asked, "nonsense", options=["--envelope"])
    assert (named["src"], named["dest"], named["body"]["code"]) == ("you", "me", 10)
    assert (list(nameless), nameless["body"]["code"]) == (["body"], 12)


def test_text_is_written_as_it_is_in_utf_8() -> None:
    asked = '{"type":"log","message":"grüße \\ud83d\\ude00 \\u0000"}\n{"type":"search_logs"}\n'
    assert "grüße 😀 \\u0000".encode() in talk(asked.encode())


@pytest.mark.parametrize("command", [NODE, (sys.executable, "-m", "node"), (str(SPANLINT), "node")])
def test_each_way_to_start_it_starts_the_same(command: tuple[str, ...]) -> None:
    printed = talk(f"{LOG}\n{SEARCH}\n".encode(), command=command)
    assert printed.decode() == FOUND


def instrumented(code: str, **more: object) -> Reply:
    (reply,) = ask({"type": "manual_instrument", "code": code, **more})
    return reply


RETHROWN = json.loads(CODE)["body"]["code"]


def test_a_recorded_exception_settles_the_span_unless_the_reading_is_strict() -> None:
    assert "leaks" not in instrumented(RETHROWN)
    reply = instrumented(RETHROWN, strict=True)
    assert list(reply) == ["type", "spans_created", "leaks"]
    (leak,) = reply["leaks"]
    assert list(leak) == ["rule", "span", "line", "column", "message"]
    assert (leak["span"], leak["line"], leak["column"]) == ("process", 1, RETHROWN.index("tracer") + 1)
    assert leak["message"]


def test_only_a_missing_end_is_a_leak() -> None:
    code = "def load(tracer):\n    span = tracer.start_span('load')\n    span.end()\n    span.end()\n"
    assert instrumented(code) == {"type": "instrumentation_ok", "spans_created": 1}


def test_python_is_known_by_its_looks_and_by_its_name() -> None:
    code = (
        "def load(tracer, key):\n    span = tracer.start_span('load')\n"
        "    if not key:\n        return\n    span.end()\n"
    )
    replies = [instrumented(code), instrumented(code, language="python"), instrumented(code, language="py")]
    assert replies[0] == replies[1] == replies[2]
    assert replies[0]["spans_created"] == 1
    assert [(leak["rule"], leak["line"]) for leak in replies[0]["leaks"]] == [("unended-span", 2)]


@pytest.mark.parametrize("language", ["javascript", "js", "jsx", "typescript", "ts", "tsx", "JavaScript"])
def test_languages_have_short_names(language: str) -> None:
    code = "function f() { const span = tracer.startSpan('a'); span.end(); }"
    assert instrumented(code, language=language) == {"type": "instrumentation_ok", "spans_created": 1}


def test_what_stands_in_comments_and_strings_starts_no_span() -> None:
    code = "// tracer.startSpan('a')\nconst text = \"tracer.startSpan('b')\"; /* tracer.startSpan('c') */\n"
    assert instrumented(code, language="js")["spans_created"] == 0
    code += "function f() { const span = tracer.startSpan('d'); span.end(); }\n"
    assert instrumented(code, language="js")["spans_created"] == 1


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    reply = instrumented("x", language="cobol")
    assert reply["code"] == 10
    assert '"cobol"' in reply["text"]
    assert "javascript, python, tsx, typescript" in reply["text"]


def test_code_that_is_too_large_to_analyse_is_said_to_be() -> None:
    reply = instrumented("tracer.startSpan('a');" + " " * 2_100_000, language="js")
    assert reply["code"] == 22
    assert "larger than 2 MB" in reply["text"]


@pytest.mark.parametrize(
    ("message", "code", "named"),
    [
        ('{"msg_id":5}', 12, '"type"'),
        ('{"type":5,"msg_id":5}', 12, '"type" must be a string'),
        ('{"type":"dance","msg_id":5}', 10, '"dance"'),
        ('{"type":"log","msg_id":5}', 12, '"message" is missing'),
        ('{"type":"log","msg_id":5,"message":null}', 12, '"message" is missing'),
        ('{"type":"log","msg_id":5,"message":"a","trace_id":1}', 12, '"trace_id" must be a string'),
        ('{"type":"search_logs","msg_id":5,"limit":true}', 12, '"limit" must be an integer'),
        ('{"type":"search_logs","msg_id":5,"limit":0}', 12, '"limit" must be 1 or more'),
        ('{"type":"get_trace","msg_id":5}', 12, '"trace_id" is missing'),
        ('{"type":"get_trace","msg_id":5,"trace_id":"abc"}', 20, '"abc"'),
        ('{"type":"http_request","msg_id":5,"path":"/"}', 22, "no service is instrumented"),
        ('{"type":"http_request","msg_id":5}', 12, '"path" is missing'),
        ('{"type":"http_request","msg_id":5,"path":"/","headers":[]}', 12, '"headers" must be an object'),
        ('{"type":"http_request","msg_id":5,"path":"/","headers":{"a":1}}', 12, '"a" must be a string'),
        ('{"type":"instrument_service","msg_id":5}', 12, '"services"'),
        ('{"type":"instrument_service","msg_id":5,"services":[]}', 12, '"services"'),
        ('{"type":"instrument_service","msg_id":5,"services":["a",1]}', 12, '"services"'),
        (
            '{"type":"instrument_service","msg_id":5,"services":["a"],"auto":1}',
            12,
            '"auto" must be true or false',
        ),
        ('{"type":"manual_instrument","msg_id":5,"code":"","strict":"yes"}', 12, '"strict"'),
        ('{"src":1,"dest":"a","body":{"type":"search_logs","msg_id":5}}', 12, '"src" must be a string'),
    ],
)
def test_what_is_wrong_with_a_message_is_said(message: str, code: int, named: str) -> None:
    (reply,) = ask(message)
    assert list(reply) == ["type", "in_reply_to", "code", "text"]
    assert (reply["type"], reply["in_reply_to"], reply["code"]) == ("error", 5, code)
    assert named in reply["text"]


@pytest.mark.parametrize("msg_id", ["true", '"1"', "1.0", "[1]"])
def test_a_msg_id_that_is_no_integer_is_an_error_that_names_none(msg_id: str) -> None:
    (reply,) = ask(f'{{"type":"search_logs","msg_id":{msg_id}}}')
    assert list(reply) == ["type", "code", "text"]
    assert (reply["code"], '"msg_id" must be an integer' in reply["text"]) == (12, True)


@pytest.mark.parametrize("value", ["42", '"log"', "[1]", "null", "true", '{"body":1}'])
def test_what_is_no_message_is_refused_once(value: str) -> None:
    (reply,) = ask(value)
    assert (list(reply), reply["code"]) == (["type", "code", "text"], 12)


def test_a_chain_of_too_many_services_is_refused_and_none_of_them_kept() -> None:
    many = {"type": "instrument_service", "services": [f"s{number}" for number in range(101)]}
    refused, unknown = ask(many, '{"type":"http_request","path":"/"}')
    assert (refused["code"], unknown["code"]) == (22, 22)


@pytest.fixture
def node() -> Iterator["subprocess.Popen[bytes]"]:
    with start() as process:
        yield process
        process.kill()


def exchange(process: "subprocess.Popen[bytes]", text: str) -> Any:
    """The next reply after `text`, while the input stays open."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(text.encode())
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def test_each_reply_comes_at_once(node: "subprocess.Popen[bytes]") -> None:
    for number in range(3):
        assert exchange(node, f'{{"type":"search_logs","msg_id":{number}}}\n')["in_reply_to"] == number
    pretty = json.dumps({"type": "search_logs", "msg_id": 3}, indent=2)
    assert exchange(node, pretty + "\n")["in_reply_to"] == 3


def test_a_line_that_was_cut_short_does_not_keep_the_next_waiting(node: "subprocess.Popen[bytes]") -> None:
    assert exchange(node, '{"type":"log","message":\n{"type":"search_logs","msg_id":1}\n')["code"] == 12
    assert exchange(node, "")["in_reply_to"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(node: "subprocess.Popen[bytes]", number: int) -> None:
    exchange(node, '{"type":"search_logs"}\n')
    node.send_signal(number)
    assert node.wait(10) == 0
    assert node.stdout
    assert node.stderr
    assert (node.stdout.read(), node.stderr.read()) == (b"", b"")


def test_what_was_answered_before_a_signal_stays(tmp_path: Path) -> None:
    store = str(tmp_path / "logs.db")
    with start("--ack", "--store", store) as process:
        exchange(process, '{"type":"log","message":"kept"}\n')
        process.terminate()
        assert process.wait(10) == 0
    (reply,) = ask('{"type":"search_logs"}', options=["--store", store])
    assert [entry["message"] for entry in reply["logs"]] == ["kept"]


def test_a_second_signal_ends_it_though_nobody_reads(node: "subprocess.Popen[bytes]") -> None:
    assert node.stdin
    node.stdin.write(b'{"type":"log","message":"%s"}\n{"type":"search_logs"}\n' % (b"x" * 1_000_000))
    node.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        node.wait(0.5)
    node.terminate()
    with pytest.raises(subprocess.TimeoutExpired):
        node.wait(0.5)
    node.terminate()
    assert node.wait(10) == 0


def test_a_reader_who_leaves_ends_it_quietly(node: "subprocess.Popen[bytes]") -> None:
    assert node.stdin
    assert node.stdout
    assert node.stderr
    node.stdout.close()
    node.stdin.write(b'{"type":"search_logs"}\n')
    node.stdin.close()
    assert (node.wait(10), node.stderr.read()) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_fails_is_told_of() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            NODE, cwd=ROOT, env=environment(), input=b"{}\n", stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"spanlint node: input or output failed: ")
    assert done.stderr.count(b"\n") == 1


def test_no_input_is_no_output() -> None:
    assert talk(b"") == b""
    assert talk(b"\n \r\n\t\n") == b""


def test_the_engine_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys; from spanlint.node.server import main; main([]); "
        "print([name for name in sys.modules if name.startswith(('tree_sitter', 'spanlint.analyzer'))])"
    )
    printed = talk(b'{"type":"log","message":"a"}\n', command=(sys.executable, "-c", program))
    assert printed == b"[]\n"
