"""What the outcome of a search in a function means for those who call it, or who gave it away."""

from .graph import Bind, Graph
from .lifetime_types import Leak, Node, Outcome
from .state import ENDED, GIVEN, HANDED, LATER, MANAGED, OPEN, VOID


def verdict_on(outcome: Outcome) -> str:
    """A function's effect by the states in which it returns."""
    returned = outcome.returned - {VOID}
    if not returned:
        return "borrows"
    settled = {ENDED, LATER, MANAGED} & returned
    if GIVEN in returned and HANDED not in returned and not settled:
        return "gives"
    if OPEN not in returned:
        return "ends" if settled else "keeps"
    if settled:
        return "either"
    return "gives" if {HANDED, GIVEN} & returned else "borrows"


def flags(graph: Graph) -> set[str]:
    """The names from outside that a closure sets or counts: flags that go with what it has done."""
    bound = [
        step
        for block in graph.blocks
        for step in block.steps
        if isinstance(step, Bind) and not step.target.path
    ]
    own = graph.owned | graph.taken
    return {step.target.root for step in bound if step.target.root not in own and step.target.root[0] != "#"}


def asks(leak: Leak, names: set[str]) -> bool:
    """Whether a test on the way of a leak asks one of the names."""
    node: Node | None = leak.node
    while node is not None and node.edge is not None:
        if node.edge.test is not None and node.edge.test.roots & names:
            return True
        node = node.before
    return False


def asks_a_parameter(outcome: Outcome, graph: Graph) -> bool:
    """Whether what decides that a function leaves a span open is a flag that it is called with."""
    for leak in outcome.leaks:
        node: Node | None = leak.node
        while node is not None and node.edge is not None:
            test = node.edge.test
            if test is not None and test.roots & graph.taken and (test.place is None or not test.place.path):
                return True
            node = node.before
    return False
