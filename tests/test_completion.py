"""Completions: each shell is given its script and asked what it would offer."""

import shutil
from pathlib import Path

import pytest
from checkout import SPANLINT, require
from spanlint.analyzer.reporters import FORMATS

WORDS = [
    ("spanlint ch", {"check"}),
    ("spanlint ", {"check", "rules", "explain", "node", "completion", "config", "baseline", "stats", "lsp"}),
    ("spanlint check --output-format ", set(FORMATS)),
    ("spanlint check src --color ", {"auto", "always", "never"}),
    ("spanlint check --exit", {"--exit-zero"}),
    ("spanlint check --max", {"--max-file-size"}),
    ("spanlint completion ", {"bash", "zsh", "fish"}),
    ("spanlint explain unended-s", {"unended-span"}),
]


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(shell), reason=f"{shell} is not installed")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    return tmp_path


def script(shell: str, here: Path) -> Path:
    """A file with the completions for a shell."""
    path = here / f"completions.{shell}"
    path.write_text(require(SPANLINT, "completion", shell, cwd=here))
    return path


@pytest.mark.parametrize(
    "shell", [pytest.param(shell, marks=needs(shell)) for shell in ("bash", "zsh", "fish")]
)
def test_the_script_is_one_that_the_shell_can_read(shell: str, here: Path) -> None:
    assert require(shell, "-n", script(shell, here), cwd=here) == ""


def bash_offers(line: str, here: Path) -> set[str]:
    """What bash offers for the last word of `line`, split into words as readline does."""
    words = line.replace("=", " = ").split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    ask = f"source {script('bash', here)}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _spanlint; "
    return set(require("bash", "-c", ask + 'printf "%s\\n" "${COMPREPLY[@]}"', cwd=here).split())


@needs("bash")
@pytest.mark.parametrize(("line", "words"), WORDS)
def test_bash_offers_the_words(line: str, words: set[str], here: Path) -> None:
    assert words <= bash_offers(line, here) <= words | {"--help", "--version"}


@needs("bash")
def test_bash_completes_after_an_equals_sign_and_leaves_files_to_readline(here: Path) -> None:
    assert bash_offers("spanlint check --output-format=", here) == set(FORMATS)
    assert bash_offers("spanlint check --output-format=sa", here) == {"sarif"}
    assert bash_offers("spanlint check s", here) == set()


@needs("fish")
@pytest.mark.parametrize(("line", "words"), WORDS)
def test_fish_offers_the_words(line: str, words: set[str], here: Path) -> None:
    offered = require("fish", "-c", f"source {script('fish', here)}; complete -C '{line}'", cwd=here)
    assert {row.split("\t")[0] for row in offered.splitlines()} == words


@needs("fish")
def test_fish_offers_files_to_check(here: Path) -> None:
    assert "src/" in require(
        "fish", "-c", f"source {script('fish', here)}; complete -C 'spanlint check s'", cwd=here
    )


# The functions of zsh's completion system, reduced to saying what they are given.
ASK_ZSH = """
compdef() { }
_arguments() { print -rl -- "$@" }
_describe() { print -rl -- ${(P)2} }
source "$1"
shift
words=("$@") CURRENT=$#
_spanlint
"""


def zsh_specs(here: Path, *words: str) -> set[str]:
    """What zsh's completion system is told of the place after some words of a command line."""
    return set(
        require("zsh", "-c", ASK_ZSH, "zsh", script("zsh", here), "spanlint", *words, cwd=here).splitlines()
    )


@needs("zsh")
def test_zsh_is_told_of_the_commands_first(here: Path) -> None:
    told = zsh_specs(here, "")
    assert {row.split(":")[0] for row in told if ":" in row} == {
        "check",
        "rules",
        "explain",
        "node",
        "completion",
        "config",
        "baseline",
        "stats",
        "lsp",
    }
    assert "--version[show the version]" in told


@needs("zsh")
def test_zsh_is_told_of_the_options_and_arguments_of_a_command(here: Path) -> None:
    told = zsh_specs(here, "check", "--output-format", "")
    assert "*:path:_files" in told
    assert f"--output-format=[how to report]:value:({' '.join(FORMATS)})" in told
    assert any(spec.startswith("--exit-zero[") for spec in told)
    (rules,) = (spec for spec in zsh_specs(here, "explain", "") if spec.startswith("1:"))
    assert "unended-span" in rules
