"""Libraries of the user's own, in the configuration: they start spans as ours do, and mistakes in them are
said."""

import tomllib
from pathlib import Path

import jsonschema
import pytest
from checkout import SPANLINT, run
from spanlint.analyzer.check import check_source
from spanlint.analyzer.configuration.config import examined, schema
from spanlint.analyzer.grammars.own_libraries import OwnLibraries
from spanlint.analyzer.settings import Settings

ACME = """
[acme]
extends = "opentelemetry"
modules = ["@acme/tracing", "acme.tracing"]

[[acme.start]]
name = "beginWork"
gives = "span"
bare = true

[[acme.start]]
name = "withWork"
gives = "callback"
callback = "last"
span = 0
ends = true
bare = true

[acme.operations]
end = ["complete"]
"""


def starts_and_findings(code: str, libraries: str = ACME, ending: str = "js") -> tuple[int, list[str]]:
    own = OwnLibraries(tomllib.loads(libraries))
    report = check_source(f"a.{ending}", code.encode(), Settings(libraries=own))
    assert report.skipped is None
    return report.starts, [finding.rule for finding in report.findings]


def test_a_start_of_ones_own_is_followed_to_an_end_of_ones_own() -> None:
    leak = "import { beginWork } from '@acme/tracing';\nfunction f() { const span = beginWork('a'); %s }\n"
    assert starts_and_findings(leak % "") == (1, ["unended-span"])
    assert starts_and_findings(leak % "span.complete();") == (1, [])
    assert starts_and_findings(leak % "span.setAttribute('a', 1); span.end();") == (1, ["unended-span"])


def test_a_wrapper_of_ones_own_ends_its_span() -> None:
    code = "import { withWork } from '@acme/tracing';\nfunction f() { withWork('a', (span) => { %s }); }\n"
    assert starts_and_findings(code % "work(span)") == (1, [])
    assert starts_and_findings(code % "span.complete()") == (1, ["double-end"])


def test_imports_decide_for_libraries_of_ones_own_too() -> None:
    code = "import { beginWork } from '%s';\nfunction f() { const span = beginWork('a'); }\n"
    assert starts_and_findings(code % "@acme/other") == (0, [])
    anywhere = ACME.replace('modules = ["@acme/tracing", "acme.tracing"]', "modules = []")
    assert starts_and_findings(code % "@acme/other", anywhere) == (1, ["unended-span"])


def test_a_library_by_a_name_of_ours_adds_to_it() -> None:
    more = '[opentelemetry]\nreceivers = ["instruments"]\noperations = { end = ["complete"] }\n'
    code = "function f(instruments) { const span = instruments.startSpan('a'); %s }\n"
    assert starts_and_findings(code % "", "") == (0, [])
    assert starts_and_findings(code % "", more) == (1, ["unended-span"])
    assert starts_and_findings(code % "span.complete();", more) == (1, [])
    assert starts_and_findings(code % "span.end();", more) == (1, [])
    usual = "function f(tracer) { const span = tracer.startSpan('a'); }\n"
    assert starts_and_findings(usual, more) == (1, ["unended-span"])


def test_what_extends_a_library_that_the_language_has_not_is_not_of_that_language() -> None:
    own = '[acme]\nextends = "instana"\nmodules = []\n'
    own += '[[acme.start]]\nname = "begin"\ngives = "span"\nbare = true\n'
    assert starts_and_findings("function f() { const span = begin('a'); }", own) == (0, [])
    assert starts_and_findings("def f():\n    span = begin('a')\n", own, "py") == (1, ["unended-span"])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_reads_them_from_the_configuration(tmp_path: Path, jobs: str) -> None:
    leak = "from acme.tracing import begin_work\n\ndef f():\n    span = begin_work('a')\n    return 1\n"
    (tmp_path / "leak.py").write_text(leak)
    (tmp_path / "big.py").write_text(leak + f"# {'a' * 400}\n" * 300)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.spanlint.libraries.acme]\nextends = "opentelemetry"\nmodules = ["acme.*"]\n'
        '[[tool.spanlint.libraries.acme.start]]\nname = "begin_work"\ngives = "span"\nbare = true\n'
    )
    done = run(SPANLINT, "check", "--output-format", "concise", "--jobs", jobs, cwd=tmp_path)
    assert [line.split(":")[:2] for line in done.stdout.splitlines()] == [["big.py", "4"], ["leak.py", "4"]]
    assert run(SPANLINT, "check", "leak.py", cwd=tmp_path).returncode == 1
    assert run(SPANLINT, "check", "-", "--stdin-filename", "leak.py", cwd=tmp_path, text=leak).returncode == 1


