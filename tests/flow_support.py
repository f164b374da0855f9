"""How the flow programs see the engine: one function, which says what the engine's graphs reach."""

from collections.abc import Iterator
from pathlib import Path

from spanlint.analyzer.flow.lowering import lower
from spanlint.analyzer.grammars.languages import Language, language_of, load_language
from spanlint.analyzer.grammars.parsing import parse
from spanlint.analyzer.graph import Call, Graph
from spanlint.analyzer.names import Function
from spanlint.analyzer.source import Source
from spanlint.analyzer.syntax import Deadline
from spanlint.analyzer.unit import Unit

PATIENCE = 60.0


def reached_calls(path: Path) -> dict[int, bool]:
    """Whether control can arrive at each call of `live` or `dead` in the program at `path`, by the 1-based
    line of the call's name. The language is that of the path's ending.

    Each function has a graph of its own, with an entry that is always reached, and so has the code outside
    of any function. A call is reached when some path from the entry of its graph arrives at it, along edges
    of any kind: normal, branch or raise."""
    source = Source(path.name, path.read_bytes())
    reached: dict[int, bool] = {}
    for graph in lowered(source, load_language(language_of(str(path)) or "")):
        for line, is_reached in _calls(source, graph):
            reached[line] = reached.get(line, False) or is_reached
    return reached


def lowered(source: Source, language: Language) -> Iterator[Graph]:
    """The graph of the code outside of functions, and of each function wherever it stands."""
    deadline = Deadline(PATIENCE)
    tree = parse(source, language, deadline)
    unit = Unit(source, tree, language, deadline)
    todo = [tree.root_node]
    while todo:
        node = todo.pop()
        fact = language.facts.get(node.kind_id)
        if node == tree.root_node or (fact is not None and fact.role == "function"):
            yield lower(unit, Function(node, "", None, is_async=False))
        todo += node.named_children


def _calls(source: Source, graph: Graph) -> Iterator[tuple[int, bool]]:
    reached = graph.reached()
    for block in graph.blocks:
        for step in block.steps:
            if isinstance(step, Call) and step.name in ("live", "dead"):
                yield source.line(step.at.start_byte), block.number in reached
