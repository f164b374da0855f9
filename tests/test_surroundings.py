"""The tree around the code: whatever stands in it, and whatever others do to it, a run reports on what it can
read and says what it can't."""

import ctypes
import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from checkout import SPANLINT, environment, run
from hostile import text_of

LEAK = "def f(tracer):\n    span = tracer.start_span('x')\n    return 1\n"
PROCESSES_START = 600  # so many files are shared out


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "leak.py").write_text(LEAK)
    return tmp_path


def checked(here: Path, *arguments: str) -> tuple[int, str, str]:
    done = run(SPANLINT, "check", *arguments, cwd=here)
    return done.returncode, done.stdout, done.stderr


def paths_found(here: Path, *arguments: str) -> list[str]:
    _, output, errors = checked(here, "--output-format=json", *arguments)
    assert errors == ""
    return [finding["path"] for finding in json.loads(output)["findings"]]


# Links.


def test_links_neither_loop_nor_lead_out_of_the_tree(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.py").write_text(LEAK)
    inside = here / "inside"
    inside.mkdir()
    for name, target in {"up": "..", "itself": "itself", "out": str(outside), "root": "/"}.items():
        (inside / name).symlink_to(target)
    (inside / "secret.py").symlink_to(outside / "secret.py")
    assert paths_found(here) == ["leak.py"]
    assert paths_found(here, "inside/secret.py", "inside/up") == ["inside/secret.py", "inside/up/leak.py"]
    assert checked(here, "inside/itself")[::2] == (2, "spanlint: no such file or folder: inside/itself\n")


# What can't be read.


def give_up_privileges() -> None:
    """Lets permissions hold for this process, once it runs another program: root may override them."""
    if os.geteuid() == 0:
        drop_from_bounding_set = 24
        for capability in (1, 2):  # to read, write and enter whatever the permissions say
            if ctypes.CDLL(None).prctl(drop_from_bounding_set, capability) != 0:
                raise OSError("permissions hold nobody here")


def checked_without_privileges(here: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            [str(SPANLINT), "check", *arguments],
            cwd=here,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=give_up_privileges,
        )
    except subprocess.SubprocessError:
        pytest.skip("root's override of permissions can't be given up here")


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.mark.parametrize("named", [False, True], ids=["in a walk", "by name"])
def test_what_may_not_be_read_is_skipped_aloud(here: Path, named: bool) -> None:
    for name in ("file.py", "folder/in.py"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(LEAK)
    given = ["leak.py", "file.py", "folder"] if named else []
    with mode(here / "file.py", 0), mode(here / "folder", 0):
        done = checked_without_privileges(here, *given)
    assert (done.returncode, done.stderr) == (1, "")
    assert "skipped file.py: permission denied\nskipped folder/: permission denied\n" in done.stdout
    assert "--> leak.py:2:12" in done.stdout


def test_a_checkout_that_can_not_be_written_is_checked_and_left_alone(here: Path) -> None:
    (here / "src").mkdir()
    (here / "src/leak.py").write_text(LEAK)
    before = sorted((path, path.stat().st_mtime_ns) for path in here.rglob("*"))
    with mode(here / "src", 0o555), mode(here, 0o555):
        done = checked_without_privileges(here)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("2 findings; 2 span starts in 2 of 2 files\n")
    assert sorted((path, path.stat().st_mtime_ns) for path in here.rglob("*")) == before


def test_files_may_come_go_and_change_while_they_are_read(here: Path) -> None:
    folder, stop = here / "busy", threading.Event()
    folder.mkdir()

    def churn() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            path = folder / f"f{number % 40}.py"
            if number % 3:
                path.write_text(LEAK * (number % 50))
            else:
                path.unlink(missing_ok=True)

    churning = threading.Thread(target=churn)
    churning.start()
    try:
        for jobs in ("1", "2", "1", "2"):
            status, output, errors = checked(here, "--jobs", jobs)
            assert (status, errors) == (1, "")
            assert "leak.py:2:12" in output
            assert "internal" not in output
    finally:
        stop.set()
        churning.join()


# Names.

NAMES = [
    "new\nline.py",
    "carriage\rreturn.py",
    'quote".py',
    "it's.py",
    "back\\slash.py",
    "colour\x1b[31m.py",
    "title\x1b]0;x\x07.py",
    "bell\x07.py",
    "delete\x7f.py",
    "c1\x9b31m.py",
    "left\u202eright.py",
    "joined\u2028line.py",
    "-dash.py",
    " space .py",
    "::error::.py",
    "%41.py",
    "$(touch x).py",
    os.fsdecode(b"raw\xff.py"),
]


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """Files with hostile names, which leak, and one with each name that is skipped."""
    for name in NAMES:
        (tmp_path / name).write_text(LEAK)
        (tmp_path / f"binary {name}").write_bytes(b"\0" + LEAK.encode())
    return tmp_path


@pytest.mark.parametrize("output_format", ["full", "concise"])
def test_no_name_reaches_the_terminal_raw(named: Path, output_format: str) -> None:
    status, output, errors = checked(named, "--output-format", output_format)
    assert status == 1
    for text in (output, errors):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
    lines = output.splitlines()
    assert sum("start_span" in line or "unended-span" in line for line in lines) >= len(NAMES)
    assert not [line for line in lines if line.startswith(("line.py", "return.py"))]


def test_names_come_back_from_json_as_they_are(named: Path) -> None:
    _, output, errors = checked(named, "--output-format=json")
    told = json.loads(output)
    assert (errors, output.isascii()) == ("", True)
    assert {finding["path"] for finding in told["findings"]} == set(NAMES)
    assert {skipped["path"] for skipped in told["skipped"]} == {f"binary {name}" for name in NAMES}


# One result.


def test_the_result_is_the_same_on_every_run_with_any_number_of_processes(here: Path) -> None:
    for number in range(PROCESSES_START):
        leaking = number % 3 == 0
        (here / f"m{number}.py").write_text(LEAK * (number % 4) if leaking else "pass\n")
    (here / "deep.js").write_bytes(text_of("javascript", "nested try, around", 1200))
    for output_format in ("full", "json", "concise"):
        printed = set()
        for jobs, seed in ((1, "0"), (2, "1"), (3, "2"), (8, "random")):
            command = [str(SPANLINT), "check", "--jobs", str(jobs), "--output-format", output_format]
            done = run(*command, cwd=here, env=environment(PYTHONHASHSEED=seed))
            printed.add((done.returncode, done.stdout, done.stderr))
        assert len(printed) == 1


# Interrupts, and readers who leave.


def threads_of(group: int) -> list[str]:
    """The threads of the processes of a group, as the system lists them."""
    listed = run("ps", "-eLo", "pgid,pid,stat,args", cwd=Path("/")).stdout.splitlines()
    return [line for line in listed if line.split()[0] == str(group) and line.split()[2][0] != "Z"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_a_long_analysis_and_leaves_no_process_behind(here: Path, jobs: str) -> None:
    for name in "abcd":
        (here / f"{name}.py").write_bytes(text_of("python", "lines of starts", 2000))
    with subprocess.Popen(
        [str(SPANLINT), "check", "--jobs", jobs, "."],
        cwd=here,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        # A long text is analysed in a thread, several are in processes.
        while len(threads_of(process.pid)) < 2:
            assert process.poll() is None, "the analysis was over before it was interrupted"
            time.sleep(0.05)
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=20)
        assert (process.returncode, output, errors) == (130, b"", b"")
        assert threads_of(process.pid) == []


@pytest.mark.parametrize("options", ["", "--output-format=concise", "--output-format=json", "--jobs=2"])
def test_a_reader_who_has_seen_enough_is_no_reason_to_complain(here: Path, options: str) -> None:
    for number in range(300):
        (here / f"leak{number}.py").write_text(LEAK * 5)
    done = run("sh", "-c", f"'{SPANLINT}' check {options} . | head -n 1", cwd=here)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
