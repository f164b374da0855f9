"""Every function of some large installed packages becomes a graph whose parts fit together."""

import importlib.util
from pathlib import Path

import pytest
from checkout import ROOT
from spanlint.analyzer.flow.lowering import lower
from spanlint.analyzer.grammars.languages import language_of, load_language
from spanlint.analyzer.grammars.parsing import parse
from spanlint.analyzer.names import Function
from spanlint.analyzer.source import Source
from spanlint.analyzer.syntax import Deadline, Node
from spanlint.analyzer.unit import Unit

PACKAGES = ("_pytest", "hypothesis", "pip")
MOST_FILES = 40


def files_of(package: str) -> list[Path]:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.submodule_search_locations is not None
    files = Path(found.submodule_search_locations[0]).rglob("*.py")
    return sorted(files, key=lambda path: -path.stat().st_size)[:MOST_FILES]


def functions_of(unit: Unit) -> list[Node]:
    found, todo = [unit.root], [unit.root]
    while todo:
        node = todo.pop()
        fact = unit.language.facts.get(node.kind_id)
        if fact is not None and fact.role == "function":
            found.append(node)
        todo += node.named_children
    return found


def lower_all(path: Path) -> int:
    """How many functions of a file became graphs; asserts what holds for each graph."""
    language = load_language(language_of(str(path)) or "")
    source, deadline = Source(str(path), path.read_bytes()), Deadline(60)
    unit = Unit(source, parse(source, language, deadline), language, deadline)
    functions = functions_of(unit)
    for node in functions:
        graph = lower(unit, Function(node, "", None, False))
        numbers = range(len(graph.blocks))
        assert [block.number for block in graph.blocks] == list(numbers)
        assert graph.entry in graph.reached()
        for block in graph.blocks:
            assert all(edge.target in numbers for edge in (*block.edges, block.on_error, block.on_exit))
            assert all(step.at.start_byte <= step.at.end_byte <= len(source.text) for step in block.steps)
    return len(functions)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_function_of_a_package_becomes_a_graph(package: str) -> None:
    assert sum(map(lower_all, files_of(package))) > 500


@pytest.mark.parametrize("language", ["javascript", "typescript", "tsx"])
def test_every_function_of_the_samples_becomes_a_graph(language: str) -> None:
    files = [path for path in (ROOT / "tests/fixtures" / language).iterdir() if path.is_file()]
    assert sum(map(lower_all, files)) > 200
