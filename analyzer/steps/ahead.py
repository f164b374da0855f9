"""What a graph still does from a step on: for a span that has not begun or has ended, mostly nothing.

A search that need not walk there takes time in proportion to a span's own steps, also where spans are many.
"""

from collections.abc import Callable, Iterable

from ..graph import RETURNS, Bind, Call, Enter, Graph, Span, Step, Stop
from ..values import roots_of
from .relevance import blocks_into, operands


class Ahead:
    """Where the steps of a graph mention each root, and where calls and stops stand. `returns` says whether a
    call can return."""

    def __init__(self, graph: Graph, returns: Callable[[Call], bool]) -> None:
        self._blocks = graph.blocks
        self._calls: dict[tuple[int, Span], int] = {}
        self._halts: list[int] = [len(block.steps) for block in graph.blocks]
        self._mentions: dict[str, list[tuple[int, int]]] = {}
        self._into = blocks_into(graph)
        self._leading: dict[frozenset[int], set[int]] = {}
        for block in graph.blocks:
            for index, step in enumerate(block.steps):
                for root in _roots(step):
                    self._mentions.setdefault(root, []).append((block.number, index))
                if isinstance(step, Call):
                    self._calls.setdefault((block.number, step.at), index)
                if isinstance(step, Stop) or (isinstance(step, Call) and not returns(step)):
                    self._halts[block.number] = min(index, self._halts[block.number])

    def is_over(self, number: int, index: int, roots: Iterable[str]) -> bool:
        """Whether no step that may follow the one of that index in a block mentions one of these roots, and
        the function goes on to return."""
        places = [at for root in roots for at in self._mentions.get(root, ())]
        if any(block == number and other > index for block, other in places):
            return False
        block = self._blocks[number]
        behind = {edge.target for edge in (*block.edges, block.on_error, block.on_exit)}
        leading = self._leading_to(frozenset(block for block, _ in places))
        return behind.isdisjoint(leading) and not behind.isdisjoint(self._leading_to(frozenset((RETURNS,))))

    def _leading_to(self, targets: frozenset[int]) -> set[int]:
        """The blocks from which a path leads to one of `targets`, and these."""
        if targets not in self._leading:
            found, todo = set(targets), list(targets)
            while todo:
                for earlier, _ in self._into[todo.pop()]:
                    if earlier not in found:
                        found.add(earlier)
                        todo.append(earlier)
            self._leading[targets] = found
        return self._leading[targets]

    def first_for(self, block: int, at: Span) -> int:
        """The first step of a block that matters to a span which the call at a place starts: that call, or
        one behind which the block does not go on; the number of its steps if there is none."""
        return min(self._calls.get((block, at), self._halts[block]), self._halts[block])


def _roots(step: Step) -> set[str]:
    """The roots that a step looks at or gives something to."""
    roots = {root for value in operands(step) for root in roots_of(value)}
    if isinstance(step, Call):
        roots.add(step.result.root)
    elif isinstance(step, Bind | Enter) and step.target is not None:
        roots.add(step.target.root)
    return roots
