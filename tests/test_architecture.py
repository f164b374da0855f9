"""The architecture's invariants, most of which are about what is absent (see CONTRIBUTING.md)."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import pytest
from checkout import ROOT, project_files, run
from spanlint.analyzer.findings import FileReport, Finding, Skipped, Turn
from tree_sitter import Language

# A row may import its own folders and modules, and the rows below it.
ROWS = (
    "node cli entry bundle command",
    "configuration edits running reporters check suppressions outcome",
    "rules",
    "judging",
    "ownership starts",
    "summaries",
    "search",
    "steps",
    "flow",
    "code tracing unit",
    "graph kept values names syntax grammars files settings",
    "source annotations errors findings patterns prefilter records selection sizes summary texts version",
    "grammars_config",
)
ROW = {part: -number for number, row in enumerate(ROWS) for part in row.split()}

# The tracing libraries we know of, and how their spans are started: facts that belong in grammars_config.
LIBRARY = re.compile(
    "opentelemetry|sentry|datadog|ddtrace|langfuse|gitpod|openllmetry|startActiveSpan|start_as_current_span",
    re.IGNORECASE,
)
LONGEST_FILE = 400


@cache
def sources() -> dict[PurePosixPath, str]:
    """The text of each Python file of the three packages, by its path from the root."""
    packages = {"analyzer", "grammars_config", "node"}
    paths = [path for path in project_files() if path.suffix == ".py" and path.parts[0] in packages]
    return {PurePosixPath(path): (ROOT / path).read_text() for path in paths}


def engine() -> dict[PurePosixPath, str]:
    return {path: text for path, text in sources().items() if path.parts[0] == "analyzer"}


def part_of(dotted: tuple[str, ...]) -> str | None:
    """The folder or module of ROWS that a name below `spanlint` is in; None for `spanlint.analyzer`."""
    inner = dotted[1:] if dotted[0] == "analyzer" else dotted
    return inner[0] if inner else None


def name_of(path: PurePosixPath) -> tuple[str, ...]:
    dotted = path.with_suffix("").parts
    return dotted[:-1] if dotted[-1] == "__init__" else dotted


def imports(path: PurePosixPath, text: str) -> Iterator[str]:
    """What a file imports anywhere in it, in full: `spanlint.analyzer.findings.Finding`, `os`."""
    here = path.with_suffix("").parts
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ["spanlint", *here[: -node.level]] if node.level else []
            module = [*package, node.module] if node.module else package
            yield from (".".join([*module, alias.name]) for alias in node.names)


def own_imports(path: PurePosixPath, text: str) -> Iterator[tuple[str, ...]]:
    """What a file imports from our own packages, below `spanlint`: `("analyzer", "findings", "Finding")`."""
    names = (name.split(".")[1:] for name in imports(path, text) if name.startswith("spanlint."))
    return (tuple(name) for name in names)


def parts_imported(path: PurePosixPath, text: str) -> set[str]:
    """The folders and modules of ROWS that a file imports, its own left out."""
    parts = {part_of(name) for name in own_imports(path, text)} - {part_of(name_of(path))}
    return {part for part in parts if part is not None}


def modules_imported(path: PurePosixPath, text: str) -> set[tuple[str, ...]]:
    """The modules that a file imports, its own left out; a name in one counts as that."""
    known = {name_of(path) for path in sources()}
    named = own_imports(path, text)
    return {name if name in known else name[:-1] for name in named} - {name_of(path)}


def circle(needs: Mapping[Any, set[Any]]) -> set[Any]:
    """Those of the parts that need one another, directly or by others; what is not a key needs nothing."""
    left = dict(needs)
    while leaves := [part for part, needed in left.items() if not needed & left.keys()]:
        for part in leaves:
            del left[part]
    return {*left}


def test_every_folder_and_module_has_a_row() -> None:
    parts = {part_of(name_of(path)) for path in sources()} - {None}
    assert parts == ROW.keys(), "give each new folder or module a row in ROWS and in CONTRIBUTING.md"


@pytest.mark.parametrize("path", sources(), ids=str)
def test_no_row_imports_one_above_it(path: PurePosixPath) -> None:
    part = part_of(name_of(path))
    upward = {name for name in parts_imported(path, sources()[path]) if part and ROW[name] > ROW[part]}
    assert not upward, f"{path} imports {sorted(upward)}, which stand above it"


def test_imports_never_go_in_a_circle() -> None:
    needs = {name_of(path): modules_imported(path, text) for path, text in sources().items()}
    assert len(needs) > len(ROW)
    assert not circle(needs), "these import one another"


def test_folders_never_need_one_another() -> None:
    needs: dict[str, set[str]] = {}
    for path, text in engine().items():
        if len(path.parts) > 2:
            needs.setdefault(path.parts[1], set()).update(parts_imported(path, text))
    assert {"judging", "search", "flow"} <= needs.keys()
    assert not circle(needs), "the folders of the engine import one another"


def test_a_circle_is_seen() -> None:
    assert circle({"a": {"b"}, "b": {"a", "c"}, "c": set(), "d": {"a", "other"}}) == {"a", "b", "d"}


def test_only_one_module_imports_tree_sitter() -> None:
    importers = {
        str(path)
        for path, text in sources().items()
        if any(name.startswith("tree_sitter") for name in imports(path, text))
    }
    assert importers == {"analyzer/grammars/parsers.py"}


@cache
def node_kinds() -> frozenset[str]:
    """The named node kinds of several words, of every grammar that spanlint depends on."""
    kinds: set[str] = set()
    declared = re.findall(r'"(tree-sitter-\w+)', (ROOT / "pyproject.toml").read_text())
    for package in declared:
        module = __import__(package.replace("-", "_"))
        for entry in (name for name in dir(module) if re.fullmatch(r"language(_\w+)?", name)):
            grammar = Language(getattr(module, entry)())
            kinds |= {
                grammar.node_kind_for_id(number) or ""
                for number in range(grammar.node_kind_count)
                if grammar.node_kind_is_named(number)
            }
    return frozenset(kind for kind in kinds if "_" in kind.strip("_"))


def test_the_grammars_have_kinds_of_several_words() -> None:
    assert {"return_statement", "jsx_element", "type_annotation", "with_statement"} <= node_kinds()


@pytest.mark.parametrize("path", engine(), ids=str)
def test_the_engine_names_no_node_kind(path: PurePosixPath) -> None:
    constants = [node for node in ast.walk(ast.parse(engine()[path])) if isinstance(node, ast.Constant)]
    named = {(node.lineno, node.value) for node in constants if node.value in node_kinds()}
    assert not named, "node kinds are facts about a language: they belong in grammars_config"


@pytest.mark.parametrize("path", [path for path in engine() if path.parts[1] != "rules"], ids=str)
def test_the_engine_names_no_tracing_library(path: PurePosixPath) -> None:
    lines = enumerate(engine()[path].splitlines(), start=1)
    named = [f"{path}:{number}: {line.strip()}" for number, line in lines if LIBRARY.search(line)]
    assert not named, "libraries and their calls are facts: they belong in grammars_config"


def test_no_file_is_too_long() -> None:
    samples = {"fixtures", "found"}
    code = [path for path in project_files() if path.suffix == ".py" and not samples & {*path.parts}]
    texts = {str(path): (ROOT / path).read_text() for path in code}
    written = {path: text for path, text in texts.items() if "never by hand" not in text[:200]}
    assert [path for path, text in written.items() if len(text.splitlines()) > LONGEST_FILE] == []


def test_findings_are_frozen_data() -> None:
    turn = Turn("a.py", 1, 2, "leaves")
    finding = Finding("rule", "message", "help", "a.py", 1, 2, 3, 4, "f", "span", (turn,))
    for value in (turn, finding, Skipped("a.py", "why"), FileReport("a.py", 1, (finding,), None)):
        assert isinstance(hash(value), int)
        for field in value._fields:
            with pytest.raises(AttributeError):
                setattr(value, field, None)


@pytest.mark.parametrize(
    "example",
    ["orders/worker.py", "payments/charge.js", "catalog/search.ts", "storefront/CheckoutButton.tsx"],
)
def test_analysing_bytes_does_no_input_or_output(example: str) -> None:
    done = run(sys.executable, "tests/watch_check.py", f"examples/{example}", cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "findings: True\nseen: ['open']\n", "")


def test_the_words_of_annotations_are_those_that_cost_nothing() -> None:
    modules = {
        str(path)
        for path, text in engine().items()
        if any(name.startswith("typing.") for name in imports(path, text))
    }
    assert modules == {"analyzer/annotations.py", "analyzer/records.py"}


def test_named_tuples_are_those_that_cost_little_to_define() -> None:
    importers = [str(path) for path, text in engine().items() if "typing.NamedTuple" in imports(path, text)]
    assert importers == ["analyzer/records.py"]
