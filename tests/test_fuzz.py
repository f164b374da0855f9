"""What fuzzing has found stays mended, and a short run of it finds nothing new (tests/fuzz/README.md)."""

import importlib.util
import sys
from pathlib import Path

import pytest
from checkout import ROOT, run
from node_client import talk
from places import in_range
from spanlint.analyzer.check import Settings, check_source

FOUND = sorted((ROOT / "tests/fuzz/found").glob("*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    text = path.read_bytes()
    if path.suffix == ".jsonl":
        assert b'"code": 13' not in talk(text)
    else:
        report = check_source(path.name, text, Settings())
        assert report == check_source(path.name, text, Settings())
        assert all(in_range(finding, text) for finding in report.findings)


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    options = ["--every=25", "-runs=200", "-seed=1", "-max_len=2000", "-timeout=60"]
    done = run(sys.executable, ROOT / "tests/fuzz/fuzz.py", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []
