"""The wheel: what it holds, and that it works where nothing but Python is."""

import json
import sys
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from checkout import copy_project, project_files, require, run

LEAK = """
def total(tracer, order):
    span = tracer.start_span("total")
    return sum(order)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("project"))
    require(sys.executable, "-m", "build", "--wheel", "--outdir", "dist", cwd=project)
    (built,) = (project / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> dict[str, str]:
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return dict(HeaderParser().parsestr(archive.read(name).decode()))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment into which the wheel was installed."""
    environment = tmp_path_factory.mktemp("environment")
    require(sys.executable, "-m", "venv", environment, cwd=environment)
    commands = environment / "bin"
    require(commands / "python", "-m", "pip", "install", "--quiet", wheel, cwd=environment)
    return commands


def test_the_top_level_holds_spanlint_alone(names: set[str], metadata: dict[str, str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {"spanlint", f"spanlint-{metadata['Version']}.dist-info"}


def test_every_module_and_data_file_of_the_packages_is_in_it(names: set[str]) -> None:
    packages = {"analyzer", "grammars_config", "node"}
    expected = {f"spanlint/{path.as_posix()}" for path in project_files() if path.parts[0] in packages}
    assert expected
    assert {name for name in names if name.startswith("spanlint/")} == expected


def test_it_names_its_licence_and_its_python(names: set[str], metadata: dict[str, str]) -> None:
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_command_tells_the_version_of_the_wheel(
    installed: Path, metadata: dict[str, str], tmp_path: Path
) -> None:
    assert require(installed / "spanlint", "--version", cwd=tmp_path) == f"spanlint {metadata['Version']}\n"


def test_the_command_finds_a_leak(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "total.py").write_text(LEAK)
    done = run(installed / "spanlint", "check", "--output-format", "json", "total.py", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["rule"], finding["path"], finding["line"]) == ("unended-span", "total.py", 3)


@pytest.mark.parametrize("start", [("spanlint", "node"), ("python", "-m", "spanlint.node")], ids=" ".join)
def test_the_node_answers(installed: Path, tmp_path: Path, start: tuple[str, ...]) -> None:
    message = {"type": "manual_instrument", "msg_id": 1, "language": "python", "code": LEAK}
    done = run(installed / start[0], *start[1:], cwd=tmp_path, text=json.dumps(message) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    reply = json.loads(done.stdout)
    assert (reply["type"], reply["spans_created"]) == ("instrumentation_ok", 1)
    assert [leak["rule"] for leak in reply["leaks"]] == ["unended-span"]


def test_nothing_of_it_shadows_a_module_of_its_user(installed: Path, tmp_path: Path) -> None:
    for name in ("analyzer", "grammars_config", "node", "tests"):
        done = run(installed / "python", "-c", f"import {name}", cwd=tmp_path)
        assert "ModuleNotFoundError" in done.stderr, f"`import {name}` finds something of spanlint's"


def test_its_dependencies_agree(installed: Path, tmp_path: Path) -> None:
    require(installed / "python", "-m", "pip", "check", cwd=tmp_path)
