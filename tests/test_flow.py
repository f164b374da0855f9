"""The graphs agree with the programs under flow/: control arrives at each `live()`, and at no `dead()`."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from flow_programs import LANGUAGES, Case, program_paths, read_cases, title
from flow_support import reached_calls

PROGRAMS = [path for language in LANGUAGES for path in program_paths(language)]

reached = cache(reached_calls)

# The TypeScript grammar can't read `using` in the head of a loop: it takes all that follows for an error.
UNREAD_AS_TYPESCRIPT = {"using_in_for.js"}


def complaints(expected: Mapping[int, str], found: Mapping[int, bool]) -> list[str]:
    """A sentence for each call that is reached, or is not, against what its name says; by line."""
    told = (_complain(line, call, found.get(line)) for line, call in sorted(expected.items()))
    return list(chain.from_iterable(told))


def _complain(line: int, call: str, is_reached: bool | None) -> Iterator[str]:
    if is_reached is None:
        yield f"line {line}: {call}() is in no graph"
    elif is_reached != (call == "live"):
        yield f"line {line}: {call}() is {'reached' if is_reached else 'not reached'}"


def _cases() -> Iterator[object]:
    for path in PROGRAMS:
        for case in read_cases(path):
            yield pytest.param(path, case, id=f"{title(path)}::{case.name}")


def _javascript_in_disguise() -> Iterator[object]:
    """JavaScript programs with the ending that makes them TypeScript or TSX; JSX is TSX only."""
    for path in program_paths("javascript"):
        for ending in (".ts", ".tsx") if path.suffix == ".js" else (".tsx",):
            if path.name not in UNREAD_AS_TYPESCRIPT:
                yield pytest.param(path, ending, id=f"{title(path)} as {ending}")


@pytest.mark.parametrize(("path", "case"), list(_cases()))
def test_control_arrives_where_the_program_says(path: Path, case: Case) -> None:
    found = complaints(case.calls, reached(path))

    if found:
        pytest.fail("\n".join([f"{title(path)}, {case.name}:", *found]), pytrace=False)


@pytest.mark.parametrize(("path", "ending"), list(_javascript_in_disguise()))
def test_javascript_moves_control_as_typescript_does(path: Path, ending: str, tmp_path: Path) -> None:
    """What JavaScript has, TypeScript and TSX have, too, though each has a grammar of its own."""
    copy = tmp_path / path.with_suffix(ending).name
    copy.write_bytes(path.read_bytes())
    expected = {line: call for case in read_cases(path) for line, call in case.calls.items()}

    found = complaints(expected, reached_calls(copy))

    if found:
        pytest.fail("\n".join([f"{title(path)} read as {ending}:", *found]), pytrace=False)


@pytest.mark.parametrize("path", PROGRAMS, ids=title)
def test_the_graphs_hold_the_calls_of_the_program_and_no_others(path: Path) -> None:
    """A call in a comment or a text is none, and a call that is lowered twice is still one."""
    written = {line for case in read_cases(path) for line in case.calls}

    assert set(reached(path)) == written


def test_disagreement_is_told_in_words() -> None:
    expected = {3: "live", 4: "dead", 5: "live", 6: "dead", 7: "live"}

    assert complaints(expected, {3: False, 4: True, 5: True, 6: False}) == [
        "line 3: live() is not reached",
        "line 4: dead() is reached",
        "line 7: live() is in no graph",
    ]


def test_two_calls_on_a_line_are_refused(tmp_path: Path) -> None:
    program = tmp_path / "crowded.py"
    program.write_text("def f(flag):\n    live() if flag else dead()\n")

    with pytest.raises(ValueError, match=r"crowded\.py line 2: two calls on one line"):
        read_cases(program)
