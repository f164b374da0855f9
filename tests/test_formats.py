"""The formats for other programs, each read as its readers do: by their schema, or by a reader itself."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from checkout import ROOT, SPANLINT, run
from junitparser import Failure, JUnitXml, Skipped
from spanlint.analyzer.findings import Edit, FileReport, Finding, Fix, Place, Started, Turn
from spanlint.analyzer.findings import Skipped as SkippedFile
from spanlint.analyzer.outcome import Outcome, collect
from spanlint.analyzer.reporters import FORMATS, reporter
from spanlint.analyzer.reporters.fingerprints import with_fingerprints
from spanlint.analyzer.reporters.view import Lines, View

# As docs.gitlab.com/ci/testing/code_quality says it.
POSITION = {"type": "object", "required": ["line"], "properties": {"line": {"type": "integer"}}}
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "positions": {"type": "object", "required": ["begin"], "properties": {"begin": POSITION}},
                },
            },
        },
    },
}
# As reviewdog's proto/rdf/jsonschema says it, as far as it is used here.
PLACE: dict[str, Any] = {
    "type": "object",
    "required": ["path", "range"],
    "additionalProperties": False,
    "properties": {
        "path": {"type": "string"},
        "range": {
            "type": "object",
            "required": ["start"],
            "additionalProperties": False,
            "properties": {"start": POSITION, "end": POSITION},
        },
    },
}
RELATED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"message": {"type": "string"}, "location": PLACE},
}
SUGGESTION = {
    "type": "object",
    "required": ["range", "text"],
    "additionalProperties": False,
    "properties": {"range": PLACE["properties"]["range"], "text": {"type": "string"}},
}
RDJSON: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string"},
                    "location": PLACE,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"]},
                    "relatedLocations": {"type": "array", "items": RELATED},
                    "suggestions": {"type": "array", "items": SUGGESTION},
                },
            },
        },
    },
}
CODE = 'const ä = "\U0001d4b3"; const span = tracer.startSpan("pay");\nif (ä) { return; }\n'


def finding(**changes: Any) -> Finding:
    flow = (Turn("a b.js", 2, 5, "`ä` is true"), Turn("a b.js", 2, 10, "leaves by return, span still open"))
    start = CODE.index("tracer") + 1
    usual = Finding(
        "unended-span", 'span "pay" is 100 % open <&>', "end it:\nin a finally", "a b.js",
        1, start, 1, start + 23, "pay", "pay", flow, None, 'tracer.startSpan("pay")',
    )  # fmt: skip
    return usual._replace(**changes)


def outcome() -> Outcome:
    """A leak, one whose start runs over lines, and a file that could not be read."""
    over = finding(path="c.js", line=3, column=1, end_line=5, end_column=2, flow=(), rule="discarded-span")
    skipped = SkippedFile("d\x07.js", "larger than 2 MB")
    started = (Started("opentelemetry", "manual", 2),)
    return collect(
        [
            FileReport("a b.js", 1, (finding(),), None, started),
            FileReport("c.js", 1, (over,), None),
            FileReport("d\x07.js", 0, (), skipped),
        ]
    )


def written(output_format: str, found: Outcome | None = None) -> str:
    view = View(Lines({"a b.js": CODE.encode()}).line, False, 100)
    return "".join(reporter(output_format)(outcome() if found is None else found, view))


NOTHING = collect([FileReport("a.js", 0, (), None)])


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_says_nothing_wrong_of_nothing(output_format: str) -> None:
    text = written(output_format, NOTHING)
    assert "unended-span" not in text or output_format == "sarif"
    if "json" in output_format and output_format != "json-lines":
        json.loads(text)


def test_json_lines_are_the_findings_of_json() -> None:
    lines = [json.loads(line) for line in written("json-lines").splitlines()]
    assert lines == json.loads(written("json"))["findings"]


def test_grouped_names_each_file_once() -> None:
    text = written("grouped")
    assert text.count("a b.js") == text.count("c.js") == 1
    assert '\n  1:29  unended-span  span "pay" is 100 % open <&>\n' in "\n" + text


def test_an_agent_gets_all_of_a_finding_in_one_line() -> None:
    first, *_, last = written("agent").splitlines()
    assert first == (
        'a b.js:1:29 unended-span: span "pay" is 100 % open <&> | in pay | path: line 1 starts it, '
        "then line 2 `ä` is true, then line 2 leaves by return, span still open | fix: end it: in a finally"
    )
    assert last.startswith("2 findings; ")


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The commands of a workflow's log, read as the runner does (actions/toolkit, command.ts)."""
    for line in text.splitlines():
        name, named, data = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
        properties = dict(each.split("=", 1) for each in named.split(","))
        yield name, {key: unescaped(value) for key, value in properties.items()}, unescaped(data)


