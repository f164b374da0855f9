"""What the outcome of a search in a function means for those who call it, or who gave it away."""

from collections.abc import Container, Iterator

from ..annotations import Any
from ..graph import Bind, Call, Edge, Graph, Span, Test
from ..texts import words_of
from ..tracing.libraries import Words
from ..values import Literal, Place
from .lifetime_types import Leak, Misuse, Node, Outcome
from .state import ENDED, GIVEN, HANDED, LATER, MANAGED, OPEN, VOID


def verdict_on(outcome: Outcome) -> str:
    """A function's effect by the states in which it returns or, where it never does, throws."""
    returned = outcome.returned - {VOID}
    if not outcome.returned and outcome.ended and all(leak.raised for leak in outcome.leaks):
        return "ends"
    if not returned:
        return "borrows"
    settled = {ENDED, LATER, MANAGED} & returned
    if GIVEN in returned and HANDED not in returned and not settled:
        return "gives"
    if returned == {HANDED} and not outcome.kept and _may_only_be_inside(outcome):
        return "gives"
    if OPEN not in returned:
        if settled and HANDED in returned and outcome.again:
            return "keeps"
        once = settled and (outcome.once or VOID in outcome.returned)
        return "ends once" if once else "ends" if settled else "keeps"
    if settled:
        return "either"
    return "may keep" if HANDED in returned else "gives" if GIVEN in returned else "borrows"


def excused(outcome: Outcome, graph: Graph, inner: bool, receivers: list[str], calls: dict[str, Any]) -> str:
    """What a function does that ends a span on some of its ways: "ends once" or "keeps", where whoever calls
    it knows which way it goes; else "either". `inner` is one that is written in another function, `calls` the
    language's words for calls."""
    if asks_a_parameter(outcome, graph, receivers):
        return "keeps"
    once = (
        (not inner and asks_a_switch(outcome, graph, receivers))
        or asks_whether_it_is_on(outcome, calls["switches"])
        or asks_what_was_done(outcome, graph, calls["keeps"])
    )
    return "ends once" if once else "either"


def _may_only_be_inside(outcome: Outcome) -> bool:
    """Whether all that a function does is to return what somebody gave it who may have kept the span."""
    return bool(outcome.returns) and all(path[-1:] == ("*",) for path in outcome.returns)


def gives_back(outcome: Outcome) -> bool:
    """Whether all that a function does with a span that it is given is to return it."""
    settled = {ENDED, LATER, MANAGED} & outcome.returned
    return () in outcome.returns and not (settled or outcome.kept or outcome.elsewhere)


def is_lent(outcome: Outcome) -> bool:
    """Whether a generator leaves the span that it gets to its caller: it neither ends nor keeps nor gives
    it back."""
    mine = outcome.ended or outcome.kept or outcome.stored or outcome.returns or outcome.yields
    return not mine and not {HANDED, LATER, MANAGED} & outcome.returned


def flags(graph: Graph, keeps: Container[str] = ()) -> set[Place]:
    """The places from outside that a closure sets or counts: flags that go with what it has done. A part of
    something is one only where it is set to true or false. So is a container to which it adds something by a
    method that `keeps` names."""
    own = graph.owned | graph.taken
    adds = (s for block in graph.blocks for s in block.steps if isinstance(s, Call) and s.text in keeps)
    added = {s.receiver for s in adds if isinstance(s.receiver, Place) and not s.receiver.path}
    return {place for place in added if place.root not in own and place.root[0] != "#"} | {
        step.target
        for block in graph.blocks
        for step in block.steps
        if isinstance(step, Bind) and step.target.root not in own and step.target.root[0] != "#"
        if not step.target.path or (isinstance(step.value, Literal) and step.value.kind in ("true", "false"))
    }


def binds_anew(graph: Graph, handles: frozenset[Place]) -> bool:
    """Whether a closure puts something else where a span has been that has a name of the function around
    it."""
    own = graph.owned | graph.taken
    bound = (step for block in graph.blocks for step in block.steps if isinstance(step, Bind))
    return any(
        step.target in handles and step.target.root not in own and not isinstance(step.value, Literal)
        for step in bound
    )


def fields(graph: Graph) -> set[Place]:
    """The fields that a function sets of what it is called with: flags of the object."""
    bound = [step.target for block in graph.blocks for step in block.steps if isinstance(step, Bind)]
    return {place for place in bound if place.path and place.root in graph.taken | graph.outer}


def asks(leak: Leak | Misuse, places: set[Place]) -> bool:
    """Whether a test on the way of a leak, or of a misuse, asks one of the places."""
    names = {place.root for place in places if not place.path}
    return any(test.roots & names or test.place in places for test in tests_before(leak.node))


def finds_set(leak: Leak, places: set[Place]) -> bool:
    """Whether the way of a leak finds one of the places true: a flag of the function's own that says so has
    been set by an earlier call of it."""
    return any(finds(leak, place, truth=True) for place in places)


def finds(leak: Leak, place: Place, truth: bool) -> bool:
    """Whether the way of a leak asks whether a place is true, and gets this answer."""
    edges = (node.edge for node in nodes_before(leak.node))
    asked = ((edge.test, edge.outcome) for edge in edges if edge is not None and edge.test is not None)
    return any(outcome == truth and test.about == "truth" and test.place == place for test, outcome in asked)


def asks_a_parameter(outcome: Outcome, graph: Graph, receivers: list[str]) -> bool:
    """Whether what decides that a function leaves a span open is a flag that it is called with. The object
    whose method it is goes by one of the names `receivers`, and is none."""
    return any(tests_a_parameter(leak.node, graph, receivers) for leak in outcome.leaks)


