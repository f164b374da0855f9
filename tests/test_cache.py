"""The cache: a run with it says the same as one without, whatever has changed, broken or written at once."""

import os
import pickle
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from checkout import SPANLINT, environment, run
from harness import FIXTURES, PROJECTS
from spanlint.analyzer import check
from spanlint.analyzer.check import Settings
from spanlint.analyzer.findings import FileReport
from spanlint.analyzer.running import cache_file, runner
from spanlint.analyzer.running.cache import FOLDER, PASSING, Cache
from spanlint.analyzer.running.discovery import discover
from spanlint.analyzer.running.runner import check_files
from spanlint.analyzer.source import Unreadable
from spanlint.analyzer.syntax import Deadline

LEAK = "def f(tracer):\n    span = tracer.start_span('x')\n    return 1\n"
TOPICS = sorted(path for path in PROJECTS.glob("*/*") if path.is_dir())
FEW = runner.MANY_CANDIDATES


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with as many files that leak as a cache needs."""
    monkeypatch.chdir(tmp_path)
    for number in range(FEW):
        (tmp_path / f"leak{number}.py").write_text(LEAK * (number % 3 + 1))
    return tmp_path


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a run on few files have a cache."""
    monkeypatch.setattr(runner, "MANY_CANDIDATES", 0)


def reports(settings: Settings = Settings(), *, cached: bool = True) -> list[FileReport]:  # noqa: B008
    """What a check of the working directory says."""
    cache = partial(Cache, "", ["."], settings.max_bytes) if cached else None
    return sorted(check_files(discover(["."], []), lambda _: settings, 1, cache))


def printed(here: Path, *options: str) -> tuple[int, str, str]:
    done = run(SPANLINT, "check", "--output-format=json", *options, cwd=here)
    return done.returncode, done.stdout, done.stderr


def index(here: Path) -> Path:
    """The file of the cache."""
    (found,) = [path for path in (here / FOLDER).iterdir() if path.name != ".gitignore"]
    return found


def test_the_fixtures_and_projects_are_reported_alike_with_and_without(tmp_path: Path) -> None:
    shutil.copytree(PROJECTS, tmp_path / "projects")
    for path in sorted(FIXTURES.glob("*/*"))[::6]:
        (tmp_path / path.parent.name).mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / path.parent.name)
    without = printed(tmp_path, "--select=all", "--jobs=1", "--no-cache")
    assert without[0] == 1
    # The first run fills the cache with two processes, the others find all of it there.
    assert all(printed(tmp_path, "--select=all", f"--jobs={jobs}") == without for jobs in (2, 1, 2))


def test_what_is_known_is_not_analysed_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "fixable.py").write_text(LEAK.replace("return 1", "tracer()\n    span.end()"))
    first = reports()
    assert any(finding.fix for report in first for finding in report.findings)

    def unreachable(*_: object) -> FileReport:
        raise AssertionError("analysed again")

    monkeypatch.setattr(check, "check_source", unreachable)
    assert reports() == first
    assert sum(len(report.findings) for report in first) > FEW


def test_what_has_changed_is_analysed_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports()
    analysed, real = [], check.check_source

    def noted(path: str, *others: object) -> FileReport:
        analysed.append(path)
        return real(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "check_source", noted)
    (here / "leak0.py").write_text("pass\n" + LEAK)
    assert reports() == reports(cached=False)
    assert analysed[0] == "leak0.py"
    assert len(analysed) == 1 + FEW


@pytest.mark.usefixtures("here")
def test_other_settings_are_another_matter() -> None:
    first = reports()
    strict = Settings(rules=frozenset({"dynamic-span-name"}))
    assert reports(strict) != first
    assert reports(strict) == reports(strict, cached=False)
    assert reports() == first


