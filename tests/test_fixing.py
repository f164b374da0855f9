"""Fixes: a text after them is one that people would have written, has no new defect, and stays as it is."""

import os
import stat
from pathlib import Path

import pytest
from checkout import SPANLINT, run
from fix_promises import Text, broken, texts_in
from harness import FIXTURES, load
from spanlint.analyzer.edits.fixing import fixed
from spanlint.analyzer.settings import Settings

SAMPLES = sorted(path for path in FIXTURES.glob("*/*") if path.is_file())
DOUBLE = Settings(frozenset(["double-end"]))

LEAK = b"""\
def load(tracer, key, cache):
    span = tracer.start_span("load")
    if key not in cache:
        return None  # not there
    span.end()  # done
    return cache[key]
"""
MENDED = b"""\
def load(tracer, key, cache):
    span = tracer.start_span("load")
    try:
        if key not in cache:
            return None  # not there
    finally:
        span.end()  # done
    return cache[key]
"""


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


# Samples of the kinds of TypeScript say hardly more about fixes than those of JavaScript do.
TYPED = [path for path in SAMPLES if path.parent.name in ("typescript", "tsx")]


@pytest.mark.parametrize("path", sorted({*SAMPLES} - {*TYPED} | {*TYPED[::4]}), ids=name_of)
def test_the_fixes_of_a_sample_keep_every_promise(path: Path) -> None:
    """All of them in every fifth sample, in the others two of each rule."""
    sample = load(path)
    if any(finding.fix for finding in sample.report.findings):
        text = Text(sample.name, sample.text, sample.language)
        assert list(broken(text, None if path in SAMPLES[::5] else 2)) == []


WILD = os.environ.get("SPANLINT_WILD", "")


@pytest.mark.skipif(not WILD, reason="SPANLINT_WILD names no folder of real code to fix")
def test_the_fixes_of_real_code_keep_every_promise() -> None:
    texts = list(texts_in(Path(WILD)))
    assert len(texts) > 10
    assert {text.name: found for text in texts if (found := list(broken(text)))} == {}


def test_many_fixes_are_tried() -> None:
    findings = [each for sample in map(load, SAMPLES[::6]) for each in sample.report.findings]
    assert len(findings) > 200
    assert sum(each.fix is not None for each in findings) > len(findings) / 5


def test_a_text_is_not_indented_with_the_code_around_it() -> None:
    text = b'def f(tracer, run):\n    span = tracer.start_span("x")\n'
    text += b'    run("""\na\n  b\n""")\n    span.end()\n'
    after = fixed("a.py", text, Settings(), "python").text
    assert b'    try:\n        run("""\na\n  b\n""")\n    finally:\n        span.end()\n' in after


@pytest.mark.parametrize(
    ("body", "safe", "left"),
    [
        ("s.end()\n    s.end()  # why\n", True, "s.end()\n    # why\n"),
        (
            "try:\n        s.end()\n        return 1\n    finally:\n        s.end()\n",
            True,
            "try:\n        return 1\n",
        ),
        (
            "try:\n        run()\n        s.end()\n        run()\n    finally:\n        s.end()\n",
            False,
            "run()\n        run()",
        ),
        ("if run():\n        s.end()\n    s.end()\n", False, ""),
        ("if run():\n        run()\n        s.end()\n    s.end()\n", True, "        run()\n    s.end()\n"),
        (
            "try:\n        run()\n    except E:\n        s.end()\n        return\n    s.end()\n    s.end()\n",
            True,
            "",
        ),
    ],
)
def test_of_two_ends_the_one_goes_that_is_not_needed(body: str, safe: bool, left: str) -> None:
    text = f'def f(tracer, run):\n    s = tracer.start_span("x")\n    {body}'.encode()
    after = fixed("a.py", text, DOUBLE, "python")
    suggested = fixed("a.py", text, DOUBLE, "python", unsafe=True)

    assert after.applied == safe
    assert suggested.applied == (safe or bool(left))
    assert left.encode() in suggested.text


