"""`--watch`, and what CI is given: the action and the examples are of the shape that their readers want."""

import re
import signal
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from checkout import ROOT, SPANLINT, environment
from spanlint.analyzer.command import watch

LEAK = 'def f(tracer):\n    tracer.start_span("x")\n'


def test_a_change_is_checked_again_until_it_is_interrupted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LEAK)
    command = [str(SPANLINT), "check", "--watch", "--output-format", "concise"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(2)]
        assert said[0].startswith("a.py:2:5: discarded-span")
        assert said[1] == "watching 1 files; Ctrl-C ends it\n"
        (tmp_path / "b.js").write_text("let x = 1;\n")
        assert process.stdout.readline() == "changed: b.js\n"
        assert process.stdout.readline().startswith("a.py:2:5")
        assert process.stdout.readline().startswith("watching 2 files")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130


def test_what_comes_goes_or_changes_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen = [watch.snapshot(["."])]
    for change in (
        lambda: (tmp_path / "a.py").write_text("x = 1\n"),
        lambda: (tmp_path / "a.py").write_text("x = 10\n"),
        lambda: (tmp_path / "spanlint.toml").write_text("exclude = ['b']\n"),
        (tmp_path / "a.py").unlink,
    ):
        change()
        seen.append(watch.snapshot(["."]))
    assert all(one != other for one, other in pairwise(seen))
    (tmp_path / "notes.txt").write_text("nothing\n")
    assert watch.snapshot(["."]) == seen[-1]


def test_the_action_runs_the_command_with_options_that_there_are() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    scripts = "\n".join(step.get("run", "") for step in steps)
    options = set(re.findall(r"--output-\w+", scripts))
    help_text = subprocess.run(
        [SPANLINT, "check", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert options == {"--output-format", "--output-file"}
    assert options <= set(re.findall(r"--[\w-]+", help_text))
    # What a user writes never becomes part of a script.
    assert "${{" not in scripts
    used = {name for step in steps for name in re.findall(r"inputs\.([\w-]+)", str(step))}
    assert used == action["inputs"].keys()


def test_the_shell_of_the_action_checks_what_it_is_told(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    (script,) = (step["run"] for step in action["runs"]["steps"] if step.get("name") == "Check")
    (tmp_path / "a.py").write_text(LEAK)
    (tmp_path / "spanlint/bin").mkdir(parents=True)
    (tmp_path / "spanlint/bin/spanlint").symlink_to(SPANLINT)
    told = {"PATHS": "a.py", "ARGUMENTS": "--select discarded-span", "SARIF": "out.sarif"}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env=environment(RUNNER_TEMP=str(tmp_path), **told),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error title=spanlint (discarded-span),file=a.py,line=2")
    assert (tmp_path / "out.sarif").exists()


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_the_examples_for_ci_can_be_read(name: str) -> None:
    document = yaml.safe_load((ROOT / "examples/ci" / name).read_text())
    assert document
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    for step in document.get("jobs", {}).get("spanlint", {}).get("steps", []):
        if "spanlint" in step["uses"]:
            assert step["with"].keys() <= inputs.keys()


def test_the_plain_example_is_a_script_of_a_shell() -> None:
    subprocess.run(["sh", "-n", str(ROOT / "examples/ci/plain.sh")], check=True)
