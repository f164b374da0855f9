"""Logs and traces: how they are found, how many are kept, and what happens when the store fails."""

import resource
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from checkout import ROOT, environment
from node_client import NODE, ask
from spanlint.node.logs import LogLine, Store, StoreError
from spanlint.node.traces import Span

TRACE = "0af7651916cd43dd8448eb211c80319c"


def line(message: str, trace_id: str | None = None, service: str = "web") -> LogLine:
    return LogLine(service, message, trace_id, None, None, 1)


def span(trace_id: str, span_id: str = "b7ad6b7169203331") -> Span:
    return Span(trace_id, span_id, None, "GET /", "web", "code", 1, 2)


def messages(store: Store, limit: int | None = None, **tests: str) -> list[str]:
    return [found.message for found in store.search(**tests, limit=limit)]


def test_lines_are_found_by_all_that_is_asked_in_their_order() -> None:
    with closing(Store()) as store:
        store.write([line("one", "t"), line("two", "t", "db"), line("three", "u"), line("One more", "t")])
        assert messages(store) == ["one", "two", "three", "One more"]
        assert messages(store, trace_id="t") == ["one", "two", "One more"]
        assert messages(store, service="web") == ["one", "three", "One more"]
        assert messages(store, text="o") == ["one", "two", "One more"]
        assert messages(store, text="%") == []
        assert messages(store, trace_id="t", service="web", text="ne") == ["one", "One more"]
        assert messages(store, limit=2) == ["one", "two"]
        assert messages(store, limit=10**30, trace_id="u") == ["three"]
        assert messages(store, trace_id="unknown") == []


def test_a_trace_is_found_in_each_spelling_and_shown_in_its_own() -> None:
    spelling = "0AF76519-16cd-43dd-8448-eb211c80319c"
    with closing(Store()) as store:
        store.write([line("a", spelling)])
        assert [found.trace_id for found in store.search(trace_id=TRACE)] == [spelling]


def test_searches_by_trace_use_the_index() -> None:
    with closing(Store()) as store:
        statements: list[str] = []
        store._database.set_trace_callback(statements.append)
        store.search(trace_id="t", text="x")
        plan = store._database.execute("EXPLAIN QUERY PLAN " + statements[0]).fetchall()
    assert "logs_by_trace" in plan[0][3]


def test_the_newest_are_kept() -> None:
    with closing(Store(retention=3)) as store:
        for number in range(10):
            store.write([line(str(number))], [span(f"{number}"), span(f"{number}", "2")])
        assert messages(store) == ["7", "8", "9"]
        assert [len(store.spans(str(number))) for number in range(10)] == [0] * 7 + [2] * 3
        (left,) = store._database.execute("SELECT count(*) FROM spans").fetchone()
    assert left == 6


def test_a_file_survives_the_process(tmp_path: Path) -> None:
    options = ["--store", str(tmp_path / "logs.db")]
    instrument = {"type": "instrument_service", "services": ["web"]}
    (reply,) = ask(instrument, {"type": "http_request", "path": "/"}, options=options)
    trace, found = ask(
        {"type": "get_trace", "trace_id": reply["trace_id"]}, {"type": "search_logs"}, options=options
    )
    assert [kept["service"] for kept in trace["spans"]] == ["web"]
    assert [kept["span_id"] for kept in found["logs"]] == [trace["spans"][0]["span_id"]]
    assert [path.name for path in tmp_path.iterdir()] == ["logs.db"]


def test_a_smaller_retention_forgets_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "logs.db")
    logs = [{"type": "log", "message": str(number)} for number in range(5)]
    ask(*logs, options=["--store", path])
    (reply,) = ask({"type": "search_logs"}, options=["--store", path, "--retention", "2"])
    assert [kept["message"] for kept in reply["logs"]] == ["3", "4"]


def test_memory_is_forgotten() -> None:
    ask({"type": "log", "message": "a"})
    (reply,) = ask({"type": "search_logs"})
    assert reply["logs"] == []


def opened(path: Path | str) -> tuple[int, str]:
    done = subprocess.run(
        [*NODE, "--store", path],
        cwd=ROOT,
        env=environment(),
        input="{}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.returncode, done.stderr


def test_a_store_that_cannot_be_opened_is_said_to_be(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("no database at all, but more than a header's worth of text\n" * 20)
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as database:
        database.execute("CREATE TABLE theirs (a)")
    cases: list[tuple[Path | str, str]] = [
        (tmp_path / "no" / "folder.db", "unable to open database file"),
        (tmp_path, "unable to open database file"),
        ("", "unable to open database file"),
        (text, "file is not a database"),
        (foreign, "it is a database of another program or version"),
    ]
    for path, reason in cases:
        status, problem = opened(path)
        assert status == 2
        assert problem.startswith("spanlint node: the store ")
        assert reason in problem
    with closing(sqlite3.connect(foreign)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_a_full_disk_is_an_error_and_leaves_nothing_half_written() -> None:
    with closing(Store()) as store:
        store.write([line("before")])
        (pages,) = store._database.execute("PRAGMA page_count").fetchone()
        store._database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="the store cannot be written: database or disk is full"):
            store.write([line("small"), line("x" * 100_000)])
        assert messages(store) == ["before"]
        store.write([line("after")])
        assert messages(store) == ["before", "after"]


def test_a_full_disk_costs_a_reply_and_not_the_node(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    sent = (
        b'{"type":"log","message":"kept"}\n{"type":"log","msg_id":1,"message":"%s"}\n{"type":"search_logs"}\n'
    )
    done = subprocess.run(
        [*NODE, "--store", str(tmp_path / "logs.db")],
        cwd=ROOT,
        env=environment(),
        input=sent % (b"x" * 1_000_000),
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    failed, found = done.stdout.decode().splitlines()
    assert '"in_reply_to": 1, "code": 13, "text": "the store cannot be written: ' in failed
    assert '"message": "kept"' in found
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_service_is_named_by_the_message_or_by_its_envelope() -> None:
    instrument = {"type": "instrument_service", "services": ["web", "db"]}
    log = {"type": "log", "message": "a"}
    *_, reply = ask(
        instrument,
        log,
        {"src": "web", "dest": "db", "body": log},
        {"src": "web", "dest": "elsewhere", "body": log},
        {"src": "user", "dest": "elsewhere", "body": log},
        {"src": "web", "dest": "db", "body": {**log, "service": "own"}},
        {"type": "search_logs"},
    )
    assert [kept["service"] for kept in reply["logs"]] == ["service", "db", "web", "service", "own"]


def test_a_line_is_shown_with_what_it_has() -> None:
    *_, reply = ask(
        {"type": "log", "message": "a"},
        {"type": "log", "message": "b", "span_id": "s", "trace_id": "t", "level": "info", "service": "web"},
        {"type": "search_logs"},
    )
    assert [list(kept.items()) for kept in reply["logs"]] == [
        [("service", "service"), ("message", "a"), ("trace_id", None)],
        [("service", "web"), ("message", "b"), ("trace_id", "t"), ("span_id", "s"), ("level", "info")],
    ]


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5", "9" * 30])
def test_a_retention_is_a_number_from_one_on(count: str) -> None:
    done = subprocess.run(
        [*NODE, "--retention", count],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not a number from 1 on" in done.stderr
