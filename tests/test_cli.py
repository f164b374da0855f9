"""The command as its users meet it: as a process, with its output, its errors and its exit status."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from checkout import SPANLINT, environment, run
from spanlint.analyzer.version import VERSION

LEAK = 'def f(tracer):\n    span = tracer.start_span("x")\n    return 1\n'
CLEAN = "def f():\n    return 1\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A small project: one file that leaks a span, one without any."""
    (tmp_path / "leak.py").write_text(LEAK)
    (tmp_path / "clean.py").write_text(CLEAN)
    return tmp_path


def spanlint(here: Path, *arguments: str, text: str = "") -> tuple[int, str, str]:
    """The exit status, standard output and standard error of the command."""
    done = run(SPANLINT, *arguments, cwd=here, text=text)
    return done.returncode, done.stdout, done.stderr


def test_a_leak_is_found_in_the_folder_where_one_stands(here: Path) -> None:
    status, output, errors = spanlint(here, "check")
    assert status == 1
    assert output.startswith("unended-span: ")
    assert "--> leak.py:2:12 in f" in output
    assert output.endswith("1 finding; 1 span start in 1 of 2 files\n")
    assert errors == ""


def test_a_finding_is_one_line_in_the_concise_format(here: Path) -> None:
    status, output, errors = spanlint(here, "check", "--output-format", "concise", ".")
    assert status == 1
    assert output.startswith("leak.py:2:12: unended-span ")
    assert output.count("\n") == 1
    assert errors == ""


def test_json_tells_all(here: Path) -> None:
    status, output, _ = spanlint(here, "check", "--output-format=json", str(here))
    document = json.loads(output)
    assert status == 1
    assert document["summary"] == {"files": 2, "files_with_spans": 1, "spans": 1, "findings": 1}
    finding = document["findings"][0]
    assert finding["rule"] == "unended-span"
    assert finding["path"] == str(here / "leak.py")
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (2, 12, 2, 34)
    assert finding["flow"][-1]["line"] == 3


@pytest.mark.parametrize(
    "paths", [["clean.py"], ["clean.py", "./clean.py"], ["--color", "never", "clean.py"]]
)
def test_a_clean_file_passes(here: Path, paths: list[str]) -> None:
    assert spanlint(here, "check", *paths) == (0, "no findings; no span is started by hand in 1 file\n", "")


def test_findings_pass_with_exit_zero(here: Path) -> None:
    status, output, _ = spanlint(here, "check", "--exit-zero", "leak.py")
    assert (status, "1 finding" in output) == (0, True)


@pytest.mark.parametrize("option", [[], ["--exit-zero"]])
def test_a_path_that_is_not_there_is_an_error_and_the_others_are_checked(
    here: Path, option: list[str]
) -> None:
    status, output, errors = spanlint(here, "check", *option, "nowhere.py", "leak.py")
    assert status == 2
    assert errors == "spanlint: no such file or folder: nowhere.py\n"
    assert "--> leak.py:2:12" in output


def test_nothing_to_check_is_said(here: Path) -> None:
    (here / "empty").mkdir()
    assert spanlint(here, "check", "empty") == (0, "no files to check\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--frob"], 'unknown option "--frob"; see spanlint --help'),
        (["check", "--confg=x"], 'unknown option "--confg=x"; did you mean "--config"?'),
        (["check", "--output-format", "xml"], "argument --output-format: invalid choice: 'xml'"),
        (
            ["check", "--max-file-size", "big"],
            'argument --max-file-size: "big" is not a size; write it like 500kB',
        ),
        (["check", "--jobs", "0"], 'argument -j/--jobs: "0" is not a number from 1 to 256'),
        (["check", "-", "leak.py"], 'standard input ("-") can\'t be checked together with other paths'),
        (
            ["check", "--stdin-filename", "a.py"],
            '--stdin-filename is for standard input; give "-" as the path',
        ),
        (["chek"], "argument COMMAND: invalid choice: 'chek'"),
        (["rules", "more"], 'unknown argument "more"; see spanlint --help'),
        (["explain"], "the following arguments are required: RULE; see spanlint explain --help"),
        (["completion", "tcsh"], "argument SHELL: invalid choice: 'tcsh'"),
    ],
)
def test_what_can_not_be_done_is_one_line_and_exits_with_2(
    here: Path, arguments: list[str], message: str
) -> None:
    status, output, errors = spanlint(here, *arguments)
    assert (status, output) == (2, "")
    assert errors.startswith(f"spanlint: {message}")
    assert errors.count("\n") == 1


def test_without_a_command_the_help_is_shown_as_an_error(here: Path) -> None:
    status, output, errors = spanlint(here)
    assert (status, output) == (2, "")
    assert errors.startswith("usage: spanlint")


