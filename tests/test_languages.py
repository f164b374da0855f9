"""The facts about languages load, and say only what the engine and the grammars understand."""

import re
import shutil
from pathlib import Path

import pytest
from spanlint.analyzer.flow.lowering import Lowering
from spanlint.analyzer.grammars import facts
from spanlint.analyzer.grammars.facts import FOLDER, GrammarConfigError, read_facts
from spanlint.analyzer.grammars.languages import (
    language_by_alias,
    language_names,
    language_of,
)
from spanlint.analyzer.grammars.vocabulary import CALLS, EXCEPTIONS, FLAGS, OPERATORS, ROLES
from spanlint.analyzer.running.guessing import guess_language

ALL = read_facts()
NAMES = ("javascript", "python", "tsx", "typescript")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the facts to spoil."""
    copy = tmp_path / "grammars_config"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_there_are_four_languages() -> None:
    assert language_names() == NAMES


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.py", "python"),
        ("A.PYI", "python"),
        ("a/b.min.mjs", "javascript"),
        ("a.jsx", "javascript"),
        ("a.cts", "typescript"),
        ("a.tsx", "tsx"),
        ("a.txt", None),
        ("py", None),
    ],
)
def test_a_file_is_in_the_language_of_its_ending(path: str, name: str | None) -> None:
    assert language_of(path) == name


@pytest.mark.parametrize(
    ("alias", "name"), [("js", "javascript"), ("Python", "python"), ("TS", "typescript"), ("cobol", None)]
)
def test_people_have_other_names_for_a_language(alias: str, name: str | None) -> None:
    assert language_by_alias(alias) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def f(tracer):\n    span = tracer.start_span('a')\n", "python"),
        ("function f(tracer) { const span = tracer.startSpan('a'); }", "javascript"),
        ("function f(tracer: Tracer): void { tracer.startSpan('a'); }", "typescript"),
        ("const a = (t: Tracer): E => <p>{t.startSpan('a') as Span}</p>;", "tsx"),
    ],
)
def test_code_tells_its_language(text: str, name: str) -> None:
    assert guess_language(text.encode()) == name


def test_what_is_compiled_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert facts.main(["--check"]) == 0, capsys.readouterr().err


SPOILED = [
    (
        "python/flow.toml",
        'role = "while"',
        'role = "whilst"',
        '"while_statement" has no known role: "whilst"',
    ),
    (
        "python/flow.toml",
        'test = "condition"',
        'tset = "condition"',
        'a part that "if" does not have: "tset"',
    ),
    ("python/flow.toml", "[while_statement]", "[while_statment]", 'python has no node kind "while_statment"'),
    (
        "python/flow.toml",
        'then = "consequence"',
        'then = "after"',
        'python has no field "after", which is to be the',
    ),
    ("python/flow.toml", '["with_clause"]', '["with_clauses"]', 'no node kind or token "with_clauses"'),
    ("_ecma/flow.toml", '["throw"]', '["trow"]', 'javascript has no node kind or token "trow"'),
    ("_typed/flow.toml", "[as_expression]", "[is_expression]", 'no node kind "is_expression"'),
    ("_ecma/language.toml", "receivers =", "receiver =", 'unknown word "receiver"'),
    ("_ecma/language.toml", "stops =", "ends =", 'unknown word "ends"'),
    ("_ecma/language.toml", "coalesce =", "colasce =", 'unknown word "colasce"'),
    ("python/language.toml", "suppressing =", "hushing =", 'unknown word "hushing"'),
    ("tsx/language.toml", '"_jsx"', '"_jsxx"', 'no folder "_jsxx" to inherit from'),
    ("python/apis/opentelemetry.toml", "makers =", "maker =", 'unknown word "maker"'),
    ("python/apis/opentelemetry.toml", "managed =", "mnaged =", 'unknown word "mnaged"'),
    ("python/apis/opentelemetry.toml", "record =", "recrod =", 'unknown word "recrod"'),
    ("python/apis/opentelemetry.toml", "getters =", "gets =", 'unknown word "gets"'),
    ("python/flow.toml", "[if_statement]", "[if_statement", "at line"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), SPOILED)
def test_a_wrong_word_is_told_with_its_file(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    with pytest.raises(GrammarConfigError, match=re.escape(message)) as caught:
        read_facts(folder)

    assert str(caught.value).startswith(f"{file}: ")


def test_every_word_of_the_vocabulary_is_used() -> None:
    tables = [fact for each in ALL.values() for fact in each["flow"].values()]
    words = {word for table in tables for word in table}

    assert {table["role"] for table in tables} == ROLES.keys()
    assert {(table["role"], word) for table in tables for word in table if word in ROLES[table["role"]]} == {
        (role, part) for role, parts in ROLES.items() for part in parts
    }
    assert words >= FLAGS.keys()
    for word, known in (("calls", CALLS), ("operators", OPERATORS), ("exceptions", EXCEPTIONS)):
        assert {name for each in ALL.values() for name in each["language"][word]} == known.keys()


def test_the_walk_has_methods_for_roles_only() -> None:
    assert Lowering.methods.keys() <= ROLES.keys()
