"""Questions that have been answered before a start calls its callback, and which the callback asks again
before it does anything else.

    if (root.ended) return;
    start(name, (span) => {
      if (root.ended) return;               no way that leaves the span open: nothing has run in between
"""

from collections.abc import Iterator

from ..graph import Bind, Block, Call, Edge, Graph, Risk, Span, Test
from ..tracing.spans import Start


def ways_ruled_out(callback: Graph, around: Graph, start: Start) -> frozenset[Edge]:
    """The edges at the top of a callback, which is written in the function `around` it, that its start can't
    take: there the question has just been answered otherwise."""
    found, seen, number = set[Edge](), set[int](), callback.entry
    while number not in seen and all(isinstance(step, Bind) for step in callback.blocks[number].steps):
        seen.add(number)
        edges = callback.blocks[number].edges
        denied = {edge for edge in edges if _is_denied(edge, callback, around, start)}
        going = [edge.target for edge in edges if edge not in denied]
        if len(going) != 1:
            break
        found |= denied
        number = going[0]
    return frozenset(found)


def _is_denied(edge: Edge, callback: Graph, around: Graph, start: Start) -> bool:
    """Whether another answer to the question of a callback holds wherever its start is called."""
    test = edge.test
    if test is None or test.about not in ("truth", "null") or test.roots & (callback.taken | callback.owned):
        return False
    same = {key: asked for key, asked in _tests(around) if _asks_the_same(asked, test)}
    return len(same) == 1 and any(
        _is_certain(around, asked, not edge.outcome, start.at) for asked in same.values()
    )


def _tests(graph: Graph) -> Iterator[tuple[str, Test]]:
    return ((edge.test.key, edge.test) for block in graph.blocks for edge in block.edges if edge.test)


def _asks_the_same(one: Test, other: Test) -> bool:
    """Whether two tests of different graphs ask the same, by the names that stand there."""
    if one.place is None or other.place is None or one.about != other.about:
        return False
    return (one.place.name, one.place.path) == (other.place.name, other.place.path)


def _is_certain(graph: Graph, test: Test, outcome: bool, at: Span) -> bool:
    """Whether every way to the call at a place has given this answer, and what is asked about stays the same
    from there on: nothing on the way waits, and its name is bound once."""
    blocks = graph.blocks
    calls = {b.number for b in blocks if any(isinstance(s, Call) and s.at == at for s in b.steps)}
    answered = {edge.target for edge in _edges(blocks) if _gives(edge, test, outcome)}
    binds = [s for b in blocks for s in b.steps if isinstance(s, Bind) and s.target.root in test.roots]
    if calls & _reached(blocks, {graph.entry}, test, outcome) or len(binds) > 1:
        return False
    between = {number for number in _reached(blocks, answered) if calls & _reached(blocks, {number})}
    return not any(isinstance(step, Risk) for number in between for step in blocks[number].steps)


def _edges(blocks: list[Block]) -> Iterator[Edge]:
    return (edge for block in blocks for edge in block.edges)


def _gives(edge: Edge, test: Test | None, outcome: bool) -> bool:
    return (
        edge.test is not None and test is not None and edge.test.key == test.key and edge.outcome == outcome
    )


def _reached(
    blocks: list[Block], first: set[int], test: Test | None = None, outcome: bool = False
) -> set[int]:
    """The blocks to which some lead, not by way of an answer to a test."""
    seen, todo = set(first), list(first)
    while todo:
        for edge in blocks[todo.pop()].may_go():
            if edge.target not in seen and not _gives(edge, test, outcome):
                seen.add(edge.target)
                todo.append(edge.target)
    return seen
