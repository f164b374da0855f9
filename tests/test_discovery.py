"""Which files a run checks. Trees are made as the tests say them: `tree(root, {"a.py": "text"})`."""

import os
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from spanlint.analyzer.findings import Skipped
from spanlint.analyzer.running.discovery import Target, discover, missing_of


def tree(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, which is the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    return [target.path for target in discover(paths, [])]


def test_a_walk_finds_every_language(here: Path) -> None:
    names = ["b.py", "a/z.ts", "a/b.tsx", "a.js", "c/d.mjs", "c/e.jsx"]
    tree(here, dict.fromkeys([*names, "readme.md", "a.pyc"], ""))
    assert sorted(found(".")) == sorted(names)


def test_the_order_does_not_depend_on_the_system(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(here, dict.fromkeys(["b.py", "a/z.ts", "a/b.tsx", "c/d.mjs"], ""))
    expected = found(".")
    scandir = os.scandir

    def reversed_entries(path: str) -> Any:
        return nullcontext(reversed(list(scandir(path))))

    monkeypatch.setattr(os, "scandir", reversed_entries)
    assert found(".") == expected


def test_paths_come_out_as_they_went_in(here: Path) -> None:
    tree(here, {"src/a.py": ""})
    assert found("src") == ["src/a.py"]
    assert found("./src/") == ["./src/a.py"]
    assert found(str(here / "src")) == [str(here / "src/a.py")]


def test_a_file_comes_once_however_often_it_is_named(here: Path) -> None:
    tree(here, {"src/a.py": ""})
    assert found("src", ".") == ["src/a.py"]
    assert list(discover([".", "src/a.py", "./src/a.py"], [])) == [Target("src/a.py", named=True)]


def test_gitignore_is_honoured_in_each_folder_and_for_what_is_below(here: Path) -> None:
    ignored = {".gitignore": "*.gen.js\n/tmp/\n!keep.gen.js\n", "src/.gitignore": "private\n!x.gen.js\n"}
    code = [
        "a.gen.js",
        "keep.gen.js",
        "tmp/a.js",
        "src/tmp/b.js",
        "src/private/c.js",
        "src/x.gen.js",
        "src/deep/y.gen.js",
    ]
    tree(here, ignored | dict.fromkeys(code, ""))
    assert sorted(found(".")) == ["keep.gen.js", "src/tmp/b.js", "src/x.gen.js"]


def test_a_file_can_not_be_let_back_in_when_its_folder_is_out(here: Path) -> None:
    tree(here, {".gitignore": "out_of_it/\n!out_of_it/a.js\n", "out_of_it/a.js": ""})
    assert found(".") == []


def test_the_repository_speaks_for_the_folders_in_it(here: Path) -> None:
    tree(
        here, {".gitignore": "/src/gen/\n", "src/gen/a.js": "", "src/b.js": "", ".git/info/exclude": "b.js\n"}
    )
    tree(here, {"src/c.js": ""})
    assert found("src") == ["src/c.js"]


def test_without_a_repository_the_working_directory_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, {".gitignore": "*.js\n", "project/.gitignore": "b.py\n"})
    tree(tmp_path / "project", dict.fromkeys(["src/a.js", "src/a.py", "src/b.py"], ""))
    monkeypatch.chdir(tmp_path / "project")
    assert found("src") == ["src/a.js", "src/a.py"]


def test_an_ignored_folder_is_walked_when_it_is_named(here: Path) -> None:
    tree(here, {".gitignore": "gen/\n", "gen/a.js": "", "node_modules/m/b.js": ""})
    assert found("gen", "node_modules") == ["gen/a.js", "node_modules/m/b.js"]


@pytest.mark.parametrize(
    "folder",
    ["node_modules", ".venv", "venv", "site-packages", "dist", "build", "out", ".next", "coverage", "vendor"],
)
def test_foreign_and_built_code_is_passed_by(here: Path, folder: str) -> None:
    tree(here, {f"{folder}/a.js": "", f"src/{folder}/b.js": "", f"{folder}.py": ""})
    assert found(".") == [f"{folder}.py"]


def test_a_python_package_may_be_called_build(here: Path) -> None:
    tree(here, {"src/build/__init__.py": "", "src/build/env.py": "", "build/lib/a.py": ""})
    assert found(".") == ["src/build/__init__.py", "src/build/env.py"]


def test_a_virtual_environment_is_known_by_its_mark(here: Path) -> None:
    tree(here, {"env/pyvenv.cfg": "", "env/lib/a.py": "", "b.py": ""})
    assert found(".") == ["b.py"]


@pytest.mark.parametrize(
    "name", ["jquery.min.js", "a.min.mjs", "api.d.ts", "api.d.mts", "api.pyi", "APP.MIN.JS"]
)
def test_minified_files_and_declarations_are_checked_only_by_name(here: Path, name: str) -> None:
    tree(here, {name: ""})
    assert found(".") == []
    assert found(name) == [name]


def test_a_named_file_is_checked_though_it_is_ignored(here: Path) -> None:
    tree(here, {".gitignore": "*\n", "node_modules/a.js": "", "script": "#!/usr/bin/env python3\n"})
    assert found("node_modules/a.js", "script") == ["node_modules/a.js", "script"]


def test_links_are_not_followed_in_a_walk_and_a_loop_does_no_harm(here: Path) -> None:
    tree(here, {"src/a.py": "", "other/b.py": ""})
    (here / "src/loop").symlink_to(here)
    (here / "src/again.py").symlink_to("a.py")
    (here / "src/nothing.py").symlink_to("no such file")
    assert found("src") == ["src/a.py"]
    assert found("src/again.py", "src/loop/other") == ["src/again.py", "src/loop/other/b.py"]


def test_names_may_hold_anything(here: Path) -> None:
    odd = "line\nbreak.py"
    (here / odd).touch()
    raw = os.fsdecode(b"not utf-8 \xff.py")
    (here / raw).touch()
    assert found(".") == [odd, raw]


def test_what_is_not_there_is_missing(here: Path) -> None:
    (here / "dangling.py").symlink_to("nothing")
    assert missing_of(["no.py", ".", "dangling.py", ""]) == ["no.py", "dangling.py", ""]
    assert found("no.py", "dangling.py", "") == []


def test_a_folder_that_can_not_be_read_is_said_and_the_rest_is_found(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(here, {"locked/a.py": "", "open/b.py": ""})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.rstrip("/") == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    unreadable: list[Skipped] = []
    assert list(discover(["."], unreadable)) == [Target("open/b.py", named=False)]
    assert unreadable == [Skipped("locked/", "permission denied")]


def test_only_files_are_found_in_a_walk(here: Path) -> None:
    os.mkfifo(here / "pipe.py")
    (here / "folder.py").mkdir()
    assert found(".") == []
