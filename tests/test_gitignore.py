"""The ignore patterns: by example, and held against git itself."""

import random
import subprocess
from pathlib import Path

import pytest
from checkout import environment
from spanlint.analyzer.running.gitignore import Ignores

MATCHES = [
    ("*.log", "a/b.log"),
    ("build", "build/"),
    ("build", "src/build/"),
    ("build/", "src/build/"),
    ("/build", "build/"),
    ("src/gen", "src/gen/"),
    ("src/*.js", "src/a.js"),
    ("**/gen", "a/b/gen/"),
    ("**/gen/*.js", "gen/a.js"),
    ("a/**/z", "a/z"),
    ("a/**/z", "a/b/c/z"),
    ("a/**", "a/b"),
    ("file?.py", "file1.py"),
    ("[a-c].py", "b.py"),
    ("[!a-c].py", "d.py"),
    ("[[:digit:]].py", "7.py"),
    ("[]-].py", "].py"),
    (r"\#notes.py", "#notes.py"),
    (r"\!important.py", "!important.py"),
    (r"\*.py", "*.py"),
    (r"trailing\ ", "trailing "),
    ("spaces   ", "spaces"),
    ("carriage\r", "carriage"),
    ("\ufeffmarked", "marked"),
    ("a**b", "axxb"),
    ("ünïcode", "ünïcode"),
]
MISSES = [
    ("build/", "build"),
    ("/build", "src/build/"),
    ("src/gen", "a/src/gen/"),
    ("src/*.js", "src/deep/a.js"),
    ("a/**", "a/"),
    ("file?.py", "file12.py"),
    ("[a-c].py", "d.py"),
    ("a*b", "a/b"),
    ("a?b", "a/b"),
    ("# a comment", "# a comment"),
    ("", "anything"),
    ("/", "anything/"),
    ("!", "!"),
    ("unclosed[", "unclosed["),
    ("backslash\\", "backslash\\"),
    ("*.py", "a.pyc"),
]


@pytest.mark.parametrize(("pattern", "path"), MATCHES)
def test_a_pattern_leaves_out(pattern: str, path: str) -> None:
    assert Ignores(pattern).verdict(path) is True


@pytest.mark.parametrize(("pattern", "path"), MISSES)
def test_a_pattern_says_nothing_of(pattern: str, path: str) -> None:
    assert Ignores(pattern).verdict(path) is None


def test_the_last_line_that_matches_decides() -> None:
    ignores = Ignores("*.js\n!keep.js\n/src/keep.js\n")
    assert ignores.verdict("drop.js") is True
    assert ignores.verdict("keep.js") is False
    assert ignores.verdict("src/keep.js") is True


def test_a_hostile_pattern_takes_no_time() -> None:
    assert Ignores("*a" * 40 + "b").verdict("a" * 4000) is None


ATOMS = (
    *("a", "b", "ab", "c", "x", ".", "-", "!", "#", " ", r"\ ", r"\*", r"\!", "\\"),
    *("*", "**", "?", "[ab]", "[!a]", "[^b]", "[a-c]", "[b-a]", "[]a]", "[a-]", "[[:alpha:]]", "[", "]"),
    *("/", "/", "/", "/"),
)
NAMES = ("a", "b", "ab", "c", "x", "a.b", "#", "!", "*", "[", "]", " a", "a ", "-", "abc", "ba")


def test_git_agrees_on_random_patterns(tmp_path: Path) -> None:
    """Each folder has lines of its own; one git is asked about paths in all of them."""
    chance = random.Random(1)
    git(tmp_path, "init", "--quiet")
    asked: dict[str, bool] = {}
    for number in range(300):
        folder = tmp_path / f"f{number}"
        folder.mkdir()
        lines = [random_pattern(chance) for _ in range(chance.randint(1, 3))]
        (folder / ".gitignore").write_text("\n".join(lines), newline="")
        ignores = Ignores("\n".join(lines))
        for _ in range(20):
            path = "/".join(chance.choice(NAMES) for _ in range(chance.randint(1, 4)))
            asked[f"f{number}/{path}"] = leaves_out(ignores, path)
    answer = git(tmp_path, "check-ignore", "--no-index", "-z", "--stdin", text="\0".join(asked))
    assert {path for path, left_out in asked.items() if left_out} == set(answer.split("\0")) - {""}


def random_pattern(chance: random.Random) -> str:
    """A pattern whose brackets hold no slash: there git itself has two opinions. Nor is a name followed by
    `**`, which git takes for a `**` of its own when only fixed text stands before it."""
    while True:
        pattern = "".join(chance.choice(ATOMS) for _ in range(chance.randint(1, 6)))
        within_brackets = any("/" in part for part in pattern.split("[")[1:])
        if not within_brackets and not any(
            part.strip("*") and part.endswith("**") for part in pattern.split("/")
        ):
            return pattern


def leaves_out(ignores: Ignores, path: str) -> bool:
    """Whether a file is ignored, be it because a folder on the way to it is."""
    names = path.split("/")
    folders = ["/".join(names[:depth]) + "/" for depth in range(1, len(names))]
    return any(ignores.verdict(place) for place in [*folders, path])


def git(folder: Path, *arguments: str, text: str = "") -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment(),
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # git check-ignore exits with 1 when it finds nothing to say.
    assert done.returncode in (0, 1), done.stderr
    return done.stdout
