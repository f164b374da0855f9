"""What the reports look like: whole reports against golden files, and the parts of a code frame one by
one."""

import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spanlint.analyzer.findings import FileReport, Finding, Skipped, Turn
from spanlint.analyzer.outcome import Outcome, collect
from spanlint.analyzer.reporters import reporter
from spanlint.analyzer.reporters.cells import cells, columns, visible
from spanlint.analyzer.reporters.frame import excerpt
from spanlint.analyzer.reporters.view import Lines, View, wants_color, width_of
from spanlint.analyzer.summary import summary_line

GOLDEN = Path(__file__).with_name("golden")

SAMPLE = (GOLDEN / "charge.js").read_text()


def place(text: str, *, end: bool = False) -> tuple[int, int]:
    """The line and the column of `text`, which stands in the sample once, or of what comes after it."""
    assert SAMPLE.count(text) == 1
    before = SAMPLE[: SAMPLE.index(text) + (len(text) if end else 0)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def finding(start: str, **others: str | tuple[Turn, ...]) -> Finding:
    """A finding whose start call is the text `start` of the sample."""
    fields = {"path": "charge.js", "rule": "unended-span", "span": "s", "help": "end it", "flow": ()} | others
    (line, column), (end_line, end_column) = place(start), place(start, end=True)
    return Finding(line=line, column=column, end_line=end_line, end_column=end_column, **fields)  # type: ignore[arg-type]


LEAK = finding(
    "tracer.startSpan('charge', { attributes: { amount } })",
    message='span "charge" is not ended when `number.expired` is true',
    help="end it in a `finally`, which runs on every way out",
    function="Till.charge",
    flow=(
        Turn("charge.js", *place("number.expired"), "`number.expired` is true"),
        Turn("charge.js", *place("throw"), "leaves by throw, span still open"),
    ),
)
OVER_LINES = finding(
    "tracer.startSpan('refund', {\n    attributes: { amount },\n  })",
    rule="unended-on-exception",
    message='span "refund" is not ended if bank.refund() raises',
    help="end it in a `finally`:\n  try { ... } finally { span.end(); }",
    function="refund",
    flow=(
        Turn("charge.js", *place("bank.refund(amount)"), "bank.refund() may raise"),
        Turn("charge.js", *place("amount > 100"), "`amount > 100` is true"),
        Turn("gone.js", 4, 1, "leaves, span still open"),
    ),
)


def outcome() -> Outcome:
    """One leak in a class, one whose start runs over lines and whose path ends in a file that is gone."""
    skipped = [Skipped("b.js", "larger than 2 MB"), Skipped("a\n.js", "not a text file")]
    reports = [FileReport("charge.js", 3, (OVER_LINES, LEAK), None), FileReport("clean.js", 0, (), None)]
    return collect([*reports, *(FileReport(one.path, 0, (), one) for one in skipped)])


def render(output_format: str, found: Outcome, *, colored: bool = False, width: int = 100) -> str:
    return "".join(reporter(output_format)(found, View(Lines({}).line, colored, width)))


@pytest.mark.parametrize(
    ("name", "output_format", "colored", "width"),
    [
        ("full.txt", "full", False, 100),
        ("full_narrow.txt", "full", False, 50),
        ("full_colored.txt", "full", True, 100),
        ("concise.txt", "concise", False, 100),
        ("report.json", "json", False, 100),
    ],
)
def test_the_report_is_the_golden_one(
    name: str, output_format: str, colored: bool, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOLDEN)
    assert render(output_format, outcome(), colored=colored, width=width) == (GOLDEN / name).read_text()


def test_json_has_the_keys_of_version_1_in_their_order() -> None:
    document = json.loads(render("json", outcome()))
    assert list(document) == ["version", "findings", "skipped", "summary"]
    assert document["version"] == 1
    finding = document["findings"][0]
    places = ["line", "column", "end_line", "end_column"]
    assert list(finding) == ["rule", "message", "help", "path", *places, "function", "flow"]
    assert list(finding["flow"][0]) == ["path", "line", "column", "note"]
    assert document["skipped"][0] == {"path": "a\n.js", "reason": "not a text file"}
    assert document["summary"] == {"files": 4, "files_with_spans": 1, "spans": 3, "findings": 2}


def test_json_carries_any_path_back_unchanged() -> None:
    odd = "caf\u00e9\n\udcff\x1b.js"
    report = render("json", collect([FileReport(odd, 0, (), Skipped(odd, "not a text file"))]))
    assert report.isascii()
    assert json.loads(report)["skipped"][0]["path"] == odd


def test_findings_are_in_the_order_of_their_places() -> None:
    def at(path: str, line: int, column: int, rule: str) -> Finding:
        return LEAK._replace(path=path, line=line, column=column, rule=rule)

    expected = [
        at("a", 2, 1, "r"),
        at("a", 10, 1, "r"),
        at("a", 10, 2, "q"),
        at("a", 10, 2, "r"),
        at("b", 1, 1, "r"),
    ]
    mixed = [
        FileReport("b", 1, (expected[4],), None),
        FileReport("a", 4, tuple(reversed(expected[:4])), None),
    ]
    assert collect(mixed).findings == expected


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ((0, 0, 0, 0, 0), "no files to check"),
        ((1, 0, 0, 0, 0), "no findings; no span is started by hand in 1 file"),
        ((3, 1, 1, 0, 2), "no findings; 1 span start in 1 of 3 files; 2 skipped"),
        ((9, 2, 5, 1, 0), "1 finding; 5 span starts in 2 of 9 files"),
    ],
)
def test_the_summary_counts(numbers: tuple[int, int, int, int, int], line: str) -> None:
    assert summary_line(*numbers) == line


