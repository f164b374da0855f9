"""Expectations that don't hold fail, each in its own words, and those that can't be read are errors."""

import harness
import pytest
from expectations import ExpectationError
from harness import Sample
from spanlint.analyzer.findings import FileReport, Finding, Skipped, Turn
from syntax_trees import MODULE

LEAK = """def leaks(tracer, skip):
    # The reason stands here.
    span = tracer.start_span("work")  # {start}
    if skip:
        return None  # {leave}
    span.end()
"""


def leak(start: str, leave: str = "prose") -> Sample:
    return Sample("leak.py", LEAK.format(start=start, leave=leave).encode(), "python")


def finding(rule: str = "unended-span", line: int = 3, column: int = 12, leaves: int = 5) -> Finding:
    """A finding at the start call of LEAK, unless told otherwise, whose path has one turn."""
    flow = (Turn("leak.py", leaves, 9, "leaves"),)
    end = column + len('tracer.start_span("work")')
    return Finding(rule, "span is open", "", "leak.py", line, column, line, end, "leaks", "work", flow)


def complaints(monkeypatch: pytest.MonkeyPatch, sample: Sample, *found: Finding) -> list[str]:
    """What the harness says of the case `leaks` when spanlint reports `found` on its file."""
    monkeypatch.setattr(harness, "check_source", lambda *_: FileReport("leak.py", 1, found, None))
    return sample.complaints("leaks")


@pytest.mark.parametrize(
    ("sample", "found"),
    [
        (leak("prose"), []),
        (leak("want: unended-span"), [finding()]),
        (leak('want: unended-span "is open"'), [finding()]),
        (leak("want(a): unended-span", "exit(a)"), [finding()]),
        (leak("want: unended-span, want(b): double-end", "exit(b)"), [finding(), finding("double-end")]),
        (leak("want: unended-span, want: unended-span"), [finding(), finding()]),
        (leak("miss: unended-span"), []),
        (leak("noise: unended-span"), [finding()]),
    ],
)
def test_what_holds_passes(sample: Sample, found: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings and expectations that agree cause no complaint."""
    assert complaints(monkeypatch, sample, *found) == []


@pytest.mark.parametrize(
    ("sample", "found", "words"),
    [
        (leak("want: unended-span"), [], "line 3: missing unended-span"),
        (leak("prose"), [finding()], "line 3: unexpected unended-span, leaves at line 5: span is open"),
        (leak("want: unended-span"), [finding(), finding()], "line 3: 2 unended-span here, 1 expected"),
        (
            leak("want: unended-span, want: unended-span"),
            [finding()],
            "line 3: 1 unended-span here, 2 expected",
        ),
        (
            leak('want: unended-span "never"'),
            [finding()],
            'line 3: unended-span says "span is open", expected "never" in it',
        ),
        (
            leak("want(a): unended-span", "exit(a)"),
            [finding(leaves=6)],
            "line 3: unended-span, leaves at line 6, expected 5",
        ),
        (
            leak("want(a): unended-span", "exit(a)"),
            [finding()._replace(flow=())],
            "line 3: unended-span, shows no path, expected 5",
        ),
        (leak("miss: unended-span"), [finding()], "line 3: unended-span is now found: change miss to want"),
        (leak("noise: unended-span"), [], "line 3: unended-span is no longer reported: delete noise"),
        (leak("want(a): unended-span"), [finding()], "0 exit(a) in this case, 1 expected"),
        (leak("want: unended-span", "exit(a)"), [finding()], "0 want(a) in this case, 1 expected"),
        (
            leak("want: unended-span"),
            [finding(column=13)],
            "line 3: unended-span from (3, 13) to (3, 38) cuts a token",
        ),
    ],
)
def test_what_does_not_hold_is_said(
    sample: Sample, found: list[Finding], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each difference has its own sentence."""
    assert complaints(monkeypatch, sample, *found) == [words]


@pytest.mark.parametrize(("column", "right"), [(10, True), (12, False)])
def test_columns_count_code_points(column: int, right: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter of two bytes is one column, so columns that count bytes are noticed."""
    text = 'é = "é"; tracer.start_span("work")  # want: unended-span\n'
    sample = Sample("leak.py", text.encode(), "python")
    found = finding(line=1, column=column)
    monkeypatch.setattr(harness, "check_source", lambda *_: FileReport("leak.py", 1, (found,), None))

    assert (sample.complaints(MODULE) == []) is right


def test_another_rule_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding of a rule that is not the wanted one is unexpected, and the wanted one is still missing."""
    said = complaints(monkeypatch, leak("want: unended-span"), finding("double-end"))

    assert said == [
        "line 3: unexpected double-end, leaves at line 5: span is open",
        "line 3: missing unended-span",
    ]


def test_skipped_file_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clean function in a file that was not analysed is no evidence."""
    report = FileReport("leak.py", 0, (), Skipped("leak.py", "took too long"))
    monkeypatch.setattr(harness, "check_source", lambda *_: report)

    assert leak("prose").complaints("leaks") == ["skipped: took too long"]


def test_finding_outside_of_functions_is_the_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in no function is not lost: the module answers for it."""
    assert complaints(monkeypatch, leak("prose"), finding(line=7)) == []
    assert leak("prose").complaints(MODULE) == [
        "line 7: unended-span from (7, 12) to (7, 37) cuts a token",
        "line 7: unexpected unended-span, leaves at line 5: span is open",
    ]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("wnat: unended-span", 'unknown word "wnat"; did you mean "want"?'),
        ("todo: unended-span", 'unknown word "todo"; known are want, miss, noise, exit'),
        ("want: unended-spam", 'unknown rule "unended-spam"; did you mean "unended-span"?'),
        ("want: leak", 'unknown rule "leak"; known are unended-span'),
        ("want: ", 'cannot read "want:"; write want: RULE'),
        ("want: unended-span or so", 'cannot read "want: unended-span or so"; write want: RULE'),
        ("exit()", 'cannot read "exit()"; write want: RULE'),
        ("exit(a): unended-span", "an exit has a label and no rule; write exit(a)"),
        ("miss(a): unended-span", "only a want has a label; write miss: unended-span"),
    ],
)
def test_what_cannot_be_read_is_an_error(start: str, words: str) -> None:
    """The error says where, what is wrong and what to write."""
    with pytest.raises(ExpectationError) as error:
        leak(start).complaints("leaks")

    assert str(error.value).startswith(f"line 3: {words}")


@pytest.mark.parametrize("word", ["miss", "noise"])
def test_known_gap_needs_its_reason(word: str) -> None:
    """Without prose on the line above, `miss` and `noise` are errors; an expectation there is no reason."""
    for above in ("", "# want: double-end"):
        sample = Sample("leak.py", f"{above}\nf()  # {word}: unended-span\n".encode(), "python")

        with pytest.raises(ExpectationError, match=f"line 2: {word} without a reason; give it in a comment"):
            sample.complaints(MODULE)