def test_help_and_version_are_answers(here: Path) -> None:
    assert spanlint(here, "--version") == (0, f"spanlint {VERSION}\n", "")
    for arguments in (["--help"], ["check", "--help"], ["explain", "--help"], ["completion", "--help"]):
        status, output, errors = spanlint(here, *arguments)
        assert (status, errors) == (0, "")
        assert output.startswith("usage: spanlint")


def test_the_help_of_check_fits_on_two_screens(here: Path) -> None:
    done = run(SPANLINT, "check", "--help", cwd=here, env=environment(COLUMNS="100"))
    assert len(done.stdout.splitlines()) <= 48


def test_options_may_stand_anywhere(here: Path) -> None:
    (here / "more").mkdir()
    (here / "more/leak.py").write_text(LEAK)
    status, output, _ = spanlint(
        here, "check", "leak.py", "--output-format", "concise", "more", "--color=never", "clean.py"
    )
    assert status == 1
    assert [line.split(":")[0] for line in output.splitlines()] == ["leak.py", "more/leak.py"]


def test_standard_input_is_checked_under_its_name(here: Path) -> None:
    status, output, _ = spanlint(here, "check", "-", "--stdin-filename", "src/a.py", text=LEAK)
    assert status == 1
    assert "--> src/a.py:2:12" in output
    assert '2 |     span = tracer.start_span("x")\n' in output


def test_standard_input_is_checked_in_the_project_around_its_name(here: Path) -> None:
    (here / "spans.py").write_text("def begin(tracer):\n    return tracer.start_span('x')\n")
    text = "from spans import begin\ndef f(tracer):\n    span = begin(tracer)\n    span.add_event('a')\n"
    status, output, _ = spanlint(here, "check", "-", "--stdin-filename", "a.py", text=text)
    assert status == 1
    assert "--> a.py:3:12" in output


def test_standard_input_without_a_name_shows_its_language_itself(here: Path) -> None:
    status, output, _ = spanlint(here, "check", "-", "--output-format", "concise", text=LEAK)
    assert status == 1
    assert output.startswith("-:2:12: unended-span ")


def test_skipped_files_are_named(here: Path) -> None:
    (here / "data.ts").write_bytes(b"\0" * 100)
    (here / "long.py").write_text(CLEAN * 100)
    status, output, errors = spanlint(here, "check", "--max-file-size", "1kB", "data.ts", "long.py")
    assert (status, errors) == (0, "")
    assert "skipped data.ts: not a text file\nskipped long.py: larger than 1 kB\n" in output
    assert output.endswith("2 skipped\n")
    status, output, errors = spanlint(here, "check", "--output-format=concise", "data.ts")
    assert (status, output, errors) == (0, "", "spanlint: skipped data.ts: not a text file\n")


def test_names_reach_the_terminal_harmless(here: Path) -> None:
    name = os.fsdecode(b"a\x1b[31m\n\xff.py")
    (here / name).write_bytes(b"\0")
    status, output, errors = spanlint(here, "check")
    assert "skipped a␛[31m␊<FF>.py: not a text file" in output
    assert (status, errors) == (1, "")


def test_an_output_that_can_not_show_a_character_still_gets_the_report(here: Path) -> None:
    (here / "wörter.ts").write_bytes(b"\0")
    done = run(SPANLINT, "check", "wörter.ts", cwd=here, env=environment(PYTHONIOENCODING="ascii"))
    assert (done.returncode, done.stderr) == (0, "")
    assert r"skipped w\xf6rter.ts" in done.stdout


def on_terminal(here: Path, *arguments: str, code: str | None = None) -> str:
    """What the command, or Python code that stands for it, writes on a terminal 100 columns wide."""
    leader, follower = pty.openpty()
    command: Sequence[str | Path] = [sys.executable, "-c", code] if code else [SPANLINT, *arguments]
    variables = environment(TERM="xterm", COLUMNS="100")
    with subprocess.Popen(command, cwd=here, env=variables, stdin=follower, stdout=follower, stderr=follower):
        os.close(follower)
        written = b""
        # Reading fails when the last process that has the terminal open is gone.
        try:
            while piece := os.read(leader, 65536):
                written += piece
        except OSError:
            os.close(leader)
    return written.decode()


def test_colours_are_for_terminals(here: Path) -> None:
    assert "\x1b[1;32mno findings" in on_terminal(here, "check", "clean.py", "--jobs=1")
    assert "\x1b[" not in on_terminal(here, "check", "--color=never", "clean.py")
    assert "\x1b[" in spanlint(here, "check", "--color=always", "clean.py")[1]


