"""What no longer matters is forgotten, so that the ways through a row of conditions don't multiply."""

import pytest
from spanlint.analyzer.check import Settings, check_source

ROW = 60


def leaks(name: str, lines: list[str]) -> list[int]:
    """The lines of what is reported for a program; an AssertionError if it could not be analysed."""
    report = check_source(name, "\n".join(lines).encode(), Settings())
    assert report.skipped is None, report.skipped
    return [finding.line for finding in report.findings]


@pytest.mark.parametrize("end", ["span.end();", ""])
def test_setters_that_give_the_span_back_to_nobody(end: str) -> None:
    row = [f"  if (order.field{n}) span.setAttribute('field', order.field{n});" for n in range(ROW)]
    start = "  const span = tracer.startSpan('load');"
    lines = ["function load(tracer, order) {", start, *row, f"  {end}", "}"]
    assert leaks("load.js", lines) == ([] if end else [2])


@pytest.mark.parametrize("end", ["span.end()", "pass"])
def test_answers_that_nobody_asks_for_again(end: str) -> None:
    row = [f"    if flag{n}:\n        count += 1\n    if flag{n}:\n        count -= 1" for n in range(ROW)]
    lines = ["def load(tracer, count):", "    span = tracer.start_span('load')", *row, f"    {end}"]
    assert leaks("load.py", lines) == ([] if end != "pass" else [2])


def test_an_answer_is_kept_for_as_long_as_it_may_be_asked_for() -> None:
    lines = [
        "def load(tracer, wanted, rows):",
        "    if wanted:",
        "        span = tracer.start_span('load')",
        "    for row in rows:",
        "        if row:",
        "            print(row)",
        "    if wanted:",
        "        span.end()",
    ]
    assert leaks("load.py", lines) == []


@pytest.mark.parametrize("end", ["span.end()", "pass"])
def test_answers_about_what_each_turn_sets_anew(end: str) -> None:
    row = [
        f"        usage{n} = row[{n}]\n        if usage{n}:\n            count += usage{n}\n"
        f"        count += 1 if usage{n} else 0"
        for n in range(ROW)
    ]
    lines = [
        "def load(tracer, rows, count):",
        "    span = tracer.start_span('load')",
        "    for row in rows:",
        *row,
        f"    {end}",
    ]
    assert leaks("load.py", lines) == ([] if end != "pass" else [2])


def test_an_answer_holds_where_what_sets_its_name_raises() -> None:
    lines = [
        "def load(tracer, wanted):",
        "    if wanted:",
        "        span = tracer.start_span('load')",
        "    try:",
        "        wanted = again()",
        "    except BaseException:",
        "        if wanted:",
        "            span.end()",
        "        raise",
        "    if span is not None:",
        "        span.end()",
    ]
    assert leaks("load.py", lines) == []


def many_questions(first: str, end: str) -> list[str]:
    """A function that asks so much twice that its states can't be kept apart."""
    row = [f"        if flag{n}:\n            count += 1" for n in range(ROW)]
    start = ["def load(tracer, wanted, count):", "    if wanted:", "        span = tracer.start_span('load')"]
    return [*start, f"    {first}:", *row, *row, "    if wanted:", f"        {end}"]


@pytest.mark.parametrize("end", ["span.end()", "pass"])
def test_states_that_differ_in_answers_alone_are_joined_where_they_are_too_many(end: str) -> None:
    assert leaks("load.py", many_questions("while count", end)) == ([] if end != "pass" else [3])


def test_what_no_path_is_found_to_is_not_reported_but_said() -> None:
    report = check_source("load.py", "\n".join(many_questions("if True", "pass")).encode(), Settings())
    assert report.skipped is not None
    assert report.skipped.reason == "a function with too many states"
