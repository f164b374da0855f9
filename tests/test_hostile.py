"""Text that is made to be hard costs its own report at most: nothing crashes, hangs or grows without bound,
and what is found stands where the report says.

Each shape of `hostile.py` is analysed in a worker process, in a size that is past all limits of depth yet
quick; `python tests/hostile.py` takes all of them at full size.
"""

import json
import resource
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from checkout import ROOT, SPANLINT, run
from hostile import ENDINGS, FULL, STARTS, shapes, text_of
from node_client import ask
from places import in_range
from spanlint.analyzer.check import Settings, check_source
from spanlint.analyzer.findings import FileReport, Finding, Skipped
from spanlint.analyzer.running.workers import Died, answers

SIZE = 1100
SECONDS = {SIZE: 0.05, FULL: 2.0}
# A single call into the parser's library can't be stopped, and takes longer where others use the machine.
SLACK = 2.0
MEMORY = 1 << 30

# At full size: what the parser once died of, and some of each kind that are quick.
AT_FULL_SIZE = {
    "javascript": ["nested different labels, around", "nested blocks, unclosed", "objects, around"],
    "typescript": ["type arguments, around", "chain of members, beside", "lone carriage returns"],
    "tsx": ["templates, unclosed", "nested different labels, unclosed", "nested else, around"],
    "python": ["parentheses, unclosed", "lambdas, around", "chain of calls, beside", "opening brackets"],
}

Job = tuple[str, str, int]


def what_is_wrong(job: Job) -> str:
    """What is wrong with the analysis of a shape; "" if nothing is."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    language, _, size = job
    text, begun = text_of(*job), time.process_time()
    report = check_source("a" + ENDINGS[language], text, Settings(deadline=SECONDS[size]))
    took = time.process_time() - begun
    if took > SECONDS[size] + SLACK:
        return f"took {took:.1f} seconds"
    return "" if places_fit(report, text) else f"out of the text: {report.findings}"


def places_fit(report: FileReport, text: bytes) -> bool:
    return all(in_range(finding, text) for finding in report.findings)


def wrong(jobs: Iterable[Job]) -> dict[Job, str]:
    """What is wrong, by job; a process that dies counts, too."""
    found = answers(what_is_wrong, jobs, jobs=2, size=8)
    told = {job: answer.reason if isinstance(answer, Died) else answer for job, answer in found}
    return {job: problem for job, problem in told.items() if problem}


@pytest.mark.parametrize("language", ENDINGS)
def test_no_shape_crashes_the_analysis_or_holds_it_up(language: str) -> None:
    assert not wrong((language, name, SIZE) for name in shapes(language))


@pytest.mark.parametrize("language", ENDINGS)
def test_a_hundred_thousand_levels_are_no_danger(language: str) -> None:
    assert not wrong((language, name, FULL) for name in AT_FULL_SIZE[language])


@pytest.mark.parametrize("language", ENDINGS)
def test_each_shape_has_a_start_or_is_skipped_aloud(language: str) -> None:
    """Else a shape would end at the prefilter, and test nothing."""
    ending = ENDINGS[language]
    small = {name: text_of(language, name, 2) for name in shapes(language)}
    reports = {name: check_source("a" + ending, text, Settings()) for name, text in small.items()}
    silent = {name for name, report in reports.items() if not report.starts and report.skipped is None}
    assert silent == {"words without code"}


@pytest.mark.parametrize("topic", ["early_return", "try_finally"])
@pytest.mark.parametrize("language", ENDINGS)
def test_half_typed_code_is_code(language: str, topic: str) -> None:
    sample = next((ROOT / "tests/fixtures" / language).glob(f"{topic}.*"))
    text = sample.read_bytes()
    for end in range(0, len(text), 7):
        report = check_source(sample.name, text[:end], Settings())
        assert report.skipped is None
        assert places_fit(report, text[:end]), end


LEAK = {
    "python": "def f(tracer):\n    {before}span = tracer.start_span('x')\n",
    "javascript": "function f(tracer) {\n    {before}const span = tracer.startSpan('x');\n}\n",
}
# What stands before a start on its line, and how many columns it takes, in code points.
COLUMNS = {"": 0, "'é'; ": 5, "'\U0001f600'; ": 5, "'e\u0301'; ": 6, "'\u2028\x85'; ": 6, "\t": 1}
INVALID = {b"'\xff'; ": 5, b"'\xe2\x82'; ": 5, b"'\xed\xa0\x80'; ": 7, b"'\0'; ": 5}


def finding_in(language: str, text: bytes) -> Finding:
    report = check_source("a" + ENDINGS[language], text, Settings())
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "with a mark"])
@pytest.mark.parametrize("language", LEAK)
def test_lines_and_columns_stay_right(language: str, mark: bytes, end: bytes) -> None:
    plain = LEAK[language].index(STARTS[language]) - LEAK[language].index("\n") - len("{before}")
    # Invalid bytes and NULs come late in the file, as in front they would make it no text.
    padding = b"# " if language == "python" else b"// "
    for before, width in [*((text.encode(), width) for text, width in COLUMNS.items()), *INVALID.items()]:
        code = LEAK[language].encode().replace(b"{before}", before)
        lines = [mark + padding + b"x" * 8000, *code.split(b"\n")]
        finding = finding_in(language, end.join(lines))
        assert (finding.line, finding.column) == (3, plain + width), before


def test_what_is_past_the_size_limit_is_skipped_and_the_limit_can_be_raised() -> None:
    text = b"def f(tracer):\n    tracer.start_span('x')\n" + b"def g():\n    return 1\n" * 100_000
    assert check_source("a.py", text, Settings()).skipped == Skipped("a.py", "larger than 2 MB")
    report = check_source("a.py", text, Settings(max_bytes=10_000_000))
    assert (report.starts, len(report.findings), report.skipped) == (1, 1, None)


# Quick ones of each kind.
SAMPLE = (
    "nested different labels, around",
    "nested try, around",
    "parentheses, unclosed",
    "chain of calls, from the start",
    "lines of comments",
    "opening brackets",
    "bytes",
    "lone carriage returns",
    "NUL in front",
    "UTF-16",
    "bytes that begin",
    "conflict markers",
    "the same code again",
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with hostile files, each between two that leak a span."""
    for language in ("python", "tsx"):
        ending = ENDINGS[language]
        for number, name in enumerate(name for name in SAMPLE if name in shapes(language)):
            (tmp_path / f"{number}h{ending}").write_bytes(text_of(language, name, SIZE))
        leak = LEAK["python" if language == "python" else "javascript"].replace("{before}", "")
        for number in range(len(SAMPLE) + 1):
            (tmp_path / f"{number}a{ending}").write_text(leak)
    return tmp_path


