"""What still matters further on in a graph. A search forgets the rest, so that states which differ in
nothing that matters are one state: else the ways through a row of conditions would multiply."""

from collections.abc import Iterator

from ..graph import Bind, Block, Call, Enter, Graph, Leave, Release, Step
from ..values import Place, Value, is_counted, roots_of


def temporaries_read(graph: Graph) -> frozenset[str]:
    """The roots of the temporaries that a step or a test of a graph looks at."""
    roots = {root for block in graph.blocks for root in _read(block)}
    return frozenset(root for root in roots if root[0] == "#")


def _read(block: Block) -> Iterator[str]:
    for step in block.steps:
        for value in operands(step):
            yield from roots_of(value)
    for edge in block.edges:
        if edge.test is not None:
            yield from edge.test.roots
            if edge.test.place is not None:
                yield edge.test.place.root


def operands(step: Step) -> tuple[Value, ...]:
    """The values that a step looks at."""
    if isinstance(step, Call):
        return (step.callee, step.receiver, *step.arguments, *(value for _, value in step.keywords))
    if isinstance(step, Bind | Leave):
        return (step.value,)
    return (step.manager,) if isinstance(step, Enter | Release) else ()


def questions_ahead(graph: Graph) -> list[frozenset[str]]:
    """For each block, the keys of the tests whose answers from before it may still be asked for, there or
    further on. A block that sets what is asked about leaves no answer, unless it is left by a raise."""
    settled = answers_settled(graph)
    ahead = [_asked(block) - settled[block.number] for block in graph.blocks]
    before = blocks_into(graph)
    todo = [block.number for block in graph.blocks if ahead[block.number]]
    while todo:
        number = todo.pop()
        for earlier, raises in before[number]:
            still = ahead[number] if raises else ahead[number] - settled[earlier]
            if not still <= ahead[earlier]:
                ahead[earlier] |= still
                todo.append(earlier)
    return ahead


def answers_settled(graph: Graph, in_part: bool = False) -> list[frozenset[str]]:
    """For each block, the keys of the tests about names that it sets, as a whole or also `in_part`: an answer
    from before it is none."""
    about = {edge.test.key: edge.test.roots for block in graph.blocks for edge in block.edges if edge.test}
    names = frozenset().union(*about.values())
    return [_settled(block, about, names, in_part) for block in graph.blocks]


def _settled(
    block: Block, about: dict[str, frozenset[str]], names: frozenset[str], in_part: bool
) -> frozenset[str]:
    anew = (step for step in block.steps if isinstance(step, Bind) and not is_counted(step.value))
    bound = (step.target for step in anew)
    roots = {target.root for target in bound if (in_part or not target.path) and target.root in names}
    return frozenset(key for key, asked in about.items() if roots and not asked.isdisjoint(roots))


def blocks_into(graph: Graph) -> list[list[tuple[int, bool]]]:
    """For each block, the numbers of those that go on to it, and whether by a raise."""
    into: list[list[tuple[int, bool]]] = [[] for _ in graph.blocks]
    for block in graph.blocks:
        for edge in block.edges:
            into[edge.target].append((block.number, False))
        for edge in (block.on_error, block.on_exit):
            into[edge.target].append((block.number, True))
    return into


def _asked(block: Block) -> frozenset[str]:
    """The keys that a block asks: in its tests, of promises, and of a condition's value that it binds to a
    name."""
    tests = [edge.test.key for edge in block.edges if edge.test is not None]
    tests += [edge.settled.key for edge in block.edges if edge.settled is not None and edge.settled.asks]
    bound = (step.value for step in block.steps if isinstance(step, Bind))
    values = (value.root for value in bound if isinstance(value, Place) and value.root[0] == "#")
    return frozenset((*tests, *(f"{about} {root}." for root in values for about in ("truth", "null"))))
