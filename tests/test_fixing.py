"""Fixes: a text after them is one that people would have written, has no new defect, and stays as it is."""

import stat
from collections import Counter
from pathlib import Path

import pytest
from checkout import SPANLINT, run
from harness import FIXTURES, load
from spanlint.analyzer.check import check_source
from spanlint.analyzer.fixing import fixed
from spanlint.analyzer.guessing import unread_bytes
from spanlint.analyzer.languages import load_language
from spanlint.analyzer.settings import Settings
from syntax_trees import parse, read_comments

SAMPLES = sorted(path for path in FIXTURES.glob("*/*") if path.is_file())
FIXABLE = [path for path in SAMPLES if any(finding.fix for finding in load(path).report.findings)]
BOM = b"\xef\xbb\xbf"

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


def comments(text: bytes, language: str) -> Counter[str]:
    """The comments that people wrote for one another; those for us may go."""
    found = (comment.text for comment in read_comments(parse(text, language), text))
    return Counter(comment for comment in found if not comment.startswith("spanlint:"))


@pytest.mark.parametrize("path", FIXABLE, ids=name_of)
def test_a_fixed_sample_is_better_and_stays_as_it_is(path: Path) -> None:
    sample = load(path)
    text, language = sample.text, sample.language
    before = check_source(sample.name, text, Settings(), language)
    after = fixed(sample.name, text, Settings(), language, unsafe=True)
    old, new = (Counter(each.rule for each in report.findings) for report in (before, after.report))

    assert new <= old
    assert sum(old.values()) - sum(new.values()) >= after.applied
    assert after.report == check_source(sample.name, after.text, Settings(), language)
    assert unread_bytes(load_language(language), after.text) <= unread_bytes(load_language(language), text)
    assert comments(after.text, language) == comments(text, language)
    assert fixed(sample.name, after.text, Settings(), language, unsafe=True).text == after.text


@pytest.mark.parametrize("path", FIXABLE, ids=name_of)
def test_a_safe_fix_keeps_line_endings_and_a_byte_order_mark(path: Path) -> None:
    sample = load(path)
    if b"\r" in sample.text or sample.text.startswith(BOM):
        return
    text = BOM + sample.text.replace(b"\n", b"\r\n")
    after = fixed(sample.name, sample.text, Settings(), sample.language).text

    assert fixed(sample.name, text, Settings(), sample.language).text == BOM + after.replace(b"\n", b"\r\n")


def test_most_of_what_is_offered_holds() -> None:
    offered = kept = 0
    for path in FIXABLE:
        sample = load(path)
        findings = check_source(sample.name, sample.text, Settings(), sample.language).findings
        offered += sum(each.fix is not None for each in findings)
        kept += fixed(sample.name, sample.text, Settings(), sample.language, unsafe=True).applied
    assert offered > 250
    assert kept > 0.95 * offered


def test_a_text_is_not_indented_with_the_code_around_it() -> None:
    text = b'def f(tracer, run):\n    span = tracer.start_span("x")\n'
    text += b'    run("""\na\n  b\n""")\n    span.end()\n'
    after = fixed("a.py", text, Settings(), "python").text
    assert b'    try:\n        run("""\na\n  b\n""")\n    finally:\n        span.end()\n' in after


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
