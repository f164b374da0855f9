"""What keeps a search short where the answers to many questions would make too many states.

States that differ in nothing but what has been answered are joined into one that knows what all of them know.
As long as the questions decide what becomes of the span, the states differ in that, too, and stay apart; this
is property simulation (Das, Lerner, Seigle: ESP, PLDI 2002). A path to a joined state may have been answered
otherwise than the state goes on, which its own tests show: such a path is none.
"""

from collections.abc import Iterable
from heapq import heappop, heappush

from ..graph import Graph
from ..steps.lifetime_types import Node, Outcome
from ..steps.relevance import answers_settled
from ..steps.state import State

Facts = frozenset[tuple[str, bool]]


class Joined:
    """The nodes that a search has still to visit, joined by their block and all but their answers. Those of a
    block wait for what may still lead to it, but for loops."""

    def __init__(self, graph: Graph, nodes: Iterable[Node]) -> None:
        self._known: dict[tuple[int, State], Facts] = {}
        self._settled = answers_settled(graph, in_part=True)
        self._order = _order(graph)
        self._waiting: list[tuple[int, int, Node]] = []
        self._added = 0
        for node in nodes:
            self.add(node)

    def add(self, node: Node) -> None:
        """Lets a node wait, with what it has in common with those before it, if that is anything new."""
        key = node.block, node.state._replace(facts=frozenset())
        before = self._known.get(key)
        common = node.state.facts if before is None else node.state.facts & before
        if common != before:
            self._known[key] = common
            self._added += 1
            node = node._replace(state=node.state._replace(facts=common))
            heappush(self._waiting, (self._order[node.block], self._added, node))

    def next(self) -> Node | None:
        """The node to visit next, if there is one; of several joined ones the last."""
        while self._waiting:
            node = heappop(self._waiting)[2]
            if self._known[node.block, node.state._replace(facts=frozenset())] == node.state.facts:
                return node
        return None

    def keeps_paths(self, outcome: Outcome) -> bool:
        """Takes out of what was found that to which no path leads. False where none of it is left, as another
        path might lead there."""
        leaks, misuses = outcome.leaks, outcome.misuses
        found = bool(leaks or misuses)
        leaks[:] = [leak for leak in leaks if self._is_path(leak.node)]
        misuses[:] = [misuse for misuse in misuses if self._is_path(misuse.node)]
        return bool(leaks or misuses) or not found

    def _is_path(self, node: Node) -> bool:
        """Whether the way to a node answers no question in two ways."""
        answers = dict[str, bool]()
        while node.edge is not None and node.before is not None:
            test, outcome = node.edge.test, node.edge.outcome
            if test is not None and answers.setdefault(test.key, outcome) != outcome:
                return False
            node = node.before
            for key in self._settled[node.block] & answers.keys():
                del answers[key]
        return True


def _order(graph: Graph) -> list[int]:
    """For each block, its place in an order in which a block comes before those that it leads to, but for
    loops."""
    order, todo = [0] * len(graph.blocks), [(graph.entry, False)]
    seen, left = set[int](), len(graph.blocks)
    while todo:
        number, done = todo.pop()
        if done:
            order[number] = left
            left -= 1
        elif number not in seen:
            seen.add(number)
            block = graph.blocks[number]
            todo.append((number, True))
            todo += [(edge.target, False) for edge in (*block.edges, block.on_error, block.on_exit)]
    return order
