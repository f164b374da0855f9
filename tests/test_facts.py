"""The compiled facts are those of `grammars_config/`, and a word that is not in the
vocabulary is an error."""

import shutil
from pathlib import Path

import pytest
from checkout import ROOT
from spanlint.analyzer.grammars.facts import GrammarConfigError, compiled, read_facts

FOLDER = ROOT / "grammars_config"


def test_the_compiled_facts_are_up_to_date() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("compiled*.py")}
    assert written == compiled(read_facts()), "run `make generate`"


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("python/language.toml", "no_such_word = 1\n", 'python/language.toml: unknown word "no_such_word"'),
        (
            "python/apis/opentracing.toml",
            "no_such_word = 1\n",
            'opentracing.toml: unknown word "no_such_word"',
        ),
        ("python/flow.toml", '[x]\nrole = "no_such_role"\n', '"x" has no known role: "no_such_role"'),
        (
            "python/flow.toml",
            '[x]\nrole = "while"\ncallee = "y"\n',
            'that "while" does not have: "callee"',
        ),
        ("python/flow.toml", "[x\n", "python/flow.toml: "),
    ],
)
def test_an_unknown_word_is_an_error_that_names_it(
    tmp_path: Path, file: str, line: str, complaint: str
) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(FOLDER, folder)
    path = folder / file
    path.write_text(line + path.read_text("utf-8"), "utf-8")
    with pytest.raises(GrammarConfigError) as caught:
        read_facts(folder)
    assert complaint in str(caught.value)
