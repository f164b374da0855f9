"""Batches: lists and maps of a function's own in which it gathers spans, and through which it goes to end
each one.

A batch is made empty, filled with spans alone, and gone through, and nothing else happens to it, so that
nobody else can end what is in it. It holds the span that is followed until a loop goes through it. Any turn
of that may be the span's; the first one is taken for it, so that the loop is not over before, and a later
turn of the same loop has another span.
"""

from collections.abc import Iterator

from ..annotations import Any
from ..code.places import role_of
from ..graph import Bind, Call, Graph, Leave, Step, Test
from ..texts import occurrences
from ..tracing.libraries import Words
from ..unit import Unit
from ..values import Literal, Pack, Place, Value, roots_of
from .apart import element_of, is_assigned

KEYED = "@keyed"
"""The part of a batch that is under its keys: to go through the batch itself may give those alone."""

TAKEN = "@taken"
"""The part of a batch whose turn a loop has come to; where that takes its element stands behind it."""

_PLAIN_USES = ("bind", "member", "subscript", "foreach", "if", "not", "group")


def batches_in(graph: Graph, unit: Unit, library: Words) -> frozenset[str]:
    """The roots of the batches of a graph, and of what calls give that go through one; `library` has the
    methods of the spans."""
    words, steps = unit.calls["batches"], [step for block in graph.blocks for step in block.steps]
    if not words or graph.module or not any(_fills(step, words) for step in steps):
        return frozenset()
    made = {step.result: step.text for step in steps if isinstance(step, Call)}
    empty: dict[str, bool] = {}
    for step in steps:
        if isinstance(step, Bind) and not step.target.path:
            fits = _is_empty(step.value, made, words)
            empty[step.target.root] = empty.get(step.target.root, True) and fits
    roots = {root for root, fits in empty.items() if fits and root in graph.owned}
    asks = library.methods - library.end - library.leave
    found = _found_by_key(steps, roots, unit) if roots else {}
    for step in steps if roots else ():
        roots -= {found.get(root, root) for root in _misused(step, unit, asks, found)}
    tests = (edge.test for block in graph.blocks for edge in block.edges if edge.test is not None)
    roots -= {root for test in tests if roots & test.roots and not _asks_for_any(test) for root in test.roots}
    roots = {root for root in roots if _is_seen_through(root, graph, unit)}
    through = (step for step in steps if isinstance(step, Call) and goes_through(step, words))
    return frozenset(roots | {call.result.root for call in through if roots & roots_of(call.receiver)})


def runs_for_each(call: Call, unit: Unit) -> bool:
    """Whether a call runs for each element a function whose body stands in the graph, and which is no value
    there."""
    return unit.runs_argument(call.text) == "each" and call.arguments[:1] == (None,)


def goes_through(call: Call, words: dict[str, Any]) -> bool:
    """Whether a call gives the elements of a list or a map, or pairs with them, one after the other."""
    return call.name in words["values"] or call.name in words["pairs"]


def _fills(step: Step, words: dict[str, Any]) -> bool:
    if isinstance(step, Call):
        return step.name in words["adds"] or step.name in words["sets"]
    filled = isinstance(step, Bind) and isinstance(step.value, Pack) and bool(step.value.items)
    return filled or (isinstance(step, Bind) and step.target.path == ("[]",))


def _is_empty(value: Value, made: dict[Place, str], words: dict[str, Any]) -> bool:
    """Whether a value is a new list or map with nothing in it, or with elements of one kind."""
    if isinstance(value, Pack):
        return all(key == "[]" for key, _ in value.items)
    return isinstance(value, Place) and made.get(value) in words["made"]


def _found_by_key(steps: list[Step], roots: set[str], unit: Unit) -> dict[str, str]:
    """The roots of what is looked up by its key, and of names for that, each with the root that has it."""
    found, finds = dict[str, str](), unit.calls["finds"]
    for step in steps:
        if isinstance(step, Call) and step.name in finds:
            name, values = step.result.root, roots_of(step.receiver) & roots
        elif isinstance(step, Bind) and not step.target.path:
            element = element_of(step.value) if is_assigned(step, unit) else None
            among = roots if element is not None else found.keys()
            name, values = step.target.root, roots_of(step.value) & among
        else:
            continue
        for value in values:
            found[name] = found.get(value, value)
    return found


def _misused(step: Step, unit: Unit, asks: frozenset[str], found: dict[str, str]) -> Iterator[str]:
    """The roots of what a step does something with that is not done with batches, or with what is `found` in
    them by its key but to call methods that `asks` has."""
    words = unit.calls["batches"]
    if isinstance(step, Bind):
        if step.target.path and (step.target.path != ("[]",) or isinstance(step.value, Literal | None)):
            yield step.target.root
        named = element_of(step.value) is not None or bool(roots_of(step.value) & found.keys())
        yield from () if named and not step.target.path else roots_of(step.value)
    elif isinstance(step, Call):
        at = step.receiver
        if element_of(at) is not None or roots_of(at) & found.keys():
            known = step.name in asks
        else:
            known = goes_through(step, words) or _fills(step, words) or runs_for_each(step, unit)
            known = (known or step.name in unit.calls["finds"]) and isinstance(at, Place) and not at.path
        yield from () if known else roots_of(at)
        yield from roots_of(step.callee) if at is None else ()
        for value in (*step.arguments, *(value for _, value in step.keywords)):
            yield from roots_of(value)
    elif isinstance(step, Leave):
        yield from roots_of(step.value)


def _asks_for_any(test: Test) -> bool:
    """Whether a test asks if there is anything in a batch: of itself, or of how much there is."""
    return test.place is not None and test.about in ("truth", "null") and len(test.place.path) < 2


def _is_seen_through(root: str, graph: Graph, unit: Unit) -> bool:
    """Whether a name stands only where the steps say what is done with it: bound, asked for, gone through,
    and as that of which a member or an element is taken; not in a function inside, and what gives its
    elements only in a loop."""
    text, name, words = unit.source.text, root.partition(":")[2], unit.calls["batches"]
    end = max((block.steps[-1].at.end_byte for block in graph.blocks if block.steps), default=0)
    for at in (graph.at + each for each in occurrences(text[graph.at : end], name)):
        path = unit.path_to(at)
        around = [node for node in path if role_of(unit, node) == "function"]
        if (around and around[-1].start_byte > graph.at) or len(path) < 4:
            return False
        roles = [role_of(unit, node) for node in path[-4:]]
        if roles[2] not in _PLAIN_USES:
            return False
        gives = unit.source.slice(path[-2]).rpartition(".")[2] in (*words["values"], *words["pairs"])
        if roles[2] == "member" and gives and roles[:2] != ["foreach", "call"]:
            return False
    return True
