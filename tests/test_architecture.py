"""The architecture's invariants, most of which are about what is absent (see CONTRIBUTING.md)."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import pytest
from checkout import ROOT, project_files, run
from spanlint.analyzer.findings import FileReport, Finding, Skipped, Turn
from tree_sitter import Language

# A row may import its own modules and the rows below it. A package counts as one module, save `analyzer`.
ROWS = (
    "node cli entry completion explain arguments check_options config_command baseline_command stats watch"
    " language_server editing",
    "checking repairs fixing reporters check guessing runner looks cache cache_file timings workers progress"
    " config config_files suppressions add_ignores changes baseline",
    "rules",
    "deciding misuses waiting closures tokens paths rewriting lifetimes judging owned claims received"
    " contracts callers"
    " derived owners scopes wrappers elsewhere handovers once_flags listeners fields iterators closing"
    " events hooks registered"
    " rejected"
    " later scene sayings callbacks asked_before started_on entered",
    "summaries callees decorators resumed verdicts classes lifetime learning disowning reaching"
    " effects middle"
    " answers errors_kept leaks likeliest raising containing holding reruns apart own_fields passed_on"
    " privately calm"
    " describing overview"
    " ahead constants options joining relevance lifetime_types asked_inside told_apart",
    "lowering handling loops evaluating promises calling binding conditions questions walking jumps",
    "project declared exports lines places spans receivers ends members takers retries unit libraries imports"
    " frameworks caught_names bound_names spread"
    " patterns state graph values names room parsing syntax languages parsers facts discovery texts",
    "neighbours modules aliases packages grounds disk",
    "outcome source annotations vocabulary findings errors prefilter gitignore ignored records selection"
    " sizes summary version settings own_libraries library_tables config_lines",
    "grammars_config",
)
ROW = {module: -number for number, row in enumerate(ROWS) for module in row.split()}

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


def module_of(dotted: tuple[str, ...]) -> str | None:
    """The module of ROWS that a name below `spanlint` belongs to; None for `spanlint.analyzer` itself."""
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


def own_imports(path: PurePosixPath, text: str) -> set[str]:
    """The modules of ROWS that a file imports, its own left out."""
    inside = [name.split(".")[1:] for name in imports(path, text) if name.startswith("spanlint.")]
    modules = {module_of(tuple(dotted)) for dotted in inside}
    return {module for module in modules if module is not None} - {module_of(name_of(path))}


def test_every_module_has_a_row() -> None:
    modules = {module_of(name_of(path)) for path in sources()} - {None}
    assert modules
    assert modules <= ROW.keys(), "give each new module a row in ROWS and in CONTRIBUTING.md"


@pytest.mark.parametrize("path", sources(), ids=str)
def test_no_row_imports_one_above_it(path: PurePosixPath) -> None:
    module = module_of(name_of(path))
    upward = {name for name in own_imports(path, sources()[path]) if module and ROW[name] > ROW[module]}
    assert not upward, f"{path} imports {sorted(upward)}, which stand above it"


def test_imports_never_go_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path, text in sources().items():
        graph.setdefault(module_of(name_of(path)) or "analyzer", set()).update(own_imports(path, text))
    while leaves := [module for module, needed in graph.items() if not needed & graph.keys()]:
        for module in leaves:
            del graph[module]
    assert not graph, "these import one another"


def test_only_one_module_imports_tree_sitter() -> None:
    importers = {
        str(path)
        for path, text in sources().items()
        if any(name.startswith("tree_sitter") for name in imports(path, text))
    }
    assert importers == {"analyzer/parsers.py"}


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
