"""The file that the second stage is loaded from: it never changes what a run says, and is true or unused."""

import json
import marshal
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from checkout import ROOT, environment, run
from spanlint.analyzer import bundle

PACKAGES = ("analyzer", "grammars_config", "node")
LEAK = "function f(tracer, a) {\n  const span = tracer.startSpan('f');\n  if (a) return;\n  span.end();\n}\n"
LEAK_PY = "def f(tracer, a):\n    span = tracer.start_span('f')\n    if a:\n        return\n    span.end()\n"

# Runs the command from the folder that is named first. Tells on standard error which modules of it were
# imported one by one, and what each module says of itself.
RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from spanlint.analyzer import bundle, entry
status = entry.main(sys.argv[2:])
imported, modules = [], {}
for name, module in sys.modules.items():
    if name.startswith("spanlint."):
        spec = module.__spec__
        if isinstance(spec.loader, bundle.Noting):
            imported.append(name)
        modules[name] = [
            module.__file__, module.__package__, getattr(module, "__path__", None), spec.origin, spec.parent,
            spec.has_location, spec.submodule_search_locations,
            sorted(name for name, value in vars(module).items() if isinstance(value, type(sys))),
        ]
print(json.dumps([imported, modules]), file=sys.stderr)
sys.exit(status)
"""


class Run(NamedTuple):
    said: str
    imported: list[str]
    modules: dict[str, list[Any]]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with an installation of its own, and a leak in two languages."""
    installed = tmp_path / "installed" / "spanlint"
    for name in PACKAGES:
        for source in (ROOT / name).rglob("*"):
            if source.is_file() and "__pycache__" not in source.parts:
                to = installed / name / source.relative_to(ROOT / name)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(source.read_bytes())
    (tmp_path / "leak.js").write_text(LEAK)
    (tmp_path / "leak.py").write_text(LEAK_PY)
    return tmp_path


def check(here: Path, *names: str, **variables: str) -> Run:
    """A run that has found something."""
    env = {name: value for name, value in environment().items() if not name.startswith("PYTHON")} | variables
    done = run(sys.executable, "-c", RUN, here / "installed", "check", *names, cwd=here, env=env)
    assert done.returncode == 1, done.stderr
    return Run(done.stdout, *json.loads(done.stderr))


def bundles(here: Path) -> list[Path]:
    return sorted((here / "installed").rglob("*.all"))


def held(written: Path) -> list[str]:
    """The names of the modules in a bundle."""
    return [name for name, *_ in marshal.loads(written.read_bytes())[1]]


def test_a_second_run_says_the_same_and_imports_nothing(here: Path) -> None:
    first = check(here, "leak.js")
    assert "leak.js:2:16" in first.said
    assert "spanlint.analyzer.check" in first.imported
    second = check(here, "leak.js")
    assert (second.said, second.imported) == (first.said, [])
    (written,) = bundles(here)
    assert written.parent.name == "__pycache__"


def test_its_modules_are_like_imported_ones(here: Path) -> None:
    check(here, "leak.js")
    bundled, imported = check(here, "leak.js"), check(here, "leak.js", PYTHONDONTWRITEBYTECODE="1")
    assert (bundled.imported, "spanlint.analyzer.check" in imported.imported) == ([], True)
    assert bundled.modules == imported.modules


def test_another_language_imports_what_it_needs_beyond_it(here: Path) -> None:
    alone = check(here, "leak.py", PYTHONDONTWRITEBYTECODE="1")
    check(here, "leak.js")
    beside = check(here, "leak.py")
    assert beside.said == alone.said
    assert len(beside.imported) <= bundle.FEW


def test_where_no_bytecode_may_be_written_nothing_is(here: Path) -> None:
    assert "leak.js:2:16" in check(here, "leak.js", PYTHONDONTWRITEBYTECODE="1").said
    assert bundles(here) == []


def test_a_source_that_has_changed_counts(here: Path) -> None:
    first = check(here, "leak.js")
    rule = here / "installed/spanlint/analyzer/rules/unended_span.py"
    rule.write_text(rule.read_text().replace("is not ended", "stays open"))
    changed = check(here, "leak.js")
    assert changed.said == first.said.replace("is not ended", "stays open") != first.said
    assert changed.imported == first.imported
    last = check(here, "leak.js")
    assert (last.said, last.imported) == (changed.said, [])


def test_a_source_that_is_gone_counts(here: Path) -> None:
    check(here, "leak.js")
    (here / "installed/spanlint/analyzer/rules/unended_span.py").unlink()
    with pytest.raises(AssertionError):
        check(here, "leak.js")


def test_one_that_is_broken_is_as_good_as_none(here: Path) -> None:
    first = check(here, "leak.js")
    (written,) = bundles(here)
    whole = written.read_bytes()
    gone = ("spanlint.a", False, "/none", (1, 2), None)
    others: list[Any] = [1, ("another Python", []), (sys.version, [1]), (sys.version, [gone])]
    for broken in [b"", b"\xff", whole[: len(whole) // 2], *(marshal.dumps(other) for other in others)]:
        written.write_bytes(broken)
        again = check(here, "leak.js")
        assert (again.said, again.imported) == (first.said, first.imported)
        assert sorted(held(written)) == sorted(first.imported)


def test_what_another_process_wrote_by_halves_is_completed(here: Path) -> None:
    """One that had loaded some modules before writes the others, which then do not stand after them."""
    first = check(here, "leak.js")
    (written,) = bundles(here)
    version, modules = marshal.loads(written.read_bytes())
    written.write_bytes(marshal.dumps((version, modules[len(modules) // 2 :])))
    second, third = check(here, "leak.js"), check(here, "leak.js")
    assert second.said == third.said == first.said
    assert third.imported == []


def test_a_full_disk_leaves_nothing_by_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    bundle.write(str(tmp_path / "bundle.all"), [])
    assert list(tmp_path.iterdir()) == []
