"""`spanlint stats`: span starts by file, library and kind."""

import json
from pathlib import Path

import pytest
from checkout import SPANLINT, run

CODE = """\
from opentelemetry import trace

tracer = trace.get_tracer("x")

with tracer.start_as_current_span("managed"):
    span = tracer.start_span("manual")
    span.end()


@tracer.start_as_current_span("decorated")
def job():
    return 1
"""
CALLBACK = """\
import { trace } from "@opentelemetry/api";
trace.getTracer("x").startActiveSpan("s", (span) => span.end());
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text(CODE)
    (tmp_path / "b.js").write_text(CALLBACK)
    (tmp_path / "c.js").write_text("let x = 1;\n")
    return tmp_path


def test_starts_are_counted_by_file_and_kind(here: Path) -> None:
    assert run(SPANLINT, "stats", cwd=here).stdout.splitlines() == [
        "           library        manual  managed  callback",
        "a.py       opentelemetry       1        2         0",
        "b.js       opentelemetry       0        0         1",
        "all files  opentelemetry       1        2         1",
        "4 span starts in 2 of 3 files: 25 % manual, 50 % managed, 25 % callback",
    ]


def test_json_has_the_same_counts(here: Path) -> None:
    document = json.loads(run(SPANLINT, "stats", "--output-format", "json", "a.py", cwd=here).stdout)
    starts = [
        {"library": "opentelemetry", "kind": "managed", "spans": 2},
        {"library": "opentelemetry", "kind": "manual", "spans": 1},
    ]
    assert document == {
        "version": 1,
        "files": [{"path": "a.py", "starts": starts}],
        "libraries": {"opentelemetry": {"manual": 1, "managed": 2, "callback": 0}},
        "summary": {"files": 1, "files_with_spans": 1, "spans": 3},
    }


def test_nothing_is_counted_in_words(here: Path) -> None:
    done = run(SPANLINT, "stats", "c.js", cwd=here)
    assert (done.returncode, done.stdout) == (0, "no span is started by hand in 1 file\n")
    assert run(SPANLINT, "stats", "nowhere", cwd=here).returncode == 2
