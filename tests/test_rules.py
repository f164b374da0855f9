"""Each rule is documented, registered, and shown in every one of its languages."""

import re
from pathlib import Path

import pytest
from checkout import ROOT
from spanlint.analyzer.rules import RULES

HEADINGS = ("Reports", "Why it matters", "Example", "Instead", "Stays silent when", "Fix", "Sources")
DEFAULTS = ("on", "strict", "off")
RULE = {rule.name: rule for rule in RULES}


def fixtures(language: str) -> list[Path]:
    return [path for path in (ROOT / "tests/fixtures" / language).iterdir() if path.is_file()]


def test_each_file_of_the_folder_is_registered_under_its_name() -> None:
    files = {path.stem.replace("_", "-") for path in (ROOT / "analyzer/rules").glob("[!_]*.py")}
    files.remove("rule")  # what a rule is
    assert sorted(rule.name for rule in RULES) == sorted(files)


@pytest.mark.parametrize("name", RULE)
def test_the_documentation_of_a_rule_has_its_headings_in_order(name: str) -> None:
    text = RULE[name].documentation
    places = [re.search(rf"^\W*{heading}\b", text, re.MULTILINE) for heading in HEADINGS]
    starts = [place.start() if place else -1 for place in places]
    assert -1 not in starts, f"{HEADINGS[starts.index(-1)]} is missing"
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", RULE)
def test_a_rule_is_summed_up_in_one_line_and_has_a_known_default(name: str) -> None:
    summary = RULE[name].summary
    assert summary == summary.strip(". \n")
    assert "\n" not in summary
    assert RULE[name].default in DEFAULTS


@pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in RULE for language in RULE[name].languages]
)
def test_a_fixture_of_each_of_its_languages_wants_a_rule(name: str, language: str) -> None:
    wanted = re.compile(rf"want(\(\w+\))?:[^\n]*\b{name}\b")
    assert any(wanted.search(path.read_text("utf-8", "replace")) for path in fixtures(language))
