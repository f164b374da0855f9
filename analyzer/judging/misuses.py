"""What is done to a span that has ended: where it ended first, and which of two ends may go."""

from collections.abc import Iterator
from itertools import takewhile

from ..code.places import around, role_of
from ..findings import Fix, Turn
from ..graph import FAINT, FOREIGN, Bind, Call, Edge, Graph, Lookup, Release, Risk, Span, Test
from ..search.likeliest import is_own
from ..search.paths import place, raised_by, siblings
from ..steps.effects import Effects
from ..steps.lifetime_types import Misuse, Node, Outcome, backwards
from ..steps.overview import steps_of
from ..steps.reaching import blocks_before
from ..steps.state import DORMANT, ENDED, OPEN, UNBORN
from ..unit import Unit
from ..values import Literal, Place
from .rewriting import without_statement
from .scene import Scene, Visit
from .waiting import first_end, made_sure


def path_of(scene: Scene, misuse: Misuse, note: str) -> tuple[Turn, ...]:
    """The first end, where it can be shown, what raised after it, and the misuse with its note."""
    last = place(scene.unit, misuse.at, note)
    first = first_end(scene.effects, misuse)
    if first is None or first.at == misuse.at:
        return (last,)
    words = "its scope ends it here" if isinstance(first, Release) else "ended here"
    return place(scene.unit, first.at, words), *_raised_since(scene, misuse), last


def _raised_since(scene: Scene, misuse: Misuse) -> Iterator[Turn]:
    """The last step that raised on the way from the end of the span to its misuse."""
    for node in _since_the_end(misuse):
        if node.cause is not None and node.edge is not None:
            yield place(scene.unit, node.cause.at, raised_by(scene.unit, node.cause, node.edge))
            return


def _since_the_end(misuse: Misuse) -> Iterator[Node]:
    """The nodes on the way to a misuse at which the span has ended, the last one first."""
    return takewhile(lambda each: each.state.status not in (UNBORN, DORMANT, OPEN), backwards(misuse.node))


def counted(outcome: Outcome, effects: Effects) -> tuple[Misuse, ...]:
    """Those of the misuses of a search which depend neither on the error that has been caught, nor on what
    hardly ever raises."""
    return tuple(
        each
        for each in made_sure(outcome.misuses, effects)
        if not hangs_on_errors(each, outcome, effects.graph)
        if not hardly_happens(each, effects)
        if not asks_whether_it_came_back(each, effects)
        if not asks_the_span(each)
    )


def hangs_on_errors(misuse: Misuse, outcome: Outcome, graph: Graph) -> bool:
    """Whether a misuse depends on which error a handler has caught: one that comes from before the end, as
    far as the code tells."""
    for edge, node in ((each.edge, each) for each in _since_the_end(misuse) if each.edge is not None):
        test = edge.test
        if test is not None and (edge.outcome or test.sorts) and test.roots & outcome.errors:
            others = {other.target for other in siblings(node, graph)} - {edge.target}
            # What is sure to be so, `error instanceof Error`, has no other answer.
            if others and not others & blocks_before(graph, {misuse.node.block}):
                return True
    return False


def hardly_happens(misuse: Misuse, effects: Effects) -> bool:
    """Whether a misuse depends on an error, raised after the end, of what most likely raises none: a helper
    of the project, a look at what is there or its elements, or any call but one of code of others, where work
    is awaited."""
    awaited = effects.unit.language.settings.get("work") == "awaited"
    node: Node | None = misuse.node
    while node is not None and node.state.status == ENDED:
        weak = node.cause is not None and node.state.raised < FOREIGN
        looks = isinstance(node.cause, Lookup) or (isinstance(node.cause, Risk) and node.cause.error == FAINT)
        if weak and (awaited or looks or is_own(node.cause, effects)):
            return True
        node = node.before
    return False


def asks_whether_it_came_back(misuse: Misuse, effects: Effects) -> bool:
    """Whether a misuse depends on a call that has come back with nothing, where a finally asks a name that
    holds nothing at first whether the call has come back at all: `if result is None`."""
    node: Node | None = misuse.node
    asked: set[Place] = set()
    while node is not None:
        if node.cause is not None:
            return False
        test = node.edge.test if node.edge is not None else None
        if test is not None and test.place is not None and _says_there_is_nothing(test, node.edge):
            asked |= {test.place} if _is_in_a_finally(effects.unit, test.at) else set()
        node = node.before
    called = asked.intersection(effects.overview.call_in)
    bound = (step for step in steps_of(effects.graph) if isinstance(step, Bind) and step.target in called)
    return any(isinstance(step.value, Literal) and step.value.kind == "null" for step in bound)


def asks_the_span(misuse: Misuse) -> bool:
    """Whether a misuse depends on what a field of the span says once that has ended, `span.status`: its end
    may have set it."""
    for node in _since_the_end(misuse):
        test = node.edge.test if node.edge is not None else None
        field = test.place if test is not None and test.place is not None and test.place.path else None
        if field is not None and Place(field.root, field.path[:-1]) in node.state.handles:
            return True
    return False


def _is_in_a_finally(unit: Unit, at: Span) -> bool:
    tries = (node for node in around(unit, at) if role_of(unit, node) == "try")
    parts = (each for node in tries for each in unit.language.facts[node.kind_id].all(node, "finally"))
    return any(each.start_byte <= at.start_byte < each.end_byte for each in parts)


def _says_there_is_nothing(test: Test, edge: Edge | None) -> bool:
    return edge is not None and test.about in ("null", "truth") and edge.outcome == (test.about == "null")


def one_end_less(scene: Scene, misuses: list[Misuse]) -> Fix | None:
    """The fix that leaves only the ends that are needed: safe where nothing comes between them. None where
    they go by several names, of which one may stand for another span as well."""
    ends = [visit for visit in scene.life if scene.is_method(visit.step, scene.effects.words.end)]
    second = {misuse.at for misuse in misuses}
    calls = {call for at in second for call in scene.effects.overview.calls_at.get(at, ())}
    calls |= {visit.step for visit in ends if isinstance(visit.step, Call)}
    if len({call.receiver for call in calls}) > 1:
        return None
    removed = [without_statement(scene.unit, at, "remove the second end") for at in sorted(second)]
    if not second & _places(ends) and None not in removed:
        edits = tuple(edit for fix in removed if fix is not None for edit in fix.edits)
        return Fix("remove the second end", edits, True)
    return _without_first(scene, ends, misuses[0]) if len(second) == 1 else None


def _without_first(scene: Scene, ends: list[Visit], misuse: Misuse) -> Fix | None:
    """The fix that removes an end after which another one is sure to come."""
    first = first_end(scene.effects, misuse)
    at = misuse.at if first is None else first.at
    firsts = [visit for visit in ends if visit.step is not None and visit.step.at == at]
    later = [visit for each in firsts for visit in scene.onward(each, FAINT)]
    if not firsts or any(visit.step is None and not scene.is_end(visit) for visit in later):
        return None
    if first is None and any(visit.escaping and scene.is_end(visit) for visit in later):
        return None  # the scope would tell the span of an error, which it can't now
    fix = without_statement(scene.unit, at, "leave the end to what ends it later")
    return fix and fix._replace(safe=not any(_takes_time(scene, visit) for visit in later))


def _places(visits: list[Visit]) -> set[Span]:
    return {visit.step.at for visit in visits if visit.step is not None}


def _takes_time(scene: Scene, visit: Visit) -> bool:
    return isinstance(visit.step, Call | Risk) and not scene.is_end(visit)
