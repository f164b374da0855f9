"""The examples in the documentation of each rule: what it says to be wrong is reported by that rule and by no
other, and what it says to write instead is silent."""

from collections.abc import Iterator

import pytest
from rule_examples import examples, language_of
from spanlint.analyzer.check import Settings, check_source
from spanlint.analyzer.rules import RULES
from spanlint.analyzer.rules.rule import ECMA, Rule

BY_DEFAULT = frozenset(rule.name for rule in RULES if rule.default == "on")


def reported(rule: Rule, text: str) -> set[str]:
    """The rules that report something in a text, of those that are on and the one it is about."""
    language = language_of(text)
    settings = Settings(BY_DEFAULT | {rule.name})
    report = check_source(f"example.{language}", text.encode(), settings, language)
    assert report.skipped is None
    return {finding.rule for finding in report.findings}


def cases(heading: str) -> Iterator[object]:
    for rule in RULES:
        for number, (own, text) in enumerate(examples(rule)):
            if own == heading:
                yield pytest.param(rule, text, id=f"{rule.name}-{number}")


@pytest.mark.parametrize(("rule", "text"), list(cases("Example")))
def test_what_is_wrong_is_reported_by_the_rule_and_by_no_other(rule: Rule, text: str) -> None:
    assert reported(rule, text) == {rule.name}


@pytest.mark.parametrize(("rule", "text"), list(cases("Instead")))
def test_what_to_write_instead_is_silent(rule: Rule, text: str) -> None:
    assert reported(rule, text) == set()


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_each_example_is_followed_by_what_to_write_instead(rule: Rule) -> None:
    headings = [heading for heading, _ in examples(rule)]
    assert headings[::2] == ["Example"] * (len(headings) // 2)
    assert headings[1::2] == ["Instead"] * (len(headings) // 2)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_has_an_example_in_each_kind_of_language_that_it_knows(rule: Rule) -> None:
    shown = {language_of(text) for _, text in examples(rule)}
    assert shown == {"javascript" if language in ECMA else language for language in rule.languages}
