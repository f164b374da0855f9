"""What holds for any text: random edits of the samples, and random programs with an end in a finally."""

import random
from pathlib import Path

import pytest
from checkout import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import in_range
from spanlint.analyzer.check import Settings, check_source

SAMPLES = sorted(path for path in (ROOT / "tests/fixtures").rglob("*.*") if path.is_file())
UNENDED = {"unended-span", "unended-on-exception", "overwritten-span", "discarded-span"}

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def edited_samples(draw: st.DrawFn) -> tuple[Path, bytes]:
    """A sample in which a few stretches are cut out, doubled, swapped or overwritten."""
    path = draw(st.sampled_from(SAMPLES))
    text = path.read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 200)))
        others = [b"", b"(", b"}\n", b"\xff\x00", b"\r", b"try {", b'"""']
        noise = draw(st.sampled_from([text[start:end] * 2, *others]))
        text = text[:start] + noise + text[end:]
    return path, text


@quick
@given(edited_samples())
def test_no_edit_of_a_sample_crashes_the_analysis_or_moves_a_place_out_of_the_text(
    edited: tuple[Path, bytes],
) -> None:
    path, text = edited
    report = check_source(path.name, text, Settings())
    assert all(in_range(finding, text) for finding in report.findings)


PYTHON = [
    "work()",
    "if ready:\n    return 1",
    "for item in items:\n    item()",
    "span.add_event('x')",
    "raise ValueError",
]
JAVASCRIPT = [
    "work();",
    "if (ready) { return 1; }",
    "for (const item of items) { item(); }",
    "span.addEvent('x');",
    "throw e;",
]


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def unended(path: str, text: str) -> set[str]:
    return {finding.rule for finding in check_source(path, text.encode(), Settings()).findings} & UNENDED


@pytest.mark.parametrize("seed", range(40))
def test_an_end_in_a_finally_leaves_no_python_span_open(seed: int) -> None:
    chance = random.Random(seed)
    body = "\n".join(chance.choices(PYTHON, k=chance.randint(1, 6)))
    started = 'span = tracer.start_span("x")\n'
    protected = started + "try:\n" + indented(body) + "finally:\n    span.end()\n"
    head = "def run(tracer, ready, items, work):\n"
    assert unended("a.py", head + indented(started + body)), "without any end it leaks"
    assert not unended("a.py", head + indented(protected))


@pytest.mark.parametrize("seed", range(40))
def test_an_end_in_a_finally_leaves_no_javascript_span_open(seed: int) -> None:
    chance = random.Random(seed)
    body = "\n".join(chance.choices(JAVASCRIPT, k=chance.randint(1, 6)))
    started = "const span = tracer.startSpan('x');\n"
    head = "function run(tracer, ready, items, work, e) {\n"
    assert unended("a.js", head + started + body + "}\n"), "without any end it leaks"
    assert not unended("a.js", f"{head}{started}try {{\n{body}\n}} finally {{ span.end(); }}\n}}\n")
