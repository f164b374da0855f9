"""What can be read off a whole graph before a span is followed through it."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from ..code.places import part, role_of
from ..flow.questions import constant_of
from ..graph import Bind, Call, Enter, Graph, Leave, Risk, Span, Step, Test
from ..names import Function
from ..syntax import Node
from ..texts import occurrences, words_of
from ..tracing.libraries import Words
from ..unit import Unit
from ..values import CURRENT, Choice, Literal, Made, Pack, Place, Value, roots_of
from .ahead import Ahead
from .apart import taken_apart
from .batches import batches_in
from .constants import settled
from .relevance import operands, temporaries_read


class Overview:
    """The functions and constants that the names of a graph stand for, and which calls are special in it."""

    def __init__(
        self,
        unit: Unit,
        graph: Graph,
        words: Words,
        literals: dict[Place, Literal],
        inner: dict[str, Test],
    ) -> None:
        self.graph = graph
        calls = [step for step in steps_of(graph) if isinstance(step, Call)]
        self.calls_at: dict[Span, list[Call]] = {}
        for step in calls:
            self.calls_at.setdefault(step.at, []).append(step)
        self.ahead: Ahead | None = None  # made when it is asked for
        self.set_in_part: frozenset[str] | None = None  # found by `told_apart`
        self.joins = False  # whether a search has had so many states that it joined them
        self.searches = 0  # how many spans have been followed in the graph
        self.resolved: dict[int, Function | None] = {}  # by the id of a call, filled as it is asked
        self.functions = _functions(graph)
        self.closures = _closures(graph, unit, self.functions)
        self.members = _members(graph, self.functions)
        held = ((root, each) for root, others in self.members.items() for each in others)
        self.named_functions = [
            (root.partition(":")[2].encode(), each) for root, each in (*self.closures.items(), *held)
        ]
        self.methods = _methods(graph, self.functions)
        self.delegated = _delegated(graph)
        self.awaited = awaited_in(graph, calls, self.delegated)
        constants = _constants(graph, literals)
        self.constants = constants - _set_inside(graph, unit, words, constants) if constants else constants
        self.literals = _literals(graph)
        self.setters = {step.result.root for step in calls if step.name in words.fluent}
        self.getters = {step.result for step in calls if step.name in words.getters}
        self.contexts = {step.result for step in calls if any(step.text in each for each in words.borrows)}
        bound = [step for step in steps_of(graph) if isinstance(step, Bind)]
        self.waited: dict[str, bool] = {}  # whether the file waits for what begins with a text
        self.named = {step.value for step in bound}
        self.contexts |= {step.target for step in bound if step.value in self.contexts}
        self.moves = _moves(unit, graph, words)
        self.given_back = set(returned_from(graph))
        own = {e.test.key: e.test for b in graph.blocks for e in b.edges if e.test is not None}
        self.inner = inner.keys()  # what closures ask that end the span
        self.tests: dict[str, Test] = inner | own
        self.constants |= _cleared(graph, unit, words, own)
        self.asked = {root for test in self.tests.values() for root in test.roots}
        self.same = _same(bound, self.tests)
        self.read = temporaries_read(graph)
        made = {step.result: step for step in calls}
        self.call_in = {step.target: made[step.value] for step in bound if step.value in made}
        self.packs = _packs(bound)
        self.apart = taken_apart(graph, unit, words, self.read, self.packs)
        self.batches = batches_in(graph, unit, words)
        self.gathered = _gathered(unit, calls, bound)
        # What a caller asks of a callee's result says what the callee has done.
        asked = {root for test in own.values() for root in test.roots}
        self.tested = {step.value for step in bound if step.target.root in asked}

    @cached_property
    def holding(self) -> list[Value]:
        """The values that steps look at which may be, or hold, functions that are written in the graph."""
        held = self.closures.keys() | self.members.keys() | {place.root for place in self.packs}
        return [
            value
            for step in steps_of(self.graph)
            for value in operands(step)
            if isinstance(value, Made | Pack | Choice) or (isinstance(value, Place) and value.root in held)
        ]


def steps_of(graph: Graph) -> Iterator[Step]:
    """Every step of a graph."""
    return (step for block in graph.blocks for step in block.steps)


def calls_made(graph: Graph) -> dict[Place, Call]:
    """The calls of a graph by the places that hold what they give."""
    return {step.result: step for step in steps_of(graph) if isinstance(step, Call)}


def returned_from(graph: Graph) -> list[Value]:
    """What the returns of a graph give."""
    return [step.value for step in steps_of(graph) if isinstance(step, Leave) and step.how == "return"]


def _packs(bound: list[Bind]) -> dict[Place, Pack]:
    """The names, and what has none, that hold one object or list which is written in the graph, and nothing
    else ever."""
    values: dict[Place, list[Value]] = {}
    for step in bound:
        values.setdefault(step.target, []).append(step.value)
    return {
        place: held[0]
        for place, held in values.items()
        if len(held) == 1 and isinstance(held[0], Pack) and not place.path
    }


def _gathered(unit: Unit, calls: list[Call], bound: list[Bind]) -> frozenset[Place]:
    """What functions give that make a promise of each element, all of which something waits for at once:
    whatever fails there does so in the promise."""
    waits = [step for step in calls if step.text in unit.calls["gathers"]]
    lists = {value for step in waits for value in step.arguments if isinstance(value, Place)}
    lists |= {step.value for step in bound if step.target in lists and isinstance(step.value, Place)}
    around = [step.at for step in calls if step.result in lists and unit.runs_argument(step.text) == "each"]
    return frozenset(
        step.value
        for step in bound
        if isinstance(step.value, Place) and step.target.root[0] == "#"
        if any(at.start_byte <= step.at.start_byte and step.at.end_byte <= at.end_byte for at in around)
    )


def _moves(unit: Unit, graph: Graph, words: Words) -> dict[str, list[str]]:
    """By each root, the roots that may hold afterwards what it holds: by a binding, a call that gives it
    back, a context manager."""
    found: dict[str, list[str]] = {}
    for step in steps_of(graph):
        for target, value in _moved(step, unit, words):
            for root in roots_of(value):
                found.setdefault(root, []).append(target)
    return found


def _moved(step: Step, unit: Unit, words: Words) -> list[tuple[str, Value]]:
    if isinstance(step, Bind):
        return [(step.target.root, step.value)]
    if isinstance(step, Enter) and step.target is not None:
        return [(step.target.root, step.manager)]
    if isinstance(step, Call) and step.name in words.getters:
        return [(step.result.root, CURRENT)]
    if isinstance(step, Call) and any(step.text in each for each in words.contexts):
        return [(CURRENT.root, value) for value in step.arguments]
    if isinstance(step, Call) and gives_the_span(step, unit, words):
        return [(step.result.root, step.receiver)]
    if isinstance(step, Call) and step.text in unit.calls["through"]:
        return [(step.result.root, value) for value in step.arguments]
    return []


def gives_the_span(step: Call, unit: Unit, words: Words) -> bool:
    """Whether a method of a span gives it again, or the one that stands in it. In a chain, one that no
    library is known to have is taken to do so, as what is called there is mostly there to set something."""
    if step.name in words.fluent:
        return True
    if not step.name or step.receiver is None or step.name in words.methods:
        return False
    chained = isinstance(step.receiver, Place) and step.receiver.root[0] == "#" and not step.receiver.path
    return chained or _gives_inside(step.name, unit, words)


def _gives_inside(name: str, unit: Unit, words: Words) -> bool:
    parts = words_of(name)
    return (
        len(parts) == 2
        and parts[0] in unit.calls["unwraps"]
        and any(parts[1] in handles for handles in words.handles)
    )


def _functions(graph: Graph) -> dict[str, Function]:
    """The functions that names of the graph stand for, where each is bound once, or to the same again: a
    function that has the name itself."""
    bound: dict[str, list[Value]] = {}
    for step in steps_of(graph):
        if isinstance(step, Bind) and not step.target.path:
            bound.setdefault(step.target.root, []).append(step.value)
    made = {root: [each.function for each in held if isinstance(each, Made)] for root, held in bound.items()}
    return {
        root: found[0]
        for root, found in made.items()
        if len(found) == len(bound[root]) and len({each.node.id for each in found}) == 1
    }


def _closures(graph: Graph, unit: Unit, functions: dict[str, Function]) -> dict[str, Function]:
    """The functions that names stand for, also where a decorator or a binder may have
    changed how they are called."""
    found = dict(functions)
    for step in steps_of(graph):
        if isinstance(step, Bind) and isinstance(step.value, Pack) and not step.target.path:
            for key, value in step.value.items:
                if key == "*" and isinstance(value, Made):
                    found[step.target.root] = value.function
        elif isinstance(step, Call) and step.arguments and step.text in unit.calls["through"]:
            function = _made(step.arguments[-1], found)
            if function is not None:
                found[step.result.root] = function
    return found


def _members(graph: Graph, known: dict[str, Function]) -> dict[str, list[Function]]:
    """All functions that names may stand for, or hold in a class or an object; `known` are those of names
    that stand for one only."""
    bound = [step for step in steps_of(graph) if isinstance(step, Bind) and not step.target.path]
    found: dict[str, list[Function]] = {}
    for step in bound:
        if step.target.root not in known:
            found.setdefault(step.target.root, []).extend(_written_in(step.value, known))
    for step in bound:
        for root in _held_by(step.value):
            found[step.target.root] = found.get(step.target.root, []) + found.get(root, [])
    return {root: functions for root, functions in found.items() if functions}


def _held_by(value: Value) -> list[str]:
    """The roots of what a value is for certain: of what has no name, as what `test && (() => ...)` gives is
    at first, and of what a written object holds by a name."""
    if isinstance(value, Pack):
        held = (item for _, item in value.items)
        return [item.root for item in held if isinstance(item, Place) and not item.path]
    return [value.root] if isinstance(value, Place) and value.root[0] == "#" else []


def _methods(graph: Graph, known: dict[str, Function]) -> dict[Place, list[Function]]:
    """All functions that the objects which names may stand for hold, by the names of both."""
    found: dict[Place, list[Function]] = {}
    for step in steps_of(graph):
        if isinstance(step, Bind) and isinstance(step.value, Pack) and not step.target.path:
            for key, value in step.value.items:
                found.setdefault(step.target.field(key), []).extend(_written_in(value, known))
    return found


def gives_closures(graph: Graph) -> bool:
    """Whether a function returns a function that is written in it, or an object that holds one."""
    known = _functions(graph)
    held = _members(graph, known)
    values = returned_from(graph)
    named = (held.get(value.root) for value in values if isinstance(value, Place) and not value.path)
    return any(named) or any(_written_in(value, known) for value in values)


def _written_in(value: Value, known: dict[str, Function]) -> list[Function]:
    if isinstance(value, Pack):
        return [function for _, item in value.items for function in _written_in(item, known)]
    if isinstance(value, Choice):
        return [function for item in value.values for function in _written_in(item, known)]
    function = _made(value, known)
    return [function] if function is not None else []


def _made(value: Value, known: dict[str, Function]) -> Function | None:
    if isinstance(value, Made):
        return value.function
    return known.get(value.root) if isinstance(value, Place) and not value.path else None


def _delegated(graph: Graph) -> frozenset[Span]:
    """The places at which a generator runs another one that it calls."""
    left = {step.at for step in steps_of(graph) if isinstance(step, Leave)}
    risks = (step for step in steps_of(graph) if isinstance(step, Risk) and step.what == "yield")
    return frozenset(step.at for step in risks if step.at not in left)


def awaited_in(
    graph: Graph, calls: list[Call], delegated: frozenset[Span] = frozenset()
) -> dict[int, Call]:
    """The calls that an await stands in front of, by the byte at which both end."""
    ends = {step.at.end_byte for step in steps_of(graph) if isinstance(step, Risk) and step.what == "await"}
    ends |= {at.end_byte for at in delegated}
    return {call.at.end_byte: call for call in calls if call.at.end_byte in ends}


def _constants(graph: Graph, literals: dict[Place, Literal]) -> frozenset[str]:
    """The names that are set to a constant, a function or an object somewhere, or called with a constant, as
    tests write them."""
    found = set()
    for step in steps_of(graph):
        if isinstance(step, Bind):
            value = settled(step.value, literals)
            if isinstance(value, Literal) and value.truth is None:
                continue
            if isinstance(value, Made | Pack) or constant_of(value):
                found.add(step.target.key)
    found |= _constant_fields(graph)
    bound = (step for step in steps_of(graph) if isinstance(step, Bind) and isinstance(step.value, Place))
    moves = [(step.target.key, f"{step.value.root}.") for step in bound if isinstance(step.value, Place)]
    while further := {target for target, source in moves if source in found and target not in found}:
        found |= further
    return frozenset(found)


def _constant_fields(graph: Graph) -> set[str]:
    """The fields that a constant is written into where an object is made that the graph keeps for itself:
    only its fields are ever used."""
    binds = [step for step in steps_of(graph) if isinstance(step, Bind) and isinstance(step.value, Pack)]
    used = {value for step in steps_of(graph) for value in operands(step)} if binds else set()
    own = [step for step in binds if step.target.root in graph.owned and step.target not in used]
    return {
        step.target.field(key).key
        for step in own
        if isinstance(step.value, Pack)
        for key, item in step.value.items
        if constant_of(item)
    }


def _set_inside(graph: Graph, unit: Unit, words: Words, keys: frozenset[str]) -> set[str]:
    """Those of the names that a function written in the graph sets: nobody knows when it runs. What it sets
    beside an end says that the span has ended, which is known otherwise."""
    text, written = unit.source.text, (function.node for function in functions_written(graph))
    others = [node for node in written if not words.ends_in(text[node.start_byte : node.end_byte])]
    return set_in(unit, others, keys)


def _cleared(graph: Graph, unit: Unit, words: Words, tests: dict[str, Test]) -> set[str]:
    """The names that the graph asks for, and that functions written in it set beside an end: these say what
    they set where they are called."""
    asked = {test.place for test in tests.values() if test.about in ("truth", "null")}
    keys = {place.key for place in asked if place is not None and not place.path}
    text, written = unit.source.text, (function.node for function in functions_written(graph))
    ending = (node for node in written if words.ends_in(text[node.start_byte : node.end_byte]))
    return set_in(unit, list(ending), keys) if keys else set()


def bound_to(places: set[Place], bound: list[Bind]) -> set[Place]:
    """Places, and all that are bound to one of them, or to one of these."""
    found, size = set(places), 0
    while size < len(found):
        size = len(found)
        found |= {step.target for step in bound if isinstance(step.value, Place) and step.value in found}
    return found


def functions_written(graph: Graph) -> list[Function]:
    """The functions that are written in a graph."""
    values = (value for step in steps_of(graph) for value in operands(step))
    return list({each.node.id: each for value in values for each in _written_in(value, {})}.values())


def set_in(unit: Unit, functions: list[Node], keys: Iterable[str]) -> set[str]:
    """Those of the keys of places whose names one of these functions binds, around which they stand."""
    if not functions:
        return set()
    text = unit.source.text
    inside = bytearray(len(text))
    for node in functions:
        inside[node.start_byte : node.end_byte] = b"1" * (node.end_byte - node.start_byte)
    names = {key: key.removesuffix(".").partition(":")[2] for key in keys}
    return {
        key
        for key, name in names.items()
        if any(_binds(unit, at) for at in occurrences(text, name) if inside[at])
    }


def _binds(unit: Unit, at: int) -> bool:
    """Whether the name at an offset is bound there, and not declared."""
    *_, above, node = (unit.root, unit.root, *unit.path_to(at))
    target = part(unit, above, "target") if role_of(unit, above) in ("bind", "augment") else None
    declares = target is not None and "declares" in unit.language.facts[above.kind_id].flags
    return target is not None and target.id == node.id and not declares


def _same(bound: list[Bind], tests: dict[str, Test]) -> frozenset[tuple[str, str]]:
    """The names that are set to what a place holds, with that place, as tests write them, where something
    asks about both."""
    asked = {key.partition(" ")[2] for key, test in tests.items() if test.about in ("truth", "null")}
    asked = {name for name in asked if " " not in name}
    return frozenset(
        (step.target.key, step.value.key)
        for step in bound
        if isinstance(step.value, Place) and step.target.key in asked and step.value.key in asked
    )


def _literals(graph: Graph) -> frozenset[str]:
    """The names that only ever hold objects and lists which the function itself writes down."""
    found: dict[str, bool] = {}
    for step in steps_of(graph):
        if isinstance(step, Bind) and not step.target.path:
            found[step.target.root] = found.get(step.target.root, True) and isinstance(step.value, Pack)
    return frozenset(root for root, fits in found.items() if fits and root in graph.owned)
