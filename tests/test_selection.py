"""Which rules the names of rules and of sets select."""

from pathlib import Path

import pytest
from checkout import SPANLINT, run
from spanlint.analyzer.errors import UsageError
from spanlint.analyzer.rules import RULES
from spanlint.analyzer.selection import SETS, selected, split_names

BY_DEFAULT = {rule.name for rule in RULES if rule.default == "on"}
NOT_OFF = {rule.name for rule in RULES if rule.default != "off"}
LEAK = 'def f(tracer):\n    tracer.start_span("x")\n'


def test_without_a_name_those_that_are_on_are_selected() -> None:
    assert selected(RULES, ()) == BY_DEFAULT == selected(RULES, ["default"])


def test_a_set_has_the_rules_of_the_sets_below_it() -> None:
    assert selected(RULES, ["strict"]) == NOT_OFF
    assert selected(RULES, ["all"]) == {rule.name for rule in RULES}


def test_to_select_replaces_the_default_and_to_extend_adds_to_it() -> None:
    assert selected(RULES, ["double-end"]) == {"double-end"}
    assert selected(RULES, ["double-end"], ["use-after-end"]) == {"double-end", "use-after-end"}
    assert selected(RULES, (), ["strict"]) == NOT_OFF


def test_to_ignore_has_the_last_word() -> None:
    assert selected(RULES, ["double-end"], ["double-end"], ["double-end"]) == frozenset()
    assert selected(RULES, ["all"], (), ["default"]) == {rule.name for rule in RULES} - BY_DEFAULT


@pytest.mark.parametrize(
    ("name", "near"), [("doubleend", '"double-end"'), ("defualt", '"default"'), ("zzz", "spanlint rules")]
)
def test_an_unknown_name_is_an_error_that_offers_the_nearest(name: str, near: str) -> None:
    for asked in ([name], (), ()), ((), [name], ()), ((), (), [name]):
        with pytest.raises(UsageError, match=f'unknown rule "{name}".*{near}'):
            selected(RULES, *asked)


def test_no_rule_is_named_as_a_set() -> None:
    assert not SETS.keys() & {rule.name for rule in RULES}


def test_names_may_stand_with_commas_between() -> None:
    assert split_names(["a, b", "c,", ""]) == ["a", "b", "c"]


def test_the_command_applies_what_its_options_select(tmp_path: Path) -> None:
    (tmp_path / "leak.py").write_text(LEAK)

    def status(*options: str) -> int:
        return run(SPANLINT, "check", *options, cwd=tmp_path).returncode

    assert status("--select", "double-end,use-after-end") == 0
    assert status("--ignore", "discarded-span") == 0
    assert status("--select", "double-end", "--extend-select", "discarded-span") == 1
    assert status("--select", "none-such") == 2
