"""What `spanlint rules` and `spanlint explain` say of the rules."""

import json

import pytest
from checkout import ROOT, SPANLINT, run
from spanlint.analyzer.rules import RULES


def test_all_that_is_known_of_the_rules_is_listed_as_json() -> None:
    done = run(SPANLINT, "rules", "--output-format", "json", cwd=ROOT)
    document = json.loads(done.stdout)
    assert (done.returncode, document["version"]) == (0, 1)
    assert [each["name"] for each in document["rules"]] == [rule.name for rule in RULES]
    assert {each["default"] for each in document["rules"]} == {"on", "strict", "off"}
    assert all(each["documentation"] and each["languages"] and each["summary"] for each in document["rules"])


@pytest.mark.parametrize("heading", ["Reports", "Why it matters", "Example", "Instead", "Fix", "Sources"])
def test_an_explanation_has_all_parts(heading: str) -> None:
    done = run(SPANLINT, "explain", "recorded-twice", cwd=ROOT)
    assert done.returncode == 0
    assert f"\n{heading}\n    " in done.stdout
