"""The store of logs and traces: one SQLite database, in memory, or in a file that outlives the process.

One trace id may be written in several ways, so logs are indexed by its key and keep it as it came. Only the
newest N log lines and the newest N traces are kept. What one message brings is written as a whole or not at
all.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from .protocol import Code, NodeError
from .traces import Span, trace_key

RETENTION = 10_000
_PATIENCE = 5.0
"""The seconds for which a store that another node is opening, too, is tried."""
_APPLICATION = 0x5350414E  # Tells our files from other programs' databases.
_VERSION = 1
_SCHEMA = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS logs (id INTEGER PRIMARY KEY, trace_key TEXT, service TEXT NOT NULL,
    message TEXT NOT NULL, trace_id TEXT, span_id TEXT, level TEXT, time_ns INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS traces (id INTEGER PRIMARY KEY, trace_key TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS spans (id INTEGER PRIMARY KEY,
    trace INTEGER NOT NULL REFERENCES traces ON DELETE CASCADE,
    trace_id TEXT NOT NULL, span_id TEXT NOT NULL, parent_id TEXT, name TEXT NOT NULL, service TEXT NOT NULL,
    layer TEXT NOT NULL, start_ns INTEGER NOT NULL, end_ns INTEGER NOT NULL, error TEXT);
CREATE INDEX IF NOT EXISTS logs_by_trace ON logs (trace_key);
CREATE INDEX IF NOT EXISTS spans_by_trace ON spans (trace);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
COMMIT;
PRAGMA foreign_keys = ON;
"""


class StoreError(NodeError):
    """The store can't be opened, read or written."""

    def __init__(self, text: str) -> None:
        super().__init__(Code.CRASH, text)


class LogLine(NamedTuple):
    """One line of a log; the time is nanoseconds since 1970."""

    service: str
    message: str
    trace_id: str | None
    span_id: str | None
    level: str | None
    time_ns: int


class Store:
    """Logs and traces, the newest `retention` of each.

    Whatever is done with it raises StoreError when the database fails.
    """

    def __init__(self, path: str | None = None, retention: int = RETENTION) -> None:
        self._retention = retention
        self._database = _open(path)
        self.write([])

    def write(self, lines: Iterable[LogLine], spans: Iterable[Span] = ()) -> None:
        """Keeps log lines and ended spans, in this order, and forgets what is too old."""
        with _failing("the store cannot be written"), self._database as database:
            database.executemany(
                "INSERT INTO logs (trace_key, service, message, trace_id, span_id, level, time_ns)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(line.trace_id and trace_key(line.trace_id), *line) for line in lines],
            )
            for span in spans:
                database.execute("INSERT OR IGNORE INTO traces (trace_key) VALUES (?)", [span.trace_id])
                database.execute(
                    "INSERT INTO spans SELECT NULL, id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM traces"
                    " WHERE trace_key = ?",
                    [*astuple(span), span.trace_id],
                )
            for table in ("logs", "traces"):
                oldest = f"(SELECT max(id) FROM {table}) - ?"
                database.execute(f"DELETE FROM {table} WHERE id <= {oldest}", [self._retention])

    def search(
        self,
        trace_id: str | None = None,
        service: str | None = None,
        text: str | None = None,
        limit: int | None = None,
    ) -> list[LogLine]:
        """The first `limit` log lines that agree with all that is given, in the order in which they came.

        `text` stands anywhere in the message, in the same case.
        """
        tests = {
            "trace_key = ?": trace_id and trace_key(trace_id),
            "service = ?": service,
            "instr(message, ?)": text,
        }
        given = {test: value for test, value in tests.items() if value is not None}
        with _failing("the store cannot be read"):
            rows = self._database.execute(
                "SELECT service, message, trace_id, span_id, level, time_ns FROM logs WHERE "
                + " AND ".join(["TRUE", *given])
                + " ORDER BY id LIMIT ?",
                [*given.values(), -1 if limit is None else min(limit, self._retention)],
            )
            return [LogLine(*row) for row in rows]

    def spans(self, trace_id: str) -> list[Span]:
        """The spans of a trace, in the order in which they were started; none of an unknown one."""
        with _failing("the store cannot be read"):
            rows = self._database.execute(
                "SELECT spans.trace_id, span_id, parent_id, name, service, layer, start_ns, end_ns, error"
                " FROM spans JOIN traces ON trace = traces.id WHERE trace_key = ? ORDER BY spans.id",
                [trace_key(trace_id)],
            )
            return [Span(*row) for row in rows]

    def close(self) -> None:
        """Closes the database; nothing is lost without it."""
        self._database.close()


def _open(path: str | None) -> sqlite3.Connection:
    with _failing(f"the store {path} cannot be opened"):
        # An empty name would be a file that vanishes at the end; as a Path it is a folder, and refused.
        database = sqlite3.connect(":memory:" if path is None else Path(path))
        try:
            _prepare(database)
        except BaseException:
            database.close()
            raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Makes the tables where they are missing. SQLite does not wait for another process that changes the mode
    of the journal at the same time, as a second node does that opens the same new file."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            _check_owner(database)
            database.executescript(_SCHEMA)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        database.rollback()
        time.sleep(0.01)


def _check_owner(database: sqlite3.Connection) -> None:
    """Raises DatabaseError for a database that another program or version has written."""
    database.execute("BEGIN")  # what is read is of one moment: another node may be writing it
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    database.rollback()
    if tables and (application, version) != (_APPLICATION, _VERSION):
        raise sqlite3.DatabaseError("it is a database of another program or version")


@contextmanager
def _failing(what: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{what}: {error}") from error
