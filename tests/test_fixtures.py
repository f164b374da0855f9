"""Every sample under fixtures/ is reported as its comments expect; expectations.py says how to write them."""

from pathlib import Path

import pytest
from harness import FIXTURES, load

LANGUAGES = ("python", "javascript", "typescript", "tsx")
SAMPLES = sorted(path for path in FIXTURES.glob("*/*") if path.is_file())


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", SAMPLES, ids=_name)
def test_each_case_is_reported_as_expected(path: Path) -> None:
    """The findings of each case are the expected ones, no more and no fewer."""
    sample = load(path)
    complaints = {case: found for case in sample.cases() if (found := sample.complaints(case))}

    assert sample.cases()
    assert not complaints, f"{_name(path)}: {complaints}"


@pytest.mark.parametrize("path", SAMPLES, ids=_name)
def test_sample_has_a_clean_twin(path: Path) -> None:
    """Expectations can be read, and some function beside those that are reported has to stay silent."""
    sample = load(path)
    speaking = {sample.owners.get(each.line) for each in sample.expectations}

    assert set(sample.owners.values()) - speaking, "add a function without an expectation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_has_its_topics(language: str) -> None:
    """Each language shows at least sixty topics."""
    topics = {path.stem for path in SAMPLES if path.parent.name == language}

    assert len(topics) >= 60, f"{language} has {len(topics)} topics"