def unescaped(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_reads_the_annotations() -> None:
    found = collect([FileReport("x", 1, (finding(path="a,b:c.js"),), None)])
    ((name, properties, message),) = commands(written("github", found))
    assert (name, properties["file"], properties["line"]) == ("error", "a,b:c.js", "1")
    assert (properties["title"], properties["endColumn"]) == ("spanlint (unended-span)", "52")
    assert message.splitlines()[0] == 'a,b:c.js:1:29: span "pay" is 100 % open <&>'
    assert "(2) line 2: leaves by return, span still open" in message
    assert all("col" not in properties for _, properties, _ in list(commands(written("github")))[1:])


def test_gitlab_reads_the_report() -> None:
    issues = json.loads(written("gitlab"))
    jsonschema.validate(issues, GITLAB)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2


def test_reviewdog_reads_the_report_whose_columns_count_bytes() -> None:
    document = json.loads(written("rdjson"))
    jsonschema.validate(document, RDJSON)
    fixable = finding(fix=Fix("end it", (Edit(0, 0, "x"),), True, (Place(1, 1, 1, 1),)))
    with_fix = json.loads(written("rdjson", collect([FileReport("a b.js", 1, (fixable,), None)])))
    jsonschema.validate(with_fix, RDJSON)
    assert "suggestions" in with_fix["diagnostics"][0]
    start = document["diagnostics"][0]["location"]["range"]["start"]
    assert start == {"line": 1, "column": CODE.encode().index(b"tracer") + 1}


def test_junit_is_read_with_its_failures(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(written("junit"))
    report = JUnitXml.fromfile(str(tmp_path / "report.xml"))
    assert (report.tests, report.failures) == (3, 2)
    first = next(iter(next(iter(report))))
    assert isinstance(first.result[0], Failure)
    assert first.result[0].message == 'span "pay" is 100 % open <&>'
    last = [case for suite in report for case in suite][-1]
    assert isinstance(last.result[0], Skipped)
    (tmp_path / "report.xml").write_text(written("junit", NOTHING))
    assert (JUnitXml.fromfile(str(tmp_path / "report.xml")).tests) == 1


def test_sarif_has_the_path_as_a_code_flow() -> None:
    (tool_run,) = json.loads(written("sarif"))["runs"]
    first, second = tool_run["results"]
    steps = first["codeFlows"][0]["threadFlows"][0]["locations"]
    notes = ["started here", "`ä` is true", "leaves by return, span still open"]
    assert [step["location"]["message"]["text"] for step in steps] == notes
    assert "codeFlows" not in second
    rules = tool_run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in (first, second)] == ["unended-span", "discarded-span"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b.js", "uriBaseId": "%SRCROOT%"}


@pytest.fixture(scope="session")
def multitool() -> Path:
    """Microsoft's own reader of SARIF, got from the npm registry once and kept with what the tests need."""
    kept = ROOT / ".venv" / "node"
    tool = kept / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    if not tool.exists():
        if shutil.which("npm") is None:
            pytest.skip("SARIF is not validated: npm, which would bring the multitool, is not installed")
        kept.mkdir(exist_ok=True)
        package = "@microsoft/sarif-multitool-linux@5"
        done = run("npm", "install", "--no-audit", "--no-fund", "--prefix", kept, package, cwd=ROOT)
        if done.returncode or not tool.exists():
            pytest.skip(f"SARIF is not validated: npm could not bring the multitool: {done.stderr[:200]}")
    tool.chmod(0o755)
    return tool


def test_the_multitool_finds_no_fault_in_sarif(multitool: Path, tmp_path: Path) -> None:
    (tmp_path / "made.sarif").write_text(written("sarif"))
    real = ["check", "examples", "--output-format", "sarif", "--output-file", str(tmp_path / "real.sarif")]
    assert run(SPANLINT, *real, cwd=ROOT).returncode == 1
    for name in ("made.sarif", "real.sarif"):
        done = run(multitool, "validate", tmp_path / name, cwd=tmp_path)
        # There is no page of ours that it could link to.
        said = [line for line in done.stdout.splitlines() if "SARIF" in line and "informationUri" not in line]
        assert (done.returncode, said) == (0, []), done.stdout
    (tmp_path / "bad.sarif").write_text(written("sarif").replace('"level"', '"levl"'))
    assert "SARIF" in run(multitool, "validate", tmp_path / "bad.sarif", cwd=tmp_path).stdout


def test_fingerprints_survive_moved_lines_and_tell_twins_apart() -> None:
    twins = [finding(), finding(line=9, end_line=9)]
    moved = [finding(line=20, end_line=20, path="./a b.js"), finding(line=30, end_line=30)]
    before, after = ([mark for _, mark in with_fingerprints(each)] for each in (twins, moved))
    assert before == after
    assert len(set(before)) == 2


def test_several_reports_are_written_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('def f(tracer):\n    tracer.start_span("x")\n')
    files = ("--output-format=sarif", "--output-file=a.sarif", "--output-format=junit", "--output-file=a.xml")
    done = run(SPANLINT, "check", *files, cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1][:9]) == (1, "1 finding")
    assert json.loads((tmp_path / "a.sarif").read_text())["runs"][0]["results"]
    assert "<failure" in (tmp_path / "a.xml").read_text()
    done = run(SPANLINT, "check", *files[:2], "--output-format", "concise", cwd=tmp_path)
    assert done.stdout == 'a.py:2:5: discarded-span span "x" is started and dropped: nothing can end it\n'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--output-file", "x"], "--output-file needs an --output-format of its own before it"),
        (["--output-format=json", "--output-format=full"], "only one format can go to standard output"),
        (
            ["--output-format=json", "--output-file", "no/such/folder"],
            "can't write no/such/folder: no such file",
        ),
    ],
)
def test_outputs_that_can_not_be_are_errors(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run(SPANLINT, "check", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
