"""The flow programs are true: Python itself, run on chance inputs, calls each `live()` and no `dead()`.

Without this a wrong program would teach the engine a wrong graph.
"""

import contextlib
import os
import sys
import warnings
from asyncio import CancelledError
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flow_chance import Gone, World
from flow_programs import Case, program_paths, read_cases, title
from syntax_trees import MODULE

# What Python itself can't run: it is there for the grammar, which can read it.
NOT_PYTHON = {"syntax_error.py", "python2.py"}

# Their loops have no way out, not even an error, so running them would never end.
ENDLESS = {"endless_without_a_step", "continue_swallows_the_only_break"}

# Tries for each function: enough to trust its dead ends, and to see what is rare.
FEWEST, MOST = 200, 20_000


def _cases() -> Iterator[object]:
    for path in program_paths("python"):
        if path.name not in NOT_PYTHON:
            for case in read_cases(path):
                if case.name not in ENDLESS:
                    yield pytest.param(path, case, id=f"{title(path)}::{case.name}")


def visited(path: Path, case: Case, patch: pytest.MonkeyPatch) -> set[int]:
    """The lines at which the case called `live()` or `dead()`, in as many tries as its live lines took."""
    live = {line for line, call in case.calls.items() if call == "live"}
    lines: set[int] = set()
    random = Random(path.name + case.name)
    # Assertions may be switched off, so every other try runs without them.
    codes = [_compiled(path, optimize) for optimize in (0, 2)]
    for count in range(MOST):
        _try(codes[count % 2], case.name, World(random, lines), patch)
        if count >= FEWEST and live <= lines:
            break
    return lines & case.calls.keys()


def _compiled(path: Path, optimize: int) -> Any:
    with warnings.catch_warnings():
        # A jump out of a `finally` is what some programs are about; newer versions of Python warn of it.
        warnings.simplefilter("ignore", SyntaxWarning)
        return compile(path.read_text(), str(path), "exec", optimize=optimize)


def _try(code: Any, name: str, world: World, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "_exit", world.end)
    patch.setattr(os, "abort", world.end)
    patch.setattr(os, "fork", world.fork, raising=False)
    names: dict[str, Any] = {"live": world.call, "dead": world.call, "exit": sys.exit, "quit": sys.exit}
    names["__name__"] = world.random.choice(("__main__", "program"))
    with contextlib.suppress(Exception, BaseExceptionGroup, SystemExit, GeneratorExit, CancelledError, Gone):
        exec(code, names)
        if name != MODULE:
            world.run(names[name])


@pytest.mark.parametrize(("path", "case"), list(_cases()))
def test_a_program_runs_as_it_says(path: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    live = {line for line, call in case.calls.items() if call == "live"}

    assert visited(path, case, monkeypatch) == live
