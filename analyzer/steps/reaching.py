"""What a graph says of where a value may go, and of which blocks lead to others."""

from ..graph import Edge, Graph
from .holding import Holding


def aliases(effects: Holding, roots: set[str]) -> set[str]:
    """The roots that may hold what `roots` hold, by every binding of the graph and every
    setter that gives it back."""
    found, todo = set(roots), list(roots)
    while todo:
        for target in effects.overview.moves.get(todo.pop(), ()):
            if target not in found:
                found.add(target)
                todo.append(target)
    return found


def blocks_before(graph: Graph, targets: set[int]) -> set[int]:
    """The blocks from which one of `targets` is reached without a raise."""
    into: dict[int, list[int]] = {}
    for block in graph.blocks:
        for edge in block.edges:
            if _normal(edge):
                into.setdefault(edge.target, []).append(block.number)
    found, todo = set(targets), list(targets)
    while todo:
        for number in into.get(todo.pop(), ()):
            if number not in found:
                found.add(number)
                todo.append(number)
    return found


def _normal(edge: Edge) -> bool:
    return edge.how not in ("error", "exit", "quit", "caught", "rejects", "suppressed")
