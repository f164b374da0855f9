"""What a graph says of where a value may go, and of which blocks lead to others."""

from collections.abc import Collection

from ..graph import FAINT, PLAIN, RETURNS, Call, Edge, Graph, Lookup, Span, Step
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


def births(graph: Graph, start: Span | None) -> dict[int, int]:
    """The blocks in which the call at a place starts a span, each with the number of that step."""
    return {
        block.number: index
        for block in graph.blocks
        for index, step in enumerate(block.steps)
        if isinstance(step, Call) and step.at == start
    }


def blocks_before(graph: Graph, targets: set[int], but: Collection[int] = ()) -> set[int]:
    """The blocks from which one of `targets` is reached without a raise, and without passing through one of
    `but`."""
    into: dict[int, list[int]] = {}
    for block in graph.blocks:
        for edge in block.edges:
            if _normal(edge):
                into.setdefault(edge.target, []).append(block.number)
    found, todo = set(targets), list(targets)
    while todo:
        for number in into.get(todo.pop(), ()):
            if number not in found and number not in but:
                found.add(number)
                todo.append(number)
    return found


def leaves_out_nothing(edge: Edge, graph: Graph) -> bool:
    """Whether the switch that an edge leaves by its default has a case for all that there is, as a compiler
    has checked: each case returns, and nothing follows."""
    after = graph.blocks[edge.target]
    if after.steps or [other.target for other in after.edges] != [RETURNS]:
        return False
    others = (other for number in graph.reached() for other in graph.blocks[number].edges)
    return [other.target for other in others].count(edge.target) == 1


def is_all_handled(step: Step | None) -> bool:
    """Whether the handlers that stand next around a step name all that it raises."""
    if isinstance(step, Lookup):
        return step.error == PLAIN
    return isinstance(step, Call) and step.error == FAINT


def _normal(edge: Edge) -> bool:
    return edge.how not in ("error", "exit", "quit", "caught", "rejects", "suppressed")
