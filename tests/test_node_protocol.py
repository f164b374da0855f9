"""Messages in a stream of lines: each is answered once, and what is broken costs nothing but itself."""

import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spanlint.node.answers import Node
from spanlint.node.framing import MAX_BYTES, Framer, lines_of
from spanlint.node.logs import Store
from spanlint.node.protocol import NodeError
from spanlint.node.server import respond


def read(text: str | bytes) -> list[Any]:
    """The values in `text`, with the text of the error for one that is broken."""
    framer = Framer()
    stream = io.BytesIO(text.encode() if isinstance(text, str) else text)
    values = [value for line in lines_of(stream) for value in framer.feed(line)] + list(framer.close())
    return [value.text if isinstance(value, NodeError) else value for value in values]


def outcome(text: str | bytes) -> list[str]:
    """Each value in `text` by its `n`, or "broken"."""
    return ["broken" if isinstance(value, str) else value.get("n", "nameless") for value in read(text)]


def message(n: str) -> str:
    return json.dumps({"type": "log", "n": n, "services": [{"name": "web"}, {"name": "db"}], "headers": {}})


def pretty(n: str, indent: int | str = 2) -> str:
    return json.dumps(json.loads(message(n)), indent=indent)


A, B, C = (message(n) for n in "abc")


@pytest.mark.parametrize(
    "text",
    [
        A,
        A + "\n",
        A + "\r\n",
        "  " + A + "  ",
        "\ufeff" + A,
        pretty("a"),
        pretty("a", 0),
        pretty("a", "\t"),
        pretty("a").replace("\n", "\r\n"),
        pretty("a").replace("\n", "\n\n"),
        A.replace(", ", ",\n"),
        A.replace(": ", ":\n"),
        A.replace("{", "{\n").replace("}", "\n}"),
        '{"n": "a", "x": [1, -2.5e+3, true, false, null, "\\"}\\\\"\n, {}, []\n]}',
    ],
)
def test_a_message_is_read_however_it_is_laid_out(text: str) -> None:
    assert outcome(text) == ["a"]
    assert outcome(text + "\n" + B) == ["a", "b"]
    assert outcome(text + "\n" + pretty("b") + "\n" + C) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "line",
    [
        "garbage",
        '{"type": "log"',
        '{"type": "log",',
        '{"type":',
        '{"type": "lo',
        '{"type": "log", "services": [',
        '{"a": {"b": [{',
        '{"type": "log"}}',
        '{"type": "log"} {"type": "log"}',
        '{"type": log}',
        "{'type': 'log'}",
        '{"type": "log",}',
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 01}',
        '{"a": ' + "1" * 5000 + "}",
        '{"a": "\\ud800"}',
        '{"a": "\\x"}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "\x00",
        "\x0c",
        "\u00a0",
        "\ufeff\ufeff" + A,
        b'{"type": "\xff\xfe"}',
        b"\xff",
        b"\x80" * 100,
    ],
)
def test_a_broken_line_costs_one_error_and_not_the_next_message(line: str | bytes) -> None:
    broken = line if isinstance(line, bytes) else line.encode()
    assert outcome(broken) == ["broken"]
    assert outcome(broken + b"\n" + A.encode()) == ["broken", "a"]
    assert outcome(broken + b"\n" + pretty("a").encode() + b"\n" + B.encode()) == ["broken", "a", "b"]
    assert outcome(A.encode() + b"\n" + broken + b"\n" + B.encode()) == ["a", "broken", "b"]


def test_broken_lines_cost_one_error_each() -> None:
    assert outcome('garbage\n{"type": "log"\nmore garbage\n' + A) == ["broken", "broken", "broken", "a"]


@pytest.mark.parametrize("end", range(1, len(pretty("a").splitlines())))
def test_a_message_that_lost_its_last_lines_is_one_error(end: int) -> None:
    lines = pretty("a").splitlines()
    cut = "\n".join(lines[:end])
    assert outcome(cut) == ["broken"]
    assert outcome(cut + "\n" + B) == ["broken", "b"]
    assert outcome(cut + "\n" + pretty("b") + "\n" + C) == ["broken", "b", "c"]