def asks_a_switch(outcome: Outcome, graph: Graph, receivers: list[str]) -> bool:
    """Whether every way on which a function of a module leaves a span open asks something of the module's,
    such as whether it traces at all: what starts its spans asks the same."""
    inner = graph.owned | graph.taken
    return all(
        any(
            test.place is not None
            and test.place.root[0] != "#"
            and test.place.root not in inner
            and test.place.root.partition(":")[2] not in receivers
            for test in tests_before(leak.node)
        )
        for leak in outcome.leaks
    )


def asks_whether_it_is_on(outcome: Outcome, switches: list[str]) -> bool:
    """Whether every way on which a function leaves a span open asks, by the words in a name, whether tracing
    is switched on, `this.isEnabled()` or `self.options.enabled`: where it is not, there is no span."""
    return all(depends_on_a_switch(leak, switches) for leak in outcome.leaks)


def depends_on_a_switch(leak: Leak, switches: list[str]) -> bool:
    """Whether a leak depends on whether tracing is switched on: the way asks that while the span is open."""
    open_ones = (node.edge for node in nodes_before(leak.node) if node.state.status == OPEN)
    tests = (edge.test for edge in open_ones if edge is not None and edge.test is not None)
    last = (test.key.rstrip(".").rpartition(".")[2] for test in tests)
    names = (name.rpartition(":")[2].strip("()") for name in last)
    return any(not set(words_of(name)).isdisjoint(switches) for name in names)


def asks_what_was_done(outcome: Outcome, graph: Graph, keeps: Container[str]) -> bool:
    """Whether every way on which a function leaves a span open asks what has been done before: of a flag of
    the function, or of the span itself, such as by its status."""
    names = flags(graph, keeps) | fields(graph)
    return all(asks(leak, names) for leak in outcome.leaks) or all(map(_asks_the_span, outcome.leaks))


def _asks_the_span(leak: Leak) -> bool:
    """Whether a test on the way of a leak asks something of the span."""
    roots = {handle.root for handle in leak.node.state.handles}
    return any(test.roots & roots for test in tests_before(leak.node))


def asks_a_flag_of(node: Node, test: Test, words: Words) -> bool:
    """Whether a test asks of the span what its library does not know: a flag that somebody has put there."""
    named = {handle.root for handle in node.state.handles}
    if test.place is None or test.about == "other":
        return bool(test.roots) and test.roots <= named
    path = test.place.path
    known = words.methods | words.over | words.failed
    return bool(path) and Place(test.place.root, path[:-1]) in node.state.handles and path[-1] not in known


def answers_before(graph: Graph, at: Span) -> set[tuple[str, bool]]:
    """The questions, by their keys, that have been answered wherever the step at a place is come to, each
    with its answer."""
    ways: dict[int, list[tuple[int, Edge]]] = {}
    for number, block in enumerate(graph.blocks):
        for edge in block.edges:
            ways.setdefault(edge.target, []).append((number, edge))
    number = next((n for n, each in enumerate(graph.blocks) if any(s.at == at for s in each.steps)), -1)
    found, seen = set[tuple[str, bool]](), set[int]()
    while number not in seen and len(before := ways.get(number, [])) == 1:
        seen.add(number)
        number, edge = before[0]
        if edge.test is not None:
            found.add((edge.test.key, edge.outcome))
    return found


def contradicts(leak: Leak | Misuse, answers: set[tuple[str, bool]]) -> bool:
    """Whether a way asks what has been asked before, and gets the other answer."""
    edges = (node.edge for node in nodes_before(leak.node))
    tests = ((edge.test, edge.outcome) for edge in edges if edge is not None and edge.test is not None)
    return any((test.key, not outcome) in answers for test, outcome in tests)


def tests_before(node: Node | None) -> Iterator[Test]:
    """The tests on the way to a node, the last one first."""
    for at in nodes_before(node):
        if at.edge is not None and at.edge.test is not None:
            yield at.edge.test


def nodes_before(node: Node | None) -> Iterator[Node]:
    """A node and those on the way to it, the last one first."""
    while node is not None:
        yield node
        node = node.before


def tests_a_parameter(node: Node | None, graph: Graph, receivers: list[str]) -> bool:
    """Whether a test on the way to a node asks what a function is called with, or a part of it that has got a
    name of its own, other than the object whose method it is."""
    names = {root for root in graph.taken if root.partition(":")[2] not in receivers}
    bound = (step for block in graph.blocks for step in block.steps if isinstance(step, Bind))
    parts = (step for step in bound if isinstance(step.value, Place) and step.value.root in names)
    names |= {step.target.root for step in parts}
    return any(
        test.roots & names and (test.place is None or not test.place.path) for test in tests_before(node)
    )


def flag_that_ends(outcome: Outcome, graph: Graph) -> str:
    """The parameter by which a function is told to end a span, where that decides on every way of its own
    that leaves the span open; "" where there is no such one, or more."""
    told = [_flag(test, graph) for test in outcome.disowned]
    found = told + [_denied(leak, graph) for leak in outcome.leaks if not leak.raised]
    flags = set.intersection(*found) if found else set[str]()
    return flags.pop() if len(flags) == 1 else ""


def _denied(leak: Leak, graph: Graph) -> set[str]:
    """The parameters that are asked on the way of a leak, and not true there."""
    found, node = set[str](), leak.node
    while node.edge is not None and node.before is not None:
        test = node.edge.test
        if test is not None and not node.edge.outcome:
            found |= _flag(test, graph)
        node = node.before
    return found


def _flag(test: Test, graph: Graph) -> set[str]:
    """The parameter whose truth a test asks, in a set, if it does."""
    place = test.place if test.about == "truth" else None
    flag = place is not None and place.root in graph.taken and not place.path
    return {place.name} if place is not None and flag else set()
