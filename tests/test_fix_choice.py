"""Which fixes are applied: those of findings that are reported, as they are found in the project; and how the
formats tell of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from checkout import SPANLINT, environment, require, run

RAISES = 'def {name}(tracer, work):\n    span = tracer.start_span("é")\n    work()\n    span.end()  # done\n'
MENDED = RAISES.replace("    work()\n    span", "    try:\n        work()\n    finally:\n        span")
F, G = RAISES.format(name="f"), RAISES.format(name="g")
F_MENDED, G_MENDED = MENDED.format(name="f"), MENDED.format(name="g")
SOMEBODY = {
    f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}
GIT = environment(GIT_CONFIG_NOSYSTEM="1", HOME="/nonexistent", **SOMEBODY)


def spanlint(here: Path, *arguments: str) -> tuple[int, str]:
    done = run(SPANLINT, *arguments, cwd=here)
    return done.returncode, done.stdout


def test_what_the_baseline_knows_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(F)
    assert spanlint(tmp_path, "baseline")[0] == 0
    path.write_text(G + F)

    assert "+++ a.py" in spanlint(tmp_path, "check", "--diff")[1]
    assert spanlint(tmp_path, "check", "--fix")[0] == 0
    assert path.read_text() == G_MENDED + F
    assert spanlint(tmp_path, "check", "--fix", "--baseline", "none")[0] == 0
    assert path.read_text() == G_MENDED + F_MENDED


def test_of_findings_alike_the_new_one_is_fixed(tmp_path: Path) -> None:
    path, twin = tmp_path / "a.py", F + "\n\n" + F
    path.write_text(F)
    assert spanlint(tmp_path, "baseline")[0] == 0
    path.write_text(twin)
    assert spanlint(tmp_path, "check", "--fix")[0] == 0
    assert path.read_text() == F + "\n\n" + F_MENDED


def test_what_no_change_touches_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(F)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        require("git", *arguments, cwd=tmp_path, env=GIT)
    path.write_text(F + G)
    assert spanlint(tmp_path, "check", "--fix", "--diff-base", "HEAD")[0] == 0
    assert path.read_text() == F + G_MENDED


def test_a_file_is_fixed_as_it_is_found_in_its_project(tmp_path: Path) -> None:
    (tmp_path / "lib.py").write_text(
        "from opentelemetry import trace\n\n\ndef begin():\n"
        '    return trace.get_tracer("x").start_span("x")\n'
    )
    path = tmp_path / "a.py"
    path.write_text(
        "from lib import begin\n\n\ndef f(work):\n    s = begin()\n    work()\n    s.end()\n\n\n" + G
    )
    before = spanlint(tmp_path, "check", "--output-format", "concise")[1]
    assert before.count("a.py:") == 2

    assert spanlint(tmp_path, "check", "--fix")[0] == 0
    assert path.read_text().count("finally:") == 2


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """A text after edits in the keys of JSON."""
    lines = text.split("\n")
    for each in reversed(edits):
        before = "\n".join([*lines[: each["line"] - 1], lines[each["line"] - 1][: each["column"] - 1]])
        after = lines[each["end_line"] - 1 :]
        after[0] = after[0][each["end_column"] - 1 :]
        lines = (before + each["text"] + "\n".join(after)).split("\n")
    return "\n".join(lines)


def json_fix(text: str, found: Any) -> str:
    fix = found["findings"][0]["fix"]
    assert (fix["title"], fix["safe"]) == ("end it in a finally", True)
    return applied(text, fix["edits"])


def sarif_fix(text: str, found: Any) -> str:
    (fix,) = found["runs"][0]["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert fix["description"]["text"] == "End it in a finally."
    edits = [
        {
            "line": each["deletedRegion"]["startLine"],
            "column": each["deletedRegion"]["startColumn"],
            "end_line": each["deletedRegion"]["endLine"],
            "end_column": each["deletedRegion"]["endColumn"],
            "text": each["insertedContent"]["text"],
        }
        for each in change["replacements"]
    ]
    return applied(text, edits)


def rdjson_fix(text: str, found: Any) -> str:
    (fix,) = found["diagnostics"][0]["suggestions"]
    start, end = fix["range"]["start"], fix["range"]["end"]
    lines = text.encode().split(b"\n")
    before = b"\n".join([*lines[: start["line"] - 1], lines[start["line"] - 1][: start["column"] - 1]])
    after = b"\n".join([lines[end["line"] - 1][end["column"] - 1 :], *lines[end["line"] :]])
    text_after: str = fix["text"]
    return (before + text_after.encode() + after).decode()


READERS: dict[str, Callable[[str, Any], str]] = {"json": json_fix, "sarif": sarif_fix, "rdjson": rdjson_fix}
ON_ONE_LINE = (
    'async function f(tracer, work) {\n  const s = tracer.startSpan("é");\n'
    '  "é"; load().then(() => s.end());\n}\n'
)


@pytest.mark.parametrize("output_format", READERS)
def test_a_format_tells_what_the_fix_would_do(tmp_path: Path, output_format: str) -> None:
    path = tmp_path / "a.py"
    path.write_text(F)
    found = json.loads(spanlint(tmp_path, "check", "--output-format", output_format)[1])
    assert READERS[output_format](F, found) == F_MENDED


def test_a_suggestion_counts_bytes_within_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(ON_ONE_LINE)
    found = json.loads(spanlint(tmp_path, "check", "--output-format", "rdjson")[1])
    assert rdjson_fix(ON_ONE_LINE, found) == ON_ONE_LINE.replace(".then(", ".finally(")


def test_people_and_agents_are_told_how_a_fix_is_applied(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(F)
    assert "\n  = fix:  end it in a finally (--fix)\n" in spanlint(tmp_path, "check")[1]
    told = spanlint(tmp_path, "check", "--output-format", "agent")[1]
    assert " | --fix does it: end it in a finally\n" in told


def test_json_tells_what_the_baseline_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(F + G)
    assert "baseline" not in json.loads(spanlint(tmp_path, "check", "--output-format", "json")[1])
    assert spanlint(tmp_path, "baseline")[0] == 0
    path.write_text(F)
    status, output = spanlint(tmp_path, "check", "--output-format", "json")
    entry = {"path": "a.py", "rule": "unended-on-exception", "function": "g", "count": 1}
    entry["code"] = 'tracer.start_span("é")'
    assert status == 0
    assert json.loads(output)["baseline"] == {"path": "spanlint-baseline.json", "known": 1, "stale": [entry]}
    said = (
        "no new findings, 1 old one in the baseline, 1 no longer found; 1 span start in 1 of 1 file\n"
    )
    assert spanlint(tmp_path, "check") == (0, said)
    # What is not looked for is not gone.
    assert "no longer" not in spanlint(tmp_path, "check", "--select", "double-end")[1]
