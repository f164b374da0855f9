"""Comments that silence findings, as the command reads and writes them; the samples show the rest."""

from pathlib import Path

import pytest
from checkout import SPANLINT, run

LEAK = 'def f(tracer):\n    span = tracer.start_span("x")\n    return 1\n'
NESTED = """\
function f(tracer) {
  return `a
${(() => { const span = tracer.startSpan('x'); span.a = 1; })()}
b`;
}
"""


def check(here: Path, *arguments: str) -> tuple[int, str, str]:
    done = run(SPANLINT, "check", "--output-format", "concise", *arguments, cwd=here)
    return done.returncode, done.stdout, done.stderr


def test_a_comment_is_looked_at_in_a_file_that_starts_no_span(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1  # spanlint: ignore[unended-span] ended elsewhere\n")
    done = run(SPANLINT, "check", "a.py", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("unused-suppression: unended-span is not reported here\n --> a.py:1:8")


def test_a_rule_that_is_not_applied_makes_no_comment_unused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1  # spanlint: ignore[unended-span] ended elsewhere\n")
    assert check(tmp_path, "--ignore", "unended-span") == (0, "", "")
    assert check(tmp_path, "--select", "unended-span") == (0, "", "")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.py", LEAK, '    # spanlint: ignore[unended-span] a test, "really"'),
        (
            "a.js",
            "function f(tracer) {\n\tconst span = tracer.startSpan('x');\n\tspan.a = 1;\n}\n",
            "\t// spanlint:",
        ),
        ("crlf.py", LEAK.replace("\n", "\r\n"), "    # spanlint: ignore[unended-span]"),
    ],
)
def test_comments_are_written_and_silence_what_was_found(
    tmp_path: Path, name: str, text: str, line: str
) -> None:
    (tmp_path / name).write_bytes(text.encode())
    done = run(SPANLINT, "check", "--add-ignores", 'a test, "really"', cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 comment written into 1 file\n", "")
    changed = (tmp_path / name).read_bytes().decode()
    assert changed.split("\n")[1].startswith(line)
    assert changed.count("\r\n") in (0, changed.count("\n"))
    assert check(tmp_path) == (0, "", "")


def test_several_findings_of_a_file_are_silenced_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        LEAK + LEAK.replace("f(", "g(") + 'def h(tracer):\n    tracer.start_span("x")\n'
    )
    assert "3 comments written into 1 file" in check(tmp_path, "--add-ignores", "a test")[1]
    assert check(tmp_path) == (0, "", "")


def test_where_no_comment_can_stand_above_it_stands_behind_or_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(NESTED)
    status, output, errors = check(tmp_path, "--add-ignores", "a test")
    assert (status, output) == (1, "0 comments written into 0 files\n")
    assert errors == "spanlint: no comment silences unended-span at a.js:3\n"
    assert (tmp_path / "a.js").read_text() == NESTED


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x = 1  # spanlint: ignore[unended-span] gone\n", "x = 1\n"),
        ("if x:\n    # spanlint: ignore[unended-span] gone\n    y = 1\n", "if x:\n    y = 1\n"),
        ("# spanlint: ignore[unended-span, double-end] gone", "\n"),
        (
            LEAK.replace('x")', 'x")  # spanlint: ignore[unended-span, double-end] why'),
            LEAK.replace('x")', 'x")  # spanlint: ignore[unended-span] why'),
        ),
    ],
)
def test_a_comment_that_silences_nothing_is_taken_out_by_a_fix(tmp_path: Path, text: str, left: str) -> None:
    (tmp_path / "a.py").write_text(text)
    assert check(tmp_path, "--fix")[0] == 0
    assert (tmp_path / "a.py").read_text().strip("\n") == left.strip("\n")


def test_an_empty_reason_is_none(tmp_path: Path) -> None:
    assert check(tmp_path, "--add-ignores", " ")[0] == 2
