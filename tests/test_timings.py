"""`--timings`: it tells of each stage and of the slowest files, and changes nothing else."""

import re
import sys
from pathlib import Path

import pytest
from checkout import SPANLINT, run
from spanlint.analyzer.running.timings import FIND, SLOWEST, STAGES

LEAK = "from a import b\ndef f(tracer):\n    span = tracer.start_span('x')\n    return b()\n"
FILES = 600  # so many are shared out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_stage_and_the_slowest_files_are_told_of(tmp_path: Path, jobs: str) -> None:
    for number in range(FILES):
        (tmp_path / f"f{number}.py").write_text(LEAK if number % 20 == 0 else "span = None\n")
    (tmp_path / "slow.py").write_text(LEAK * 200)
    (tmp_path / "tracing.py").write_text("def begin(tracer):\n    return tracer.start_span('x')\n")
    (tmp_path / "user.py").write_text("from tracing import begin\nspan = begin(tracer)\nspan.end()\n")
    command = (SPANLINT, "check", "--jobs", jobs, "--output-format=json")
    plain = run(*command, "--no-cache", cwd=tmp_path)
    timed = run(*command, "--timings", cwd=tmp_path)
    assert (timed.returncode, timed.stdout) == (plain.returncode, plain.stdout)
    assert plain.stderr == ""
    told = [line.split(" s  ", 1) for line in timed.stderr.splitlines() if line.startswith("  ")]
    assert {stage for stage, _, _ in STAGES} | {FIND} <= {name for _, name in told}
    assert all(re.fullmatch(r" +\d+\.\d+", seconds) for seconds, _ in told)
    files = [name for _, name in told if name.endswith(".py")]
    assert (files[0], len(files)) == ("slow.py", SLOWEST)


def test_nothing_of_it_is_loaded_where_nobody_asks(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LEAK)
    code = "import sys; sys.argv[1:] = ['check', '.']; from spanlint.analyzer.entry import main\n"
    code += "main(); print(*sys.modules, sep='\\n')"
    modules = run(sys.executable, "-c", code, cwd=tmp_path).stdout.splitlines()
    assert "spanlint.analyzer.check" in modules
    assert "spanlint.analyzer.running.timings" not in modules
    assert "spanlint.analyzer.running.cache" not in modules