def test_an_end_in_a_scope_that_ends_its_span_goes_unless_that_would_record_an_error() -> None:
    text = b'def f(tracer, run):\n    with tracer.start_as_current_span("x") as s:\n'
    text += b"        run()\n        s.end()\n"
    assert fixed("a.py", text, DOUBLE, "python").text == text.replace(b"        s.end()\n", b"")
    assert fixed("a.py", text + b"        raise KeyError\n", DOUBLE, "python", unsafe=True).applied == 0


@pytest.mark.parametrize(
    ("caught", "safe"),
    [(" Exception as e", True), (" BaseException as e", False), (" (ValueError, BaseException) as e", False)],
)
def test_a_record_by_hand_goes_where_its_scope_records_all_that_is_caught(caught: str, safe: bool) -> None:
    text = b'def f(tracer, run):\n    with tracer.start_as_current_span("x") as s:\n        try:\n'
    text += f"            run()\n        except{caught}:\n".encode()
    text += b"            s.record_exception(e)\n            raise\n"
    wanted = Settings(frozenset(("recorded-twice",)))
    assert fixed("a.py", text, wanted, "python").applied == safe
    assert fixed("a.py", text, wanted, "python", unsafe=True).applied == 1


def test_a_then_stays_where_the_span_is_used_behind_it() -> None:
    text = b"function f(load, tracer) {\n  const s = tracer.startSpan('x');\n"
    text += b"  load().then(() => s.end()).catch((e) => s.recordException(e));\n}\n"
    assert b".then(" in fixed("a.js", text, Settings(), "javascript", unsafe=True).text


def test_tabs_stay_tabs_and_a_last_line_without_end_stays_one() -> None:
    text = b"async function f(tracer, run) {\n\tconst span = tracer.startSpan('x');\n"
    text += b"\trun(await g());\n\tspan.end();\n}"
    after = fixed("a.js", text, Settings(), "javascript").text
    assert after.endswith(b"\ttry {\n\t\trun(await g());\n\t} finally {\n\t\tspan.end();\n\t}\n}")


def spanlint(here: Path, *arguments: str, text: str = "") -> tuple[int, str, str]:
    done = run(SPANLINT, *arguments, cwd=here, text=text)
    return done.returncode, done.stdout, done.stderr


def test_the_command_fixes_a_file_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "load.py"
    path.write_bytes(LEAK)
    path.chmod(0o750)
    (tmp_path / "link.py").symlink_to(path)

    status, output, errors = spanlint(tmp_path, "check", "--fix", "link.py")

    assert (status, errors) == (0, "spanlint: 1 fix in 1 file\n")
    assert "nothing" in output or "0 findings" in output or output.startswith("no findings")
    assert path.read_bytes() == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert (tmp_path / "link.py").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.py", "load.py"]


def test_the_command_shows_a_difference_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "load.py"
    path.write_bytes(LEAK)

    status, output, errors = spanlint(tmp_path, "check", "--diff")

    assert (status, errors) == (1, "")
    assert output.startswith("--- load.py\n+++ load.py\n@@ ")
    assert "+    finally:\n+        span.end()  # done\n" in output
    assert path.read_bytes() == LEAK
    path.write_bytes(MENDED)
    assert spanlint(tmp_path, "check", "--diff") == (0, "", "")


def test_standard_input_is_shown_as_a_difference(tmp_path: Path) -> None:
    arguments = ("check", "--diff", "--stdin-filename", "load.py", "-")
    status, output, _ = spanlint(tmp_path, *arguments, text=LEAK.decode())
    assert status == 1
    assert output.startswith("--- load.py\n")


@pytest.mark.parametrize("options", [("--unsafe-fixes",), ("--fix", "--diff"), ("--fix", "-")])
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert spanlint(tmp_path, "check", *options)[0] == 2


def test_suggested_fixes_are_applied_only_if_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "work.py"
    text = "from opentelemetry import trace\ntracer = trace.get_tracer(__name__)\n"
    text += 'def f(work):\n    span = tracer.start_span("x")\n    work()\n'
    path.write_text(text)

    assert spanlint(tmp_path, "check", "--fix")[0] == 1
    assert path.read_text() == text
    assert spanlint(tmp_path, "check", "--fix", "--unsafe-fixes")[0] == 0
    assert 'with tracer.start_as_current_span("x") as span:\n        work()\n' in path.read_text()