@pytest.mark.parametrize("lost", range(1, len(pretty("a").splitlines()) - 1))
def test_a_message_that_lost_a_line_inside_costs_no_other(lost: int) -> None:
    lines = pretty("a").splitlines()
    rest = outcome("\n".join(lines[:lost] + lines[lost + 1 :]) + "\n" + pretty("b") + "\n" + C)
    assert rest[-2:] == ["b", "c"]
    assert len(rest) == 3


def test_a_mistake_inside_is_one_error() -> None:
    for mistake in (pretty("a").replace('"log"', "oops"), pretty("a").replace('"log",', '"log"')):
        assert outcome(mistake + "\n" + B) == ["broken", "b"]


def test_a_broken_message_is_one_error_whatever_its_margin() -> None:
    cut = json.dumps({"type": "log", "services": ["a", "b"], "n": "a"}, indent=0).splitlines()[:-1]
    assert outcome("\n".join(cut) + "\n" + B) == ["broken", "b"]
    assert outcome('{ "type": oops,\n  "n": 1\n}\n' + B) == ["broken", "b"]


def test_what_is_indented_after_a_broken_line_is_read_if_the_line_closed_or_if_it_is_a_message() -> None:
    assert outcome('{"a":}\n  garbage\n' + A) == ["broken", "broken", "a"]
    assert outcome('{"a": oops\n  garbage\n  ' + A + "\n" + B) == ["broken", "a", "b"]


def test_a_message_is_bare_when_it_has_a_type() -> None:
    replies = [
        respond(NODE, value) for value in read('{"type": "search_logs", "limit": 1, "body": {"type": "x"}}')
    ]
    assert b"search_results" in replies[0]


def test_a_fault_of_the_node_costs_one_reply(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(**_: object) -> None:
        raise KeyError("a fault")

    with closing(Store()) as store:
        monkeypatch.setattr(store, "search", fault)
        reply = json.loads(respond(Node(store), {"type": "search_logs", "msg_id": 1}))
    assert reply == {
        "type": "error",
        "in_reply_to": 1,
        "code": 13,
        "text": "internal error: KeyError: 'a fault'",
    }
    assert "a fault" in capsys.readouterr().err


def test_an_error_says_where_it_is() -> None:
    assert read('{"a": ' + "1" * 301 + "}") == ["bad JSON: a number of more than 300 digits"]
    assert read('{"a": ' + "1" * 300 + "}") == [{"a": int("1" * 300)}]
    assert read('{"type": oops}') == ["bad JSON: expecting value: line 1 column 10 (char 9)"]
    assert read('{\n  "type": "log"\n  "a": 1\n}') == ["bad JSON: line 3 of the message does not fit"]
    assert read('{"a": "\xff"}'.encode("latin-1")) == ["bad JSON: byte 8 is not UTF-8"]
    assert read('{"a": 1, "a": 2}') == ['bad JSON: key "a" is given twice']


LARGE = "x" * 10_000_000


@pytest.mark.parametrize(
    "text",
    [
        LARGE,
        f'{{"type": "log", "message": "{LARGE}"}}',
        f'{{\n  "type": "log",\n  "message": "{LARGE}"\n}}',
        f'{{\n"type": "log",\n"message": "{LARGE}"\n}}',
        json.dumps({"type": "log", "services": [{"name": "x" * 500}] * 19_000}, indent=1),
        json.dumps({"type": "log", "services": ["x" * 500] * 20_000}, indent=0),
    ],
    ids=[
        "no message",
        "one line",
        "a long line inside",
        "a long line at the margin",
        "many lines",
        "at the margin",
    ],
)
def test_ten_megabytes_cost_one_error_and_are_not_kept(text: str) -> None:
    stream = io.BytesIO(f"{text}\n{A}\n".encode())
    framer = Framer()
    tracemalloc.start()
    try:
        values = [value for line in lines_of(stream) for value in framer.feed(line)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [getattr(value, "text", "a message") for value in values] == [
        "the message is larger than 4 MB",
        "a message",
    ]
    assert peak < 4 * MAX_BYTES


TOO_LARGE = "the message is larger than 4 MB"
MANY_LINES = json.dumps({"type": "log", "services": ["x" * 500_000] * 10}, indent=1).rsplit("\n", 2)[0]


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        (MANY_LINES, [TOO_LARGE]),
        (MANY_LINES + f',\n  "{LARGE}"\n  ]\n}}', [TOO_LARGE]),
        (
            f'{{"type":\n{{"type": "log", "message": "{LARGE}"}}',
            ["bad JSON: line 2 of the message does not fit", TOO_LARGE],
        ),
    ],
    ids=["broken", "with a long line", "after a broken line"],
)
def test_what_is_too_large_is_told_once(text: str, errors: list[str]) -> None:
    assert read(text) == errors
    assert read(text + "\n" + A) == [*errors, json.loads(A)]


