"""The baseline, and findings that changed lines touch."""

import json
from pathlib import Path

import pytest
from checkout import SPANLINT, environment, require, run
from spanlint.analyzer.running.changes import read_diff, unquoted

LEAK = 'def {name}(tracer):\n    span = tracer.start_span("x")\n    return 1\n\n\n'
F, G = LEAK.format(name="f"), LEAK.format(name="g")
SOMEBODY = {
    f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}
GIT = environment(GIT_CONFIG_NOSYSTEM="1", HOME="/nonexistent", **SOMEBODY)


def spanlint(here: Path, *arguments: str) -> tuple[int, str, str]:
    done = run(SPANLINT, *arguments, cwd=here)
    return done.returncode, done.stdout, done.stderr


def last_line(here: Path, *arguments: str) -> tuple[int, str]:
    status, output, _ = spanlint(here, *arguments)
    return status, output.splitlines()[-1]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A project whose one finding is in the baseline."""
    (tmp_path / "part").mkdir()
    (tmp_path / "part/a.py").write_text(F)
    assert spanlint(tmp_path, "baseline") == (0, "1 finding written into spanlint-baseline.json\n", "")
    return tmp_path


def test_what_is_known_is_no_failure_but_it_is_counted(here: Path) -> None:
    said = "no new findings, 1 old one in the baseline; 1 span start in 1 of 1 file"
    assert last_line(here, "check") == (0, said)
    assert last_line(here / "part", "check", "a.py") == (0, said)
    assert last_line(here, "check", "--baseline", "none") == (1, "1 finding; 1 span start in 1 of 1 file")
    assert last_line(here, "check", "--isolated")[0] == 1


def test_an_entry_says_nothing_of_lines(here: Path) -> None:
    (entry,) = json.loads((here / "spanlint-baseline.json").read_text())["findings"]
    code = 'tracer.start_span("x")'
    assert entry == {"path": "part/a.py", "rule": "unended-span", "function": "f", "code": code, "count": 1}
    (here / "part/a.py").write_text(
        "import os\n\n\n" + F.replace("return 1", "return  2").replace("span =", "s  =")
    )
    assert spanlint(here, "check")[0] == 0


def test_what_is_new_is_a_failure(here: Path) -> None:
    (here / "part/a.py").write_text(G + F)
    status, output, _ = spanlint(here, "check", "--output-format", "concise")
    assert (status, output.count("\n"), output.split(":")[1]) == (1, 1, "2")
    (here / "part/a.py").write_text(
        F.replace("    return 1", '    span = tracer.start_span("x")\n    return 1')
    )
    assert last_line(here, "check")[1].startswith("1 new finding, 1 old one in the baseline; ")


def test_what_is_gone_is_named_and_taken_out_on_demand(here: Path) -> None:
    (here / "part/a.py").write_text(G)
    status, output, _ = spanlint(here, "baseline")
    assert status == 1
    assert output == (
        'no longer found: part/a.py: unended-span in f: tracer.start_span("x")\n'
        "1 old finding in spanlint-baseline.json; 1 entry no longer found; --update takes them out; "
        "1 new finding not in it\n"
    )
    assert spanlint(here, "baseline", "--update")[0] == 0
    assert json.loads((here / "spanlint-baseline.json").read_text())["findings"] == []
    assert spanlint(here, "baseline")[0] == 0


def test_what_was_not_looked_at_is_not_gone(here: Path) -> None:
    (here / "b.py").write_text("x = 1\n")
    assert spanlint(here, "baseline", "b.py")[0] == 0
    (here / "part/a.py").unlink()
    assert spanlint(here, "baseline", "b.py")[0] == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "findings": [1]}'])
def test_a_baseline_that_can_not_be_read_is_said(here: Path, text: str) -> None:
    (here / "spanlint-baseline.json").write_text(text)
    for command in ("check", "baseline"):
        status, output, errors = spanlint(here, command)
        assert (status, output, errors.count("\n")) == (2, "", 1)
        assert "spanlint-baseline.json is " in errors


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a leak and a span that is ended, on a branch of its own."""
    (tmp_path / "a.py").write_text(F + G.replace("    return 1", "    work()\n    span.end()\n    return 1"))
    for command in (
        ["init", "-q", "-b", "trunk"],
        ["add", "."],
        ["commit", "-qm", "Begin"],
        ["checkout", "-qb", "work"],
    ):
        require("git", *command, cwd=tmp_path, env=GIT)
    return tmp_path


def found_since(repository: Path, revision: str = "trunk") -> list[str]:
    done = run(
        SPANLINT,
        "check",
        "--output-format",
        "concise",
        "--diff-base",
        revision,
        "--select",
        "unended-span",
        cwd=repository,
    )
    assert done.stderr == ""
    return [line.partition(" unended")[0] for line in done.stdout.splitlines()]


def test_only_what_changed_lines_touch_is_reported(repository: Path) -> None:
    assert found_since(repository) == []
    text = (repository / "a.py").read_text()
    (repository / "a.py").write_text("import os\n" + text)
    assert found_since(repository) == []
    (repository / "a.py").write_text(text.replace("return 1\n", "return 2\n", 1))
    assert found_since(repository) == ["a.py:2:12:"]


def test_an_end_that_is_taken_away_touches_the_path_around_it(repository: Path) -> None:
    (repository / "a.py").write_text((repository / "a.py").read_text().replace("    span.end()\n", ""))
    assert found_since(repository) == ["a.py:7:12:"]


def test_a_file_that_git_does_not_follow_yet_is_new(repository: Path) -> None:
    (repository / "wörter here.py").write_text(F)
    assert found_since(repository) == ["wörter here.py:2:12:"]
    require("git", "add", ".", cwd=repository, env=GIT)
    assert found_since(repository) == ["wörter here.py:2:12:"]
    (repository / "part").mkdir()
    assert found_since(repository / "part") == []


def test_an_unknown_revision_is_an_error(repository: Path) -> None:
    status, _, errors = spanlint(repository, "check", "--diff-base", "nowhere")
    assert status == 2
    assert errors.startswith("spanlint: git can't tell what changed: ")


def test_a_diff_is_read_past_code_that_looks_like_one() -> None:
    diff = b"--- a\n+++ a\t\n@@ -1 +1,2 @@\n--- x\n+++ b\n+@@ -9 +9 @@\n@@ -7,2 +8,0 @@\n-x\n-y\n"
    diff += b'+++ "\\303\\244"\n@@ -0,0 +1 @@\n+z\n'
    assert read_diff(diff, "/top") == ({"/top/a": [range(1, 3)], "/top/ä": [range(1, 2)]}, {"/top/a": [8]})
    assert unquoted(b'"a\\"b"') == 'a"b'