SLOW = """
import sys, time
from spanlint.analyzer.command import checking
from spanlint.analyzer.findings import FileReport

def slowly(targets, *_):
    for target in targets:
        time.sleep(0.4)
        yield FileReport(target.path, 0, (), None)

checking.check_files = slowly
sys.exit(checking.run_check(checking.Request(color="never")))
"""


def test_a_long_run_shows_its_progress_on_a_terminal_and_wipes_it_away(here: Path) -> None:
    written = on_terminal(here, code=SLOW)
    assert re.search(r"\r\[#+\] 2 of 2 files\r\x1b\[K", written)
    assert written.endswith("in 2 files\r\n")
    piped = run(sys.executable, "-c", SLOW, cwd=here)
    assert (piped.stderr, piped.stdout) == ("", "no findings; no span is started by hand in 2 files\n")


STUCK = """
import os, sys, time
from spanlint.analyzer import check, entry

def stuck(*_):
    print("at it", flush=True)
    time.sleep(60)

check.check_source = stuck
sys.exit(entry.main(["check", "--jobs", "2", "."]))
"""


@pytest.mark.parametrize("files", [1, 600], ids=["alone", "with workers"])
def test_an_interrupt_ends_everything_at_once(here: Path, files: int) -> None:
    for number in range(files):
        (here / f"leak{number}.py").write_text(LEAK)
    with subprocess.Popen(
        [sys.executable, "-c", STUCK],
        cwd=here,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        # The output ends when the last process that could write to it is gone.
        process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait() == 130
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize("options", [[], ["--color=never"]], ids=["first stage", "full command"])
def test_a_reader_who_leaves_is_no_reason_to_complain(here: Path, options: list[str]) -> None:
    receiver, sender = os.pipe()
    os.close(receiver)
    command = [str(SPANLINT), "check", *options, "clean.py"]
    done = subprocess.run(
        command, cwd=here, env=environment(), stdout=sender, stderr=subprocess.PIPE, check=False
    )
    os.close(sender)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.parametrize("options", [[], ["--color=never"]], ids=["first stage", "full command"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_is_full_is_an_error(here: Path, options: list[str]) -> None:
    command = [str(SPANLINT), "check", *options, "clean.py"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=here, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (2, b"spanlint: can't go on: no space left on device\n")


def test_an_output_that_is_closed_leaves_the_exit_status(here: Path) -> None:
    for name, status in (("clean.py", 0), ("leak.py", 1)):
        done = run("sh", "-c", f"exec '{SPANLINT}' check {name} >&-", cwd=here)
        assert (done.returncode, done.stderr) == (status, "")


BROKEN = """
import sys
from spanlint.analyzer import entry
from spanlint.analyzer.command import checking

def broken(*_):
    raise {error}

checking.run_check = broken
sys.exit(entry.main(["check", "leak.py"]))
"""


def test_an_invariant_that_breaks_is_one_line(here: Path) -> None:
    done = run(
        sys.executable, "-c", BROKEN.format(error="AssertionError('a block without a way in')"), cwd=here
    )
    assert done.returncode == 2
    assert done.stderr == "spanlint: internal error: a block without a way in; please report it\n"


def test_a_mistake_of_ours_shows_where_it_is(here: Path) -> None:
    done = run(sys.executable, "-c", BROKEN.format(error="KeyError('x')"), cwd=here)
    assert done.returncode == 2
    assert done.stderr.startswith("Traceback")
    assert done.stderr.endswith("spanlint: internal error; please report it with the lines above\n")


def test_the_rules_are_listed_and_each_is_explained(here: Path) -> None:
    status, listed, _ = spanlint(here, "rules")
    assert status == 0
    names = [line.split()[0] for line in listed.splitlines()]
    assert "unended-span" in names
    for name in names:
        status, explained, _ = spanlint(here, "explain", name)
        assert status == 0
        assert explained.startswith(f"{name}: ")
        assert "\ndefault: " in explained


def test_an_unknown_rule_gets_the_nearest_one_offered(here: Path) -> None:
    status, _, errors = spanlint(here, "explain", "unended-spam")
    assert (status, errors) == (2, 'spanlint: unknown rule "unended-spam"; did you mean "unended-span"?\n')
    status, _, errors = spanlint(here, "explain", "xyz")
    assert (status, errors) == (2, 'spanlint: unknown rule "xyz"; spanlint rules lists them\n')


def test_the_node_is_reached_with_its_own_options(here: Path) -> None:
    status, output, errors = spanlint(
        here, "node", "--ack", text='{"type": "log", "msg_id": 1, "message": "m"}\n'
    )
    assert (status, errors) == (0, "")
    assert json.loads(output) == {"type": "log_ok", "in_reply_to": 1}
    status, output, _ = spanlint(here, "node", "--help")
    assert (status, output.startswith("usage: spanlint node")) == (0, True)
