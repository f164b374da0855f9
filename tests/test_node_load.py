"""The node under load: it answers each line in its order, keeps what it has acknowledged, shares its store.

`python tests/bench/node.py` does the same at length, and measures.
"""

import json
import multiprocessing
import sqlite3
from contextlib import closing
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from node_client import ask, start, talk
from node_load import lost, misplaced, stream
from spanlint.node.logs import Store, StoreError

COUNT = 3000
KILLS = 10


def test_each_line_of_a_long_stream_is_answered_in_its_order() -> None:
    text = b"".join(line for line, _ in stream(COUNT))
    assert misplaced(COUNT, talk(text, "--ack").splitlines()) == []


def test_what_is_acknowledged_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    store = tmp_path / "logs.db"
    acknowledged, missing = lost(store, KILLS)
    assert acknowledged >= KILLS
    assert not missing
    with closing(sqlite3.connect(store)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_two_nodes_write_into_one_store_and_each_finds_what_both_have_written(tmp_path: Path) -> None:
    options = ["--store", str(tmp_path / "logs.db")]
    nodes = [start(*options, "--ack") for _ in range(2)]
    for turn in range(100):
        for name, node in enumerate(nodes):
            assert node.stdin is not None
            log = {"type": "log", "message": f"{name}:{turn}", "msg_id": turn}
            node.stdin.write(json.dumps(log).encode() + b"\n")
            node.stdin.flush()
    for node in nodes:
        output, errors = node.communicate(b'{"type": "search_logs"}\n')
        *acknowledged, found = map(json.loads, output.splitlines())
        assert [reply["type"] for reply in acknowledged] == ["log_ok"] * 100
        assert (node.returncode, errors, found["type"]) == (0, b"", "search_results")
    (found,) = ask({"type": "search_logs"}, options=options)
    wanted = {f"{name}:{turn}" for name in range(2) for turn in range(100)}
    assert sorted(line["message"] for line in found["logs"]) == sorted(wanted)


def open_store(gate: Barrier, path: str, said: "SimpleQueue[str]") -> None:
    gate.wait()
    try:
        Store(path)
    except StoreError as error:
        said.put(str(error))
    else:
        said.put("")


def test_a_new_store_that_several_open_at_once_is_opened_by_all(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("fork")
    for turn in range(20):
        gate, said = processes.Barrier(6), processes.SimpleQueue()
        opening = [
            processes.Process(target=open_store, args=(gate, str(tmp_path / f"{turn}.db"), said))
            for _ in range(6)
        ]
        for process in opening:
            process.start()
        assert [said.get() for _ in opening] == [""] * len(opening)
        for process in opening:
            process.join()