def marked(line: str, column: int, end_column: int | None = None, width: int = 80) -> tuple[str, str]:
    """The shown line, and what of it stands above the underline when each column is one character."""
    piece = excerpt(line, column, end_column, width)
    return piece.text, piece.text[piece.start : piece.start + piece.length]


def test_the_underline_stands_below_its_stretch() -> None:
    assert marked("a = start()", 5, 12) == ("a = start()", "start()")
    assert marked("a = start(", 5) == ("a = start(", "start(")


def test_tabs_are_wide_and_the_underline_follows() -> None:
    assert marked("\tx\tstart()", 4, 11) == ("    x   start()", "start()")


def test_wide_and_combining_characters_keep_the_underline_right() -> None:
    piece = excerpt('name = "全部" + start()', 15, 22, 80)
    assert (piece.start, piece.length) == (16, 7)
    piece = excerpt("e\u0301 = start()", 6, 13, 80)
    assert (piece.start, piece.length) == (4, 7)


def test_a_long_line_is_cut_around_the_place() -> None:
    text, stretch = marked("x" * 500 + "start()" + "y" * 500, 501, 508, 60)
    assert len(text) == 60
    assert text[0] == text[-1] == "…"
    assert stretch == "start()"


def test_a_place_past_the_end_of_a_line_is_shown_at_its_end() -> None:
    assert excerpt("short", 90, 95, 80) == ("short", 5, 1)
    assert excerpt("", 1, None, 80) == ("", 0, 1)


@given(
    st.text(st.characters(exclude_characters="\n\r"), min_size=1, max_size=200),
    st.integers(1, 200),
    st.none() | st.integers(1, 250),
    st.integers(20, 120),
)
def test_an_excerpt_fits_and_the_underline_begins_at_its_place(
    line: str, column: int, end: int | None, width: int
) -> None:
    piece = excerpt(line, column, end, width)
    assert sum(map(columns, piece.text)) <= width
    assert piece.length >= 1
    pieces = cells(line.rstrip())
    if column <= len(pieces) and pieces[column - 1][1]:
        assert from_column(piece.text, piece.start).startswith(pieces[column - 1][0])


def from_column(text: str, column: int) -> str:
    """What of a shown text stands from a column on, less the characters without a width before it."""
    passed = 0
    for index, character in enumerate(text):
        if passed >= column and columns(character):
            return text[index:]
        passed += columns(character)
    return ""


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_printed(text: str) -> None:
    shown = visible(text)
    assert all(
        character.isprintable() or character in "\u00a0\u3000" or character.isspace() for character in shown
    )
    assert not set(shown) & set(
        map(chr, (*range(32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F)))
    )


def test_what_is_hidden_is_named() -> None:
    assert visible("a\x1b[31m\n\x7f\x9b\u202e\udcff") == "a␛[31m␊<U+007F><U+009B><U+202E><FF>"


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n\xffour")
    lines = Lines({})
    path = str(tmp_path / "a.py")
    assert [lines.line(path, number) for number in range(6)] == [
        None,
        "one",
        "two",
        "three",
        "\ufffdour",
        None,
    ]
    assert lines.line(str(tmp_path / "gone.py"), 1) is None
    assert Lines({"-": b"given"}).line("-", 1) == "given"


class Stream(StringIO):
    """Stands in for standard output, be it a terminal or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "colored"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", True, {"FORCE_COLOR": "0"}, False),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_as_asked(
    choice: str, terminal: bool, environment: dict[str, str], colored: bool
) -> None:
    assert wants_color(choice, Stream(terminal), environment) is colored


def test_the_width_is_that_of_the_terminal_or_one_for_logs() -> None:
    assert width_of(Stream(False), {}) == 120
    assert width_of(Stream(False), {"COLUMNS": "72"}) == 72
    assert width_of(Stream(False), {"COLUMNS": "3"}) == 40
    assert width_of(Stream(False), {"COLUMNS": "wide"}) == 120