def test_what_other_files_start_by_them_is_followed(tmp_path: Path) -> None:
    """A factory stands in another file, and the file that uses it has no word of spans but its own end."""
    (tmp_path / "spanlint.toml").write_text(
        '[libraries.acme]\nmodules = ["acme", "@acme/tracing"]\noperations = { end = ["complete"] }\n'
        '[[libraries.acme.start]]\nname = "begin_work"\ngives = "span"\nbare = true\n'
        '[[libraries.acme.start]]\nname = "beginWork"\ngives = "span"\nbare = true\n'
    )
    (tmp_path / "work.py").write_text("from acme import begin_work\nwork = lambda: begin_work('a')\n")
    (tmp_path / "use.py").write_text(
        "from work import work\ndef leaks(x):\n    w = work()\n    if x:\n        return\n    w.complete()\n"
        "def completes(x):\n    w = work()\n    w.complete()\n"
    )
    (tmp_path / "work.js").write_text(
        "import { beginWork } from '@acme/tracing';\nexport const work = () => beginWork('a');\n"
    )
    (tmp_path / "use.js").write_text(
        "import { work } from './work.js';\n"
        "export function leaks(x) {\n  const w = work();\n  if (x) return;\n  w.complete();\n}\n"
        "export function completes() {\n  const w = work();\n  w.complete();\n}\n"
    )
    for _ in ("first", "again"):
        done = run(SPANLINT, "check", "--output-format", "concise", cwd=tmp_path)
        found = [line.split(":")[:2] for line in done.stdout.splitlines()]
        assert found == [["use.js", "3"], ["use.py", "3"]]
    assert run(SPANLINT, "check", "use.py", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[libraries.a]\nmodule = []", '2: library "a": unknown word "module"'),
        ("[libraries.a]\nmodules = 'm'", '2: library "a": "modules" must be a list of texts, not "m"'),
        ("[libraries.a]\nimported = 1", '2: library "a": "imported" must be true or false'),
        ("[libraries.a]\nextends = 'b'", '2: library "a": no library "b" to extend; there are '),
        ("[libraries.a]\n[[libraries.a.start]]\nname = 'x'", '2: library "a": "start" lacks "gives"'),
        (
            "[libraries.a]\n[[libraries.a.start]]\nname = 'x'\ngives = 'spam'",
            '4: library "a": "gives" must be one of span, manager, callback, not "spam"',
        ),
        (
            "[libraries.a]\n[[libraries.a.start]]\nname = 'x'\ngives = 'callback'\nspan = 0",
            '2: library "a": a start that gives a callback needs "callback"',
        ),
        (
            "[libraries.a]\n[[libraries.a.start]]\nname = 'x'\ngives = 'manager'\nkeeps = 'y'",
            '5: library "a": "keeps" must be a table, not "y"',
        ),
        (
            "[libraries.a]\n[[libraries.a.start]]\nname = 'x'\ngives = 'span'\nrecords = 'y'",
            '5: library "a": "records" must be true or false or a table',
        ),
        ("[libraries.a]\noperations = { end = 'e' }", '2: library "a": "end" must be a list of texts'),
        ("[libraries.a]\nstart = 1", '2: library "a": "start" must be a list'),
    ],
)
def test_a_mistake_in_one_is_said_with_its_place(text: str, problem: str) -> None:
    _, problems = examined("spanlint.toml", text.encode())
    assert any(each.startswith(f"spanlint.toml:{problem}") for each in problems), problems


def test_the_schema_describes_them() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    jsonschema.validate({"libraries": tomllib.loads(ACME)}, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"libraries": {"a": {"module": []}}}, schema())
