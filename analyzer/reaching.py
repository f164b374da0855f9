"""What a graph says of where a value may go, and of which blocks lead to others."""

from .graph import Bind, Call, Edge, Enter, Graph
from .holding import Holding
from .values import roots_of


def aliases(effects: Holding, roots: set[str]) -> set[str]:
    """The roots that may hold what `roots` hold, by every binding of the graph and every
    setter that gives it back."""
    moves = [
        (step.target.root, roots_of(step.value))
        for block in effects.graph.blocks
        for step in block.steps
        if isinstance(step, Bind)
    ]
    for block in effects.graph.blocks:
        for step in block.steps:
            if isinstance(step, Call) and step.name in effects.words.fluent:
                moves.append((step.result.root, roots_of(step.receiver)))
            elif isinstance(step, Call) and step.text in effects.unit.calls["through"]:
                moves += [(step.result.root, roots_of(value)) for value in step.arguments]
            elif isinstance(step, Enter) and step.target is not None:
                moves.append((step.target.root, roots_of(step.manager)))
    found, grew = set(roots), True
    while grew:
        grew = False
        for target, sources in moves:
            if target not in found and sources & found:
                found.add(target)
                grew = True
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

