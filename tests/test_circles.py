"""What is made for a file is freed when its report is done: no circle keeps its tree until Python looks for
one, which it is told to do rarely."""

import gc
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from spanlint.analyzer.check import Settings, check_source
from spanlint.analyzer.prefilter import ENDINGS

EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*") if path.suffix in ENDINGS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_nothing_is_left_of_a_file(path: Path) -> None:
    text = path.read_bytes()
    check_source(path.name, text, Settings())  # what a language needs stays
    gc.collect()
    gc.disable()
    try:
        check_source(path.name, text, Settings())
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_text_that_was_parsed_is_let_go_of(path: Path) -> None:
    text = path.read_bytes() + b"\n"
    check_source(path.name, text, Settings())
    before = sys.getrefcount(text)
    check_source(path.name, text, Settings())
    assert sys.getrefcount(text) == before
