"""The tests that a path shows are those that it depends on."""

import pytest
from spanlint.analyzer.check import check_source
from spanlint.analyzer.settings import Settings

START = "def f(tracer, work, a, b):\n    s = tracer.start_span('x')\n"


def path(body: str) -> list[str]:
    """What is said on the path of the one finding in a function with this body after the start."""
    text = START + "".join(f"    {line}\n" for line in body.split("\n"))
    (finding,) = check_source("a.py", text.encode(), Settings(), "python").findings
    return [turn.note for turn in finding.flow]


LEFT = "leaves by return, span still open"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("if a:\n    work()\nif b:\n    return\ns.end()", ["`b` is true", LEFT]),
        ("if a:\n    s.add_event('a')\nelse:\n    work()\nif b:\n    return\ns.end()", ["`b` is true", LEFT]),
        ("if a:\n    return\nif b:\n    s.end()\n    return\ns.end()", ["`a` is true", LEFT]),
        ("if a:\n    s.end()\n    return\nif b:\n    return\ns.end()", ["`a` is false", "`b` is true", LEFT]),
        ("if a:\n    work(s)\nif b:\n    return\ns.end()", ["`b` is true", LEFT]),
        ("if a:\n    b.span = s\nif b:\n    return\ns.end()", ["`a` is false", "`b` is true", LEFT]),
        (
            "while a:\n    if b:\n        work()\n    if work:\n        return\ns.end()",
            ["`a` is true", "`work` is true", LEFT],
        ),
    ],
)
def test_a_path_shows_the_tests_that_it_depends_on(body: str, shown: list[str]) -> None:
    assert path(body) == shown


def test_of_a_span_that_is_never_ended_no_test_is_shown() -> None:
    text = START + "    if a:\n        work()\n"
    (finding,) = check_source("a.py", text.encode(), Settings(), "python").findings
    assert finding.message.endswith("is never ended")
    assert all("`a`" not in turn.note for turn in finding.flow)
