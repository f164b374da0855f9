"""From files to reports: what is skipped and why, and that worker processes change nothing but the time."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from spanlint.analyzer import check
from spanlint.analyzer.check import Settings
from spanlint.analyzer.findings import FileReport, Finding, Skipped
from spanlint.analyzer.running import runner, workers
from spanlint.analyzer.running.discovery import Target, discover
from spanlint.analyzer.running.runner import Check, check_files, check_text, in_processes

LIMIT = 10_000


def limited(_: str) -> Settings:
    return Settings(max_bytes=LIMIT)


def many_bytes(_: str) -> Settings:
    return Settings(max_bytes=runner.MANY_BYTES)


START = b"tracer.start_span('x')\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fake(path: str, text: bytes, *_: object) -> FileReport:
    """Stands in for the engine: a finding a start, and the ways in which an analysis can fail."""
    if b"die" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"hang" in text:
        while time.process_time() < 60:
            pass
    if b"bug" in text:
        raise KeyError("a mistake of ours")
    starts = text.count(b"start_span")
    finding = Finding("unended-span", "m", "h", path, 1, 1, 1, 2, "f", "s", ())
    return FileReport(path, starts, (finding,) * starts, None)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "check_source", fake)


def report_on(path: str, *, named: bool = True) -> FileReport:
    (report,) = check_files([Target(path, named)], limited, jobs=1)
    return report


def reason(path: str, *, named: bool = True) -> str:
    skipped = report_on(path, named=named).skipped
    assert skipped is not None
    assert skipped.path == path
    return skipped.reason


def test_a_file_without_a_start_word_never_reaches_the_engine(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object) -> FileReport:
        raise AssertionError("the engine was asked")

    monkeypatch.setattr(check, "check_source", unreachable)
    (here / "a.py").write_bytes(b"print('started')\n")
    assert report_on("a.py") == FileReport("a.py", 0, (), None)


@pytest.mark.usefixtures("engine")
def test_a_file_with_a_start_word_is_the_engines(here: Path) -> None:
    (here / "a.py").write_bytes(START)
    assert report_on("a.py").starts == 1


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    "interpreter", ["/usr/bin/env python3", "/usr/bin/python3.12 -u", "/usr/bin/env -S python"]
)
def test_a_script_without_an_ending_is_known_by_its_first_line(here: Path, interpreter: str) -> None:
    (here / "script").write_bytes(f"#!{interpreter}\n".encode() + START)
    assert report_on("script").starts == 1


def test_what_is_no_language_of_ours_is_skipped(here: Path) -> None:
    (here / "notes.txt").write_bytes(START)
    assert reason("notes.txt").startswith("not a language that spanlint reads")


def test_a_binary_file_is_skipped(here: Path) -> None:
    (here / "a.ts").write_bytes(b"\x47\x40\x00\x10" * 100)
    assert reason("a.ts") == "not a text file"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_skipped_aloud(here: Path, encoding: str) -> None:
    (here / "a.py").write_text(START.decode(), encoding=encoding)
    assert "UTF-16" in reason("a.py")


def test_a_file_past_the_limit_is_skipped_and_not_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.py").write_bytes(START * 1000)
    monkeypatch.setattr(os, "read", None)
    assert reason("a.py") == "larger than 10 kB"


@pytest.mark.usefixtures("engine")
def test_a_file_of_just_the_limit_is_checked(here: Path) -> None:
    (here / "a.py").write_bytes(START + b"#" * (LIMIT - len(START)))
    assert report_on("a.py").starts == 1


def test_a_file_that_can_not_be_read_is_skipped(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (here / "a.py").write_bytes(START)
    monkeypatch.setattr(os, "open", refuse)
    assert reason("a.py") == "permission denied"


def test_a_file_that_is_gone_is_skipped(here: Path) -> None:
    assert not (here / "a.py").exists()
    assert reason("a.py") == "no such file or directory"


def test_a_pipe_holds_nothing_up(here: Path) -> None:
    os.mkfifo(here / "pipe.py")
    assert reason("pipe.py") == "not an ordinary file"


@pytest.mark.usefixtures("engine")
def test_minified_code_is_skipped_unless_it_is_named(here: Path) -> None:
    (here / "bundle.js").write_bytes(b"startSpan();" * 800)
    assert reason("bundle.js", named=False).startswith("minified")
    assert report_on("bundle.js", named=True).skipped is None


@pytest.mark.usefixtures("engine")
def test_a_long_line_of_data_does_not_make_a_file_minified(here: Path) -> None:
    lines = START + b"x = 1\n" * 50
    (here / "a.py").write_bytes(lines + b"DATA = '" + b"a" * 6000 + b"'\n")
    assert report_on("a.py", named=False).starts == 1


@pytest.mark.usefixtures("engine")
def test_a_mistake_of_ours_costs_one_file(here: Path) -> None:
    (here / "a.py").write_bytes(START + b"bug")
    assert reason("a.py") == "internal error: KeyError: 'a mistake of ours'"


def test_standard_input_is_judged_as_a_file_is() -> None:
    assert check_text("a.py", b"x" * (LIMIT + 1), limited).skipped == Skipped("a.py", "larger than 10 kB")
    assert check_text("a.py", b"\0", limited).skipped == Skipped("a.py", "not a text file")
    assert check_text("a.py", b"pass", limited) == FileReport("a.py", 0, (), None)


@pytest.fixture
def many(here: Path) -> list[Target]:
    """More files than one process takes on; every seventh starts a span or two."""
    for number in range(runner.MANY_FILES + 37):
        (here / f"m{number}.py").write_bytes(START * (number % 3) if number % 7 == 0 else b"pass\n")
    return list(discover([str(here)], []))


def by_path(reports: Iterable[FileReport]) -> dict[str, FileReport]:
    """The reports, which come in no order, by the paths of their files, each of which has one."""
    found = [(report.path, report) for report in reports]
    assert len(found) == len(dict(found))
    return dict(found)


@pytest.mark.usefixtures("engine")
def test_workers_change_nothing(many: list[Target]) -> None:
    alone = list(check_files(many, limited, jobs=1))
    assert sum(report.starts for report in alone) > 50
    assert [report.path for report in alone] == [target.path for target in many]
    for jobs in (2, 5):
        assert by_path(check_files(many, limited, jobs)) == by_path(alone)


def test_a_worker_stays_among_items_that_follow_each_other() -> None:
    def by_whom(_: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    found = sorted(workers.answers(by_whom, range(400), 2, 4))
    assert [item for item, _ in found] == list(range(400))
    processes = [process for _, process in found]
    changes = sum(one != next_one for one, next_one in pairwise(processes))
    assert len(set(processes)) == 2
    assert changes < 25, "two workers that take turns would change places a hundred times"


@pytest.mark.usefixtures("engine")
def test_few_files_with_much_to_parse_are_shared_out_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hired: list[int] = []
    fork = os.fork

    def counted() -> int:
        hired.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    for name in "abcd":
        (here / f"{name}.py").write_bytes(START + b"x = 1\n" * (runner.MANY_BYTES // 20))
    targets = list(discover([str(here)], []))
    assert [report.starts for report in check_files(targets, many_bytes, 2)] == [1, 1, 1, 1]
    assert len(hired) == 2
    assert len(list(check_files(targets[:2], many_bytes, 2))) == 2
    assert len(hired) == 2


@pytest.mark.usefixtures("engine")
def test_a_worker_that_dies_costs_one_file(many: list[Target]) -> None:
    victims = {many[0].path, many[100].path, many[-1].path}
    for path in victims:
        Path(path).write_bytes(START + b"die")
    reports = list(check_files(many, limited, jobs=2))
    assert by_path(reports).keys() == {target.path for target in many}
    skipped = {report.skipped for report in reports if report.skipped}
    assert skipped == {Skipped(path, "the analysis died (SIGKILL)") for path in victims}


@pytest.mark.usefixtures("engine")
def test_a_file_that_hangs_costs_its_time_and_no_more(
    many: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SECONDS_AN_ITEM", 1)
    Path(many[5].path).write_bytes(START + b"hang")
    skipped = [report.skipped for report in check_files(many, limited, jobs=2) if report.skipped]
    assert skipped == [Skipped(many[5].path, "not done after 1 seconds")]


@pytest.mark.usefixtures("engine")
def test_no_worker_outlives_its_run(many: list[Target]) -> None:
    with closing(in_processes(many, Check(limited), jobs=3, size=8)) as reports:
        next(reports)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.usefixtures("engine")
def test_where_no_process_can_be_forked_one_does_it_all(
    many: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = by_path(check_files(many, limited, jobs=2))
    monkeypatch.delattr(os, "fork")
    assert by_path(check_files(many, limited, jobs=2)) == expected


def test_a_second_run_in_one_process_sees_what_has_changed_in_files_that_are_imported(here: Path) -> None:
    (here / "user.py").write_text(
        "from tracing import begin\n\n"
        "def f(tracer, rows):\n    span = begin(tracer)\n    rows.read()\n    span.end()\n"
    )
    (here / "tracing.py").write_text("def begin(tracer):\n    return tracer.start_span('x')\n")
    first = report_on("user.py")
    (here / "tracing.py").write_text("def begin(tracer):\n    return None\n")
    assert [len(first.findings), len(report_on("user.py").findings)] == [1, 0]
