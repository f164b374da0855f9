"""The checkout under test, and copies of it to build from, so that building leaves nothing behind in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
SPANLINT = Path(sys.executable).with_name("spanlint")

# Settings of those who run the tests (a person, make, a hook, CI), which would change what a command does.
_TOOLS = ("GIT_", "PRE_COMMIT", "PYTHON", "VIRTUAL_ENV", "MAKE", "MFLAGS", "CI")
_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")


def environment(**more: str) -> dict[str, str]:
    """The variables of a command that a test starts: `more`, and this process's own that change nothing."""
    foreign = _TOOLS + _TERMINAL
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"TERM": "dumb", "LC_ALL": "C.UTF-8"} | more


def run(
    *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command printed and how it exited; `text` is its standard input, which is empty otherwise."""
    arguments = [str(part) for part in command]
    variables = environment() if env is None else env
    return subprocess.run(
        arguments,
        cwd=cwd,
        env=variables,
        input=text or "",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def require(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """The standard output of a command; an AssertionError with all that it printed if it doesn't succeed."""
    done = run(*command, cwd=cwd, env=env)
    assert done.returncode == 0, f"{command} exited {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def project_files() -> list[Path]:
    """The project's files as they are now, relative to the root: all but what .gitignore names."""
    listed = require("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT).split("\0")
    return [Path(name) for name in listed if name and (ROOT / name).is_file()]


def copy_project(to: Path) -> Path:
    """`to`, which now holds a copy of the project's files."""
    for path in project_files():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, to / path)
    return to
