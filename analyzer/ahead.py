"""What a graph still does from a step on: for a span that has not begun or has ended, mostly nothing.

A search that need not walk there takes time in proportion to a span's own steps, also where spans are many.
"""

from collections.abc import Callable, Iterable

from .graph import RETURNS, Bind, Call, Enter, Graph, Span, Step, Stop
from .relevance import operands
from .values import roots_of

# In front of the bits of the roots: the function may be left by a return.
_RETURNS = 1


class Ahead:
    """The roots that are mentioned behind each step of a graph, as bits, and where calls and stops stand.
    `returns` says whether a call can return."""

    def __init__(self, graph: Graph, returns: Callable[[Call], bool]) -> None:
        self._bits: dict[str, int] = {}
        self._blocks = graph.blocks
        self._suffixes: dict[int, list[int]] = {}
        self._calls: dict[tuple[int, Span], int] = {}
        self._halts: list[list[int]] = [[] for _ in graph.blocks]
        mentioned = [0] * len(graph.blocks)
        for block in graph.blocks:
            for index, step in enumerate(block.steps):
                mentioned[block.number] |= self._of(step)
                if isinstance(step, Call):
                    self._calls.setdefault((block.number, step.at), index)
                if isinstance(step, Stop) or (isinstance(step, Call) and not returns(step)):
                    self._halts[block.number].append(index)
        mentioned[RETURNS] |= _RETURNS
        self._entered = _spread(graph, mentioned)

    def _of(self, step: Step) -> int:
        roots = {root for value in operands(step) for root in roots_of(value)}
        if isinstance(step, Call):
            roots.add(step.result.root)
        elif isinstance(step, Bind | Enter) and step.target is not None:
            roots.add(step.target.root)
        return self._mask(roots)

    def _mask(self, roots: Iterable[str]) -> int:
        mask = 0
        for root in roots:
            mask |= self._bits.setdefault(root, 2 << len(self._bits))
        return mask

    def is_over(self, block: int, index: int, roots: Iterable[str]) -> bool:
        """Whether nothing that follows a step mentions one of these roots, and the function goes on to
        return."""
        behind = self._suffix(block)[index + 1]
        return bool(behind & _RETURNS) and not behind & self._mask(roots)

    def _suffix(self, number: int) -> list[int]:
        """What is mentioned from each step of a block on, and at last behind the block."""
        if number not in self._suffixes:
            block = self._blocks[number]
            edges = (*block.edges, block.on_error, block.on_exit)
            masks = [0]
            for edge in edges:
                masks[0] |= self._entered[edge.target]
            for step in reversed(block.steps):
                masks.append(masks[-1] | self._of(step))
            self._suffixes[number] = masks[::-1]
        return self._suffixes[number]

    def first_for(self, block: int, at: Span) -> int:
        """The first step of a block that matters to a span which the call at a place starts: that call, or
        one behind which the block does not go on; the number of its steps if there is none."""
        steps = len(self._blocks[block].steps)
        return min([self._calls.get((block, at), steps), *self._halts[block][:1]])


def _spread(graph: Graph, mentioned: list[int]) -> list[int]:
    """For each block what is mentioned there or further on."""
    before: list[list[int]] = [[] for _ in graph.blocks]
    for block in graph.blocks:
        for edge in (*block.edges, block.on_error, block.on_exit):
            before[edge.target].append(block.number)
    todo = list(range(len(graph.blocks)))
    while todo:
        number = todo.pop()
        for earlier in before[number]:
            if mentioned[number] & ~mentioned[earlier]:
                mentioned[earlier] |= mentioned[number]
                todo.append(earlier)
    return mentioned