def test_lines_that_all_begin_a_message_are_soon_done_with() -> None:
    """Each is read again for every broken one before it, but no more often than messages nest."""
    count = 2_000
    begun = time.perf_counter()
    values = outcome('{"a":\n' * count + A)
    assert (values[-1], len(values) <= count + 1) == ("a", True)
    assert time.perf_counter() - begun < 10


NODE = Node(Store())
WHOLE = st.integers(0, 10**6).map(
    lambda n: json.dumps({"type": "search_logs", "limit": 1, "msg_id": n}).encode()
)
PRETTY = WHOLE.map(lambda line: json.dumps(json.loads(line), indent=2).encode())
SCRAPS = st.lists(
    st.sampled_from(['{"a":', "{", "}", "[", "]", '"b"', ":", ",", " ", "1", "\\", '{"a": 1}', "x"])
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A message with some bytes of it replaced; still one line."""
    line = draw(WHOLE)
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, len(line)))
    return line[:start] + draw(st.binary(max_size=5)).replace(b"\n", b"") + line[end:]


NOISE = st.one_of(
    mutated(),
    st.binary(max_size=30).map(lambda text: text.replace(b"\n", b"")),
    SCRAPS.map(lambda scraps: "".join(scraps).encode()),
)


def replies(lines: list[bytes]) -> Iterator[Any]:
    framer = Framer()
    for line in lines:
        for value in framer.feed(line + b"\n"):
            yield json.loads(respond(NODE, value))
    for value in framer.close():
        yield json.loads(respond(NODE, value))


@given(st.lists(st.one_of(WHOLE, NOISE), max_size=8))
@example([b'{"a":', b'{"type": "search_logs", "msg_id": 1}', b"}"])
@example([b'{"a": [', b' {"type": "search_logs", "msg_id": 1}', b'{"a": 1}'])
def test_every_message_on_a_line_is_answered_and_nothing_twice(lines: list[bytes]) -> None:
    whole = [value for line in lines if (value := whole_message(line)) is not None]
    answered = [reply.get("in_reply_to") for reply in replies(lines) if reply["type"] == "search_results"]
    assert [msg_id for msg_id in answered if msg_id in whole] == whole


@given(st.lists(st.one_of(WHOLE, PRETTY, NOISE.filter(lambda line: whole_message(line) is None)), max_size=8))
def test_there_is_at_most_one_reply_a_line_and_each_is_one(parts: list[bytes]) -> None:
    lines = [line for part in parts for line in part.split(b"\n")]
    given_back = list(replies(lines))
    assert len(given_back) <= len([line for line in lines if line.strip(b" \t\r")])
    assert all(reply["type"] in ("search_results", "error") for reply in given_back)


@given(st.lists(st.one_of(WHOLE, PRETTY)))
def test_sound_messages_are_answered_in_their_order(messages: list[bytes]) -> None:
    asked = [json.loads(message)["msg_id"] for message in messages]
    lines = [line for message in messages for line in message.split(b"\n")]
    assert [reply["in_reply_to"] for reply in replies(lines)] == asked


def whole_message(line: bytes) -> int | None:
    """The id of the search that `line` asks for, if it is nothing else and stands at the margin."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    sound = isinstance(value, dict) and value.get("type") == "search_logs" and line.startswith(b"{")
    return value["msg_id"] if sound and type(value.get("msg_id")) is int else None