# Other files.


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("topic", TOPICS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_file_that_goes_comes_or_changes_changes_what_rests_on_it(
    topic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(topic, tmp_path, dirs_exist_ok=True)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    first = reports(cached=False)
    for path in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        text = path.read_bytes()
        assert reports() == first
        path.unlink()
        assert reports() == reports(cached=False), f"without {path.name}"
        path.write_bytes(b"")
        assert reports() == reports(cached=False), f"with {path.name} empty"
        path.write_bytes(text)
    assert reports() == first


@pytest.mark.usefixtures("always")
def test_a_file_that_was_looked_for_in_vain_matters_when_it_comes(here: Path) -> None:
    (here / "user.js").write_text(
        "import { begin } from './tracing';\n"
        "export function f() { const span = begin('x'); if (g()) return; span.end(); }\n"
    )
    assert "user.js" not in [report.path for report in reports() if report.findings]
    (here / "tracing.ts").write_text("export const begin = (name) => tracer.startSpan(name);\n")
    assert "user.js" in [report.path for report in reports() if report.findings]


# What may have happened to it.


def test_broken_bytes_are_as_good_as_none(here: Path) -> None:
    expected = printed(here)
    whole = index(here).read_bytes()
    chance = random.Random(0)
    for _ in range(12):
        at = chance.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        for broken in (whole[:at], flipped, os.urandom(at)):
            index(here).write_bytes(broken)
            assert reports() == reports(cached=False)
            assert index(here).read_bytes() != broken
    assert printed(here) == expected


def test_what_another_spanlint_has_written_counts_for_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports()
    assert cache_file.load(str(index(here))).known
    monkeypatch.setattr(cache_file, "made_by", lambda: "another")
    assert not cache_file.load(str(index(here))).known


class Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch harmed",)


def test_a_cache_that_somebody_else_made_runs_nothing(here: Path) -> None:
    reports()
    body = pickle.dumps(Harmful())
    index(here).write_bytes(cache_file.header(body) + body)
    assert reports() == reports(cached=False)
    assert not (here / "harmed").exists()


def test_two_runs_at_once_do_each_other_no_harm(here: Path) -> None:
    expected = printed(here, "--no-cache")
    command = [str(SPANLINT), "check", "--output-format=json", "--jobs=2"]
    for _ in range(3):
        started = [
            subprocess.Popen(command, cwd=here, env=environment(), stdout=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        assert {process.communicate()[0] for process in started} == {expected[1]}
        assert cache_file.load(str(index(here))).known
        (here / "leak0.py").write_text(LEAK)


def test_a_kill_at_any_moment_leaves_what_can_be_read_or_nothing(here: Path) -> None:
    expected = printed(here, "--no-cache")
    chance = random.Random(0)
    for _ in range(10):
        shutil.rmtree(here / FOLDER, ignore_errors=True)
        process = subprocess.Popen([str(SPANLINT), "check"], cwd=here, env=environment(), stdout=-3)
        time.sleep(chance.uniform(0.05, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert printed(here) == expected


# Where it stands.


def test_it_hides_from_git_and_stands_beside_the_configuration(here: Path) -> None:
    run("git", "init", "-q", cwd=here)
    (here / "spanlint.toml").write_text("")
    inside = here / "src"
    inside.mkdir()
    for path in here.glob("*.py"):
        path.rename(inside / path.name)
    printed(inside)
    assert index(here).is_file()
    assert FOLDER not in run("git", "status", "--porcelain", "-uall", cwd=here).stdout


def test_few_files_need_none_and_who_wants_none_gets_none(here: Path) -> None:
    printed(here, "--no-cache")
    printed(here, *(f"leak{number}.py" for number in range(FEW - 1)))
    assert not (here / FOLDER).exists()


def test_where_none_can_be_written_nothing_is_said(here: Path) -> None:
    expected = printed(here, "--no-cache")
    (here / FOLDER).write_text("in the way")
    assert printed(here) == expected
    assert expected[2] == ""


def test_a_full_disk_leaves_the_old_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports()
    before = index(here).read_bytes()
    (here / "leak0.py").write_text(LEAK * 5)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert reports() == reports(cached=False)
    assert index(here).read_bytes() == before


def reasons_of_lateness() -> Iterator[str]:
    late = Deadline(0.0)
    with pytest.raises(Unreadable) as raised:
        while True:
            late.check()
    yield str(raised.value)
    yield "parsing took too long"


def test_what_took_too_long_is_tried_again() -> None:
    assert all(any(word in reason for word in PASSING) for reason in reasons_of_lateness())
