"""Reads the programs under flow/: each calls `live()` where control can arrive and `dead()` where it can't.

A case is a top-level function, a method, a class, or what stands outside of them. A line holds one such call
at most, because lines are how a program, the engine and a failed test speak of the same call.
"""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from spanlint.analyzer.grammars.languages import language_of
from syntax_trees import MODULE, parse, read_owners

PROGRAMS = Path(__file__).parent / "flow"
LANGUAGES = ("javascript", "typescript", "tsx", "python")

_CALL = re.compile(r"\b(live|dead)\(\)")


class Case(NamedTuple):
    """One function of a program; `calls` has "live" or "dead" by its 1-based line."""

    name: str
    calls: dict[int, str]


def program_paths(language: str) -> list[Path]:
    """The programs of a language, sorted."""
    return sorted(path for path in (PROGRAMS / language).iterdir() if path.is_file())


def title(path: Path) -> str:
    """How tests name a program: "python/match.py"."""
    return f"{path.parent.name}/{path.name}"


def read_cases(path: Path) -> list[Case]:
    """The cases that call anything, in their order; raises ValueError if a line holds two calls."""
    text = path.read_bytes()
    owners = read_owners(parse(text, language_of(str(path)) or ""))
    cases: dict[str, Case] = {}
    for line, call in _read_calls(path, text.decode()):
        name = owners.get(line, MODULE)
        cases.setdefault(name, Case(name, {})).calls[line] = call
    return list(cases.values())


def _read_calls(path: Path, text: str) -> list[tuple[int, str]]:
    lines = enumerate(text.split("\n"), 1)
    calls = [(number, match[1]) for number, line in lines for match in _CALL.finditer(line)]
    for line, count in Counter(line for line, _ in calls).items():
        if count > 1:
            raise ValueError(f"{title(path)} line {line}: two calls on one line; give each a line of its own")
    return calls
