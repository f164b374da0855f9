"""The first stage of the command: what it may import, and that it never changes the outcome."""

import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT, SPANLINT, environment, run
from spanlint.analyzer import entry

PACKAGES = ("analyzer", "grammars_config", "node")

# Prints what importing and running the command added to the modules that Python loads by itself.
ADDED = """
import os, sys
sys.path.insert(0, sys.argv[1])
before = set(sys.modules)
from spanlint.analyzer.entry import main
status = main(sys.argv[2:])
print(status, *sorted(set(sys.modules) - before), sep="\\n", file=sys.stderr)
"""

FULL = 99
CLEAN = "def f():\n    return 'started'\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a file that starts no span, and `spanlint` as a folder to import from."""
    package = tmp_path / "path" / "spanlint"
    package.mkdir(parents=True)
    for name in PACKAGES:
        (package / name).symlink_to(ROOT / name)
    (tmp_path / "clean.py").write_text(CLEAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def added(here: Path, *arguments: str) -> set[str]:
    """The modules that a run of the command loads, in a Python that has next to nothing loaded yet."""
    command = [sys.executable, "-I", "-S", "-c", ADDED, str(here / "path"), *arguments]
    done = subprocess.run(command, cwd=here, env=environment(), capture_output=True, text=True, check=True)
    status, *modules = done.stderr.splitlines()
    assert status == "0", done.stderr
    return set(modules)


def test_a_file_without_a_start_word_needs_next_to_nothing(here: Path) -> None:
    own = {"analyzer", "analyzer.entry", "analyzer.prefilter", "analyzer.summary"}
    facts = {"grammars_config", "grammars_config.compiled"}
    assert added(here, "check", "clean.py") == {"spanlint", *(f"spanlint.{name}" for name in own | facts)}


def test_the_full_command_needs_no_parser_for_it_either(here: Path) -> None:
    loaded = added(here, "check", "--output-format", "concise", ".")
    assert "spanlint.analyzer.running.runner" in loaded
    heavy = {
        "tree_sitter",
        "tree_sitter._binding",
        "typing",
        "dataclasses",
        "inspect",
        "json",
        "pathlib",
        "subprocess",
        "pickle",
        "importlib.metadata",
    }
    assert not loaded & heavy
    assert "spanlint.analyzer.check" not in loaded


def test_version_and_help_need_no_parser(here: Path) -> None:
    code = "import sys; sys.argv[1:] = ['--version']; from spanlint.analyzer.entry import main\ntry: main()\n"
    code += "finally: print(*sys.modules, sep='\\n')"
    modules = run(sys.executable, "-c", code, cwd=here).stdout.splitlines()
    assert not {"tree_sitter", "tree_sitter._binding", "importlib.metadata"} & set(modules)


def in_first_stage(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the first stage answers by itself."""
    from spanlint.analyzer import cli
    from spanlint.analyzer.command import checking

    monkeypatch.setattr(cli, "main", lambda _: FULL)
    monkeypatch.setattr(checking, "run_check", lambda _: FULL)
    return entry.main(arguments) != FULL


def test_plain_clean_files_are_answered_at_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "b.ts").write_text("let a = 1;\n")
    assert in_first_stage(["check", "clean.py", "b.ts"], monkeypatch)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["check", "."],
        ["check", "-"],
        ["check", "--exit-zero", "clean.py"],
        ["check", "clean.py", "missing.py"],
        ["check", "clean.py", "leak.py"],
        ["check", "notes.txt"],
        ["check", "binary.py"],
        ["check", "utf16.py"],
        ["check", "large.py"],
        ["check", "configured/clean.py"],
        ["check", "configured/deep/clean.py"],
        ["check", "project/clean.py"],
        ["rules"],
    ],
    ids=" ".join,
)
def test_all_else_goes_to_the_full_command(
    here: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    (here / "leak.py").write_text("span = tracer.start_span('x')\n")
    (here / "notes.txt").write_text("nothing\n")
    (here / "binary.py").write_bytes(b"\0")
    (here / "utf16.py").write_text(CLEAN, encoding="utf-16")
    (here / "large.py").write_bytes(b"#" * entry.PLAIN_FILE_BYTES)
    for folder in ("configured/deep", "project"):
        (here / folder).mkdir(parents=True)
        (here / folder / "clean.py").write_text(CLEAN)
    (here / "configured/clean.py").write_text(CLEAN)
    (here / "configured/spanlint.toml").write_text("exclude = ['deep']\n")
    (here / "project/pyproject.toml").write_text("[tool.spanlint.libraries.own]\n")
    assert not in_first_stage(arguments, monkeypatch)


def test_a_project_that_configures_other_tools_is_no_matter(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "pyproject.toml").write_text("[tool.ruff]\nexclude = []\n")
    assert in_first_stage(["check", "clean.py"], monkeypatch)


def test_a_configuration_of_rules_is_no_matter_where_no_span_is_started(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "spanlint.toml").write_text("select = ['strict']\n")
    assert in_first_stage(["check", "clean.py"], monkeypatch)


@pytest.mark.parametrize("paths", [["clean.py"], ["clean.py", "./clean.py", "b.js"], ["./empty.tsx"]])
def test_both_stages_say_the_same(here: Path, paths: list[str]) -> None:
    (here / "b.js").write_text("let a = 1;\n")
    (here / "empty.tsx").touch()
    first = run(SPANLINT, "check", *paths, cwd=here)
    full = run(SPANLINT, "check", *paths, "--color", "auto", cwd=here)
    assert (first.returncode, first.stdout, first.stderr) == (full.returncode, full.stdout, full.stderr)
