"""What a search for the lifetime of a span finds; see `lifetime.py`."""

from collections.abc import Iterator

from ..graph import Edge, Span, Step, Test
from ..names import Function
from ..records import NamedTuple
from ..values import Place
from .state import State


class Node(NamedTuple):
    """A state at the start of a block, and how the search came there."""

    block: int
    state: State
    before: "Node | None"
    edge: Edge | None
    cause: Step | None  # the step that raised, where the edge is taken by a raise


def backwards(last: Node) -> Iterator[Node]:
    """The nodes on the way to one, this first, without the one where the search began."""
    node: Node | None = last
    while node is not None and node.before is not None:
        yield node
        node = node.before


Ways = dict[tuple[int, State], list[Node]]
"""Further ways by which a raise leads to a state at a block: only the first one is followed."""


class Leak(NamedTuple):
    """A way in which the span stays open: the path to the block, and what left it there."""

    kind: str  # "exit", "overwritten", "lost"
    node: Node
    at: Span
    raised: int
    inside: Span | None = None  # the function whose path it is, where that has got the span from another


class Misuse(NamedTuple):
    """A step that ends or uses a span that has ended: `kind` is "double-end" or "use-after-end", with "later"
    behind it where one of the two runs later than the code around it."""

    kind: str
    node: Node
    at: Span
    later: bool = False  # the same where both are sure to come


class Outcome(NamedTuple):
    """What a search has found out."""

    leaks: list[Leak]
    misuses: list[Misuse]
    returned: set[int]  # statuses at the return exit
    raised: set[int]  # statuses at the raise exit, but for ENDED
    protected: bool  # some raise leads to an end
    ended: bool  # some step ends it
    handed: bool  # some step hands it over
    kept: bool  # some step hands it to somebody who keeps it
    returns: frozenset[tuple[str, ...]]  # in which parts of what the function returns it is
    stored: frozenset[Place] = frozenset()  # the places in which it has been put for others to see
    owners: tuple[tuple[Function, frozenset[Place]], ...] = ()  # constructors that got it, and where
    once: bool = False  # some step ends it only where that is still open
    again: bool = False  # the function has itself run again, as a poll
    elsewhere: int = 0  # how often it has been handed over otherwise
    yields: int = 0  # how often the function yields it
    # For each time that closures are returned which end it, where in the value they are; "?" where they may.
    closures: tuple[frozenset[tuple[str, ...]], ...] = ()
    disowned: frozenset[Test] = frozenset()  # the tests that say that somebody else ends it
    errors: frozenset[str] = frozenset()  # the roots of the errors that handlers catch
    ways: Ways | None = None
