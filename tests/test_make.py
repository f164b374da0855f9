"""The Makefile on a machine on which nothing was set up yet."""

import sys
from pathlib import Path

import pytest
from checkout import copy_project, run


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("spaces in its path"))


def stand_in(folder: Path, body: str) -> Path:
    """A program that make is told to use as its Python."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return program


def test_the_demo_sets_up_once_and_shows_findings_and_replies(project: Path) -> None:
    first = run("make", "demo", f"PYTHON={sys.executable}", cwd=project)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "unended-span" in first.stdout
    assert '"type": "instrumentation_ok"' in first.stdout
    stamps = {path: path.stat().st_mtime_ns for path in (project / ".venv").glob(".*")}
    again = run("make", "demo", "PYTHON=not-looked-for", cwd=project)
    assert again.returncode == 0, again.stdout + again.stderr
    assert {path: path.stat().st_mtime_ns for path in (project / ".venv").glob(".*")} == stamps


def test_an_old_python_is_refused_with_what_to_do(tmp_path: Path) -> None:
    copy_project(tmp_path)
    done = run("make", "demo", f"PYTHON={stand_in(tmp_path, 'exit 1')}", cwd=tmp_path)
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert "make PYTHON=python3.11" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_python_without_venv_is_refused_with_what_to_do(tmp_path: Path) -> None:
    copy_project(tmp_path)
    lacking = stand_in(tmp_path, f'[ "$1" = -m ] && exit 1\nexec {sys.executable} "$@"')
    done = run("make", "test", f"PYTHON={lacking}", cwd=tmp_path)
    assert done.returncode == 2
    assert "install the package python3-venv" in done.stderr
