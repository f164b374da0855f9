"""What the closures of a graph ask: an answer that is known where one is called, or given away, decides there
whether the span is ended."""

from collections.abc import Callable, Iterator

from ..annotations import Protocol
from ..graph import Bind, Graph, Test
from ..names import Function
from ..values import Literal, Made, Pack, Place
from .lifetime_types import Outcome
from .overview import functions_written, steps_of
from .state import OPEN, State

Facts = frozenset[tuple[str, bool]]


class Outcomes(Protocol):
    """What is known of the functions of a file; `summaries.py` has it."""

    def graph(self, function: Function) -> Graph: ...
    def outcome(
        self,
        function: Function,
        seed: frozenset[Place],
        literals: tuple[tuple[Place, Literal], ...] = (),
        facts: Facts = frozenset(),
    ) -> Outcome | None: ...


def asked_inside(
    graph: Graph, ends: Callable[[Function], bool], graph_of: Callable[[Function], Graph]
) -> dict[str, Test]:
    """The questions, by their keys, that closures of a graph ask in which something `ends` a span, where the
    graph asks about the same or sets it to a constant, or which ask if two places hold the same."""
    closures = [each for each in functions_written(graph) if each.scope is not None and ends(each)]
    if not closures:
        return {}
    tests = [edge.test for block in graph.blocks for edge in block.edges if edge.test is not None]
    known = {name for test in tests for name in _names(test)}
    bound = (step for step in steps_of(graph) if isinstance(step, Bind))
    known |= {step.target.key for step in bound if isinstance(step.value, Literal | Made | Pack)}
    return {
        edge.test.key: edge.test
        for closure in closures
        for block in graph_of(closure).blocks
        for edge in block.edges
        if edge.test is not None
        if sides_of(edge.test) or not known.isdisjoint(_names(edge.test))
    }


def _names(test: Test) -> tuple[str, ...]:
    """What of a test says that another one is about the same."""
    return (test.key,) if test.place is None else (test.key, test.place.key)


def leaves_nothing(function: Function, seed: frozenset[Place], facts: Facts, summaries: Outcomes) -> bool:
    """Whether a closure leaves the span open on none of its own ways, by the answers that are known where it
    is called."""
    outcome = outcome_by(function, seed, facts, summaries)
    return outcome is not None and bool(outcome.returned) and OPEN not in outcome.returned


def outcome_by(
    function: Function, seed: frozenset[Place], facts: Facts, summaries: Outcomes
) -> Outcome | None:
    """What becomes of a span in a closure by the answers that are known; None where it asks for none."""
    known = _known_to(summaries.graph(function), facts) if facts else facts
    return summaries.outcome(function, seed, (), known) if known else None


def _known_to(graph: Graph, facts: Facts) -> Facts:
    """Those of the answers that a graph asks for."""
    tests = [edge.test for block in graph.blocks for edge in block.edges if edge.test is not None]
    names = {name for test in tests for name in _names(test)}
    return frozenset(fact for fact in facts if fact[0] in names or _name_in(fact[0]) in names)


def _name_in(key: str) -> str:
    """The place that a question is about; "" where that is not told apart."""
    about, *names = key.split(" ")
    return names[0] if names and about != "same" else ""


def asks_for_another(test: Test, state: State) -> bool:
    """Whether a test asks if the span is what another place holds, `span === parent` or
    `span === options.span`: one that the function has started is not what was there before."""
    own = {handle.name for handle in state.handles if handle.root[0] != "#"}
    return len(own.intersection(sides_of(test))) == 1


def sides_of(test: Test) -> list[str]:
    """The two places of which a test asks if they hold the same."""
    sides = [side.replace("?.", ".") for side in test.key.split("=")] if test.about == "other" else []
    named = len(sides) == 2 and all(part.isidentifier() for side in sides for part in side.split("."))
    return sides if named else []


def texts_of(function: Function, closures: dict[str, Function], text: bytes) -> Iterator[bytes]:
    """The text of a closure, and those of the ones with a name that it mentions; `closures` are those of the
    file, by the roots of their names, `text` is that of the file."""
    todo, left = [function], dict(closures)
    while todo:
        at = todo.pop()
        own = text[at.node.start_byte : at.node.end_byte]
        yield own
        found = [root for root in left if _mentions(function, own, root)]
        todo += [each for each in map(left.pop, found) if each.node.id != function.node.id]


def _mentions(function: Function, text: bytes, root: str) -> bool:
    """Whether a text in a closure has a name, which means there what has this root."""
    name = root.partition(":")[2]
    return name.encode() in text and function.scope is not None and function.scope.root(name) == root
