"""SECURITY.md promises nothing that no test holds."""

import re
import sys
from pathlib import Path

import pytest
from checkout import ROOT, run
from test_surroundings import LEAK

PROMISES = (ROOT / "SECURITY.md").read_text()
NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PROMISES)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_test_that_is_named_is_there(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text(), re.MULTILINE)


def test_each_promise_names_its_test() -> None:
    rows = [line for line in PROMISES.splitlines() if line.startswith("| ") and "---" not in line]
    promises = [line for line in rows if not line.startswith("| promise |")]
    assert len(promises) > 20
    assert [line for line in promises if "`test_" not in line] == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_starts_nothing_and_asks_nobody(tmp_path: Path, jobs: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "setup.py").write_text("import os\nos.mkdir('run')\n")
    (tmp_path / "spanlint.toml").write_text('include = ["*.py"]\n')
    for number in range(600):
        (tmp_path / f"leak{number}.py").write_text(LEAK)
    watched = ROOT / "tests/watch_command.py"
    done = run(sys.executable, watched, "check", "--jobs", jobs, "--output-format=concise", cwd=tmp_path)
    assert done.stderr == "socket.connect\n", "only what the watcher does itself"
    assert done.stdout.count("unended-span") == 600
    assert done.stdout.endswith("status: 1\n")
    assert not (tmp_path / "run").exists()