@pytest.mark.parametrize("way", ["as a folder", "by name, as a hook does", "by one process"])
def test_hostile_files_cost_the_others_nothing(tree: Path, way: str) -> None:
    files = sorted(path.name for path in tree.iterdir())
    given = {"as a folder": ["."], "by one process": ["--jobs=1", "."]}.get(way, files)
    done = run(SPANLINT, "check", "--output-format=json", *given, cwd=tree)
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    assert told["summary"]["files"] == len(files)
    found = [finding["path"] for finding in told["findings"] if "a." in finding["path"]]
    assert found == [name for name in files if "a." in name]
    reasons = {entry["path"]: entry["reason"] for entry in told["skipped"]}
    assert reasons.keys() <= {name for name in files if "h." in name}
    assert not [reason for reason in reasons.values() if "internal" in reason or "died" in reason]


def test_the_node_answers_hostile_code_and_what_comes_after_it() -> None:
    sent = []
    for language in ENDINGS:
        for name in (name for name in SAMPLE if name in shapes(language)):
            code = text_of(language, name, SIZE).decode("utf-8", "replace")
            sent.append({"type": "manual_instrument", "code": code, "language": language})
    sent.append({"type": "manual_instrument", "code": text_of("python", "indented ever more", SIZE).decode()})
    sent.append({"type": "manual_instrument", "code": LEAK["python"].replace("{before}", "")})
    replies = ask(*({**message, "msg_id": number} for number, message in enumerate(sent)))
    assert [reply["in_reply_to"] for reply in replies] == list(range(len(sent)))
    codes = {reply.get("code") for reply in replies}
    assert codes <= {None, 22}, "22: the code was not analysed"
    assert (replies[-1]["spans_created"], len(replies[-1]["leaks"])) == (1, 1)
