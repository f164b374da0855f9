"""The hook, as its users meet it: pre-commit itself builds spanlint and refuses a commit with a leak."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from checkout import copy_project, environment, require, run
from spanlint.grammars_config.compiled import ENDINGS

PYTHON = """
def total(tracer, order):
    span = tracer.start_span("total")
    if not order:
        return 0
    span.end()
    return sum(order)
"""

ECMA = """
export function total(tracer, order) {
  const span = tracer.startSpan("total");
  if (!order) return 0;
  span.end();
  return order.sum;
}
"""

CLEAN = """
def total(tracer, order):
    with tracer.start_as_current_span("total"):
        return sum(order)
"""

LEAKS = {f"cart{ending}": PYTHON if language == "python" else ECMA for ending, language in ENDINGS.items()}

Commit = Callable[[dict[str, str]], CompletedProcess[str]]


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment of git and pre-commit in which nothing of this machine's user is seen or changed."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\n  name = A Developer\n  email = developer@example.org\n")
    return environment(HOME=str(home), GIT_CONFIG_NOSYSTEM="1", PRE_COMMIT_HOME=str(home / "pre-commit"))


@pytest.fixture(scope="module")
def spanlint(variables: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository of spanlint as it is now, and the revision to use."""
    project = copy_project(tmp_path_factory.mktemp("spanlint"))
    return project, commit_all(project, variables)


def commit_all(repository: Path, variables: dict[str, str]) -> str:
    require("git", "init", "--quiet", cwd=repository, env=variables)
    require("git", "add", "--all", cwd=repository, env=variables)
    require("git", "commit", "--quiet", "--message", "Begin", cwd=repository, env=variables)
    return head(repository, variables)


def head(repository: Path, variables: dict[str, str]) -> str:
    return require("git", "rev-parse", "HEAD", cwd=repository, env=variables).strip()


@pytest.fixture
def repository(spanlint: tuple[Path, str], variables: dict[str, str], tmp_path: Path) -> Path:
    """A scratch repository of a user who has switched the hook on."""
    source, revision = spanlint
    hooks = "  - id: spanlint\n  - id: spanlint-config-verify\n"
    config = f"repos:\n- repo: {source}\n  rev: {revision}\n  hooks:\n{hooks}"
    (tmp_path / ".pre-commit-config.yaml").write_text(config)
    commit_all(tmp_path, variables)
    require(sys.executable, "-m", "pre_commit", "install", "--install-hooks", cwd=tmp_path, env=variables)
    return tmp_path


@pytest.fixture
def commit(repository: Path, variables: dict[str, str]) -> Commit:
    """Writes files into the scratch repository and tries to commit them."""

    def attempt(files: dict[str, str]) -> CompletedProcess[str]:
        for name, text in files.items():
            (repository / name).write_text(text)
        require("git", "add", "--all", cwd=repository, env=variables)
        return run("git", "commit", "--message", "Change", cwd=repository, env=variables)

    return attempt


def test_a_commit_with_leaks_is_refused_and_each_is_shown(
    commit: Commit, repository: Path, variables: dict[str, str]
) -> None:
    before = head(repository, variables)
    done = commit(LEAKS | {"clean.py": CLEAN})
    shown = done.stdout + done.stderr
    assert done.returncode == 1, shown
    assert re.search(r"^spanlint\.+Failed$", shown, re.MULTILINE)
    for name in LEAKS:
        assert f"{name}:3" in shown, f"{name} is not shown in:\n{shown}"
    assert "unended-span" in shown
    assert "clean.py" not in shown
    assert head(repository, variables) == before


def test_a_clean_commit_passes(commit: Commit, repository: Path, variables: dict[str, str]) -> None:
    before = head(repository, variables)
    done = commit({"clean.py": CLEAN})
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^spanlint\.+Passed$", done.stdout + done.stderr, re.MULTILINE)
    assert head(repository, variables) != before


def test_a_configuration_that_is_wrong_is_refused_and_one_of_other_tools_passes(commit: Commit) -> None:
    done = commit({"spanlint.toml": "selct = []\n"})
    assert done.returncode == 1, done.stdout + done.stderr
    assert 'spanlint.toml:1: unknown key "selct"; did you mean "select"?' in done.stdout + done.stderr
    done = commit({"spanlint.toml": "", "pyproject.toml": '[project]\nname = "x"\n'})
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_of_other_types_start_nothing(commit: Commit) -> None:
    done = commit({"notes.py.md": "start_span(", "spans.json": '["startSpan"]', "Main.java": "startSpan();"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^spanlint\.*\(no files to check\)Skipped$", done.stdout + done.stderr, re.MULTILINE)
