"""The lifetimes of a file: each span that is started by hand, or taken over, with what
the search says of it."""

from collections.abc import Iterator

from .callbacks import CallbackForm, callback_function
from .callers import same_file_starts
from .closing import Neglect
from .contracts import Asked, imported_starts
from .derived import derived
from .effects import Effects, begin, option_of
from .fields import left_by_class, name_of, neglected, taken_over
from .graph import ASIDE, FOREIGN, NEVER, PLAIN, RAISES, Call, Graph, Span, Test
from .handovers import left_by_closures
from .libraries import Library
from .lifetime import Search, judged
from .lifetime_types import Leak, Misuse, Outcome
from .names import Function
from .overview import steps_of
from .paths import deciding_test
from .places import arguments_of, part, role_of
from .project import Abroad
from .reaching import aliases
from .records import NamedTuple
from .scene import Scene
from .source import Unreadable
from .spans import Start, find_starts
from .state import DORMANT, MANAGED, OPEN
from .summaries import Known, Summaries
from .syntax import Node, Touched, call_above
from .takers import takers
from .texts import occurrences
from .tokens import is_owed
from .unit import Unit
from .values import CURRENT


class Lifetime(NamedTuple):
    """One span: where it starts, what it is called, and what becomes of it. `fault` names the sort of the
    defect that is reported for its start, "" for none; `leak` is the path to it, where it has one."""

    unit: Unit
    at: Span
    span: str
    function: str
    start: Start | None
    fault: str
    leak: Leak | None
    misuses: tuple[Misuse, ...]
    never: bool  # no path at all ends it
    decided: tuple[Test, bool] | None = None  # the test that the leak depends on, and its outcome
    scene: Scene | None = None  # the span in its graph, where it has one
    neglect: Neglect | None = None  # where it has no fault: what the class around it leaves open
    gap: Leak | None = None  # where it has no fault: what may raise before the span is protected

    @property
    def title(self) -> str:
        """The span for a message: span "charge" by the name that is written, span `name` by code."""
        quote = '"' if self.start is not None and self.start.written else "`"
        return f"span {quote}{self.span.replace('`', '')}{quote}"


def lifetimes(
    unit: Unit, touched: list[Touched], contract: str, abroad: Abroad | None = None
) -> Iterator[Lifetime]:
    """The lifetimes of a file, starts in the order of their place."""
    known = Known(abroad)
    summaries = known.add(unit, contract)
    for function in touched:
        unit.around[function.node.id] = function.around
    imported = imported_starts(unit, abroad, Asked(outcome_of, contract)) if abroad is not None else ()
    todo = sorted((*imported, *find_starts(unit, touched)), key=lambda start: start.at)
    seen, callbacks, owners = set[Span](), set[int](), set[int]()
    while todo:
        further: list[Start] = []
        for start in todo:
            if start.at in seen:
                continue
            seen.add(start.at)
            if (callback := callback_function(unit, start)) is not None:
                callbacks.add(callback.node.id)
            life, outcome = _followed(unit, start, summaries, contract)
            if start.sort == "token":
                life, outcome = _of_token(life), None
            yield life
            owners |= {owner.node.id for owner, _ in (outcome.owners if outcome is not None else ())}
            found = derived(unit, start, outcome, summaries)
            further += same_file_starts(unit, found) if found is not None else ()
        todo = further
    yield from _taken_over(unit, summaries, contract, callbacks)
    yield from _taken_by_classes(unit, summaries, owners)


Found = tuple[Lifetime, Outcome | None]


def _followed(unit: Unit, start: Start, summaries: Summaries, contract: str) -> Found:
    """What becomes of a span; without a look at other files where that makes too many states of it."""
    try:
        return _of_start(unit, start, summaries, contract)
    except Unreadable:
        unit.deadline.check()
        if summaries.known.abroad is None:
            raise
        return _of_start(unit, start, Summaries(unit, contract), contract)


def outcome_of(unit: Unit, start: Start, summaries: Summaries, contract: str) -> Outcome | None:
    """What the search says of a start, where it takes one."""
    return _followed(unit, start, summaries, contract)[1]


def _of_start(unit: Unit, start: Start, summaries: Summaries, contract: str) -> Found:
    function = Function(start.function.node, "", None, False)
    life = Lifetime(
        unit, start.shown, start.span, _name_around(unit, start.function), start, "", None, (), False
    )._replace(scene=Scene(unit, start, function, summaries))
    if start.sort == "current" or _has_option(unit, start):
        return life, None
    if start.gives == "callback":
        return _of_callback(life, start, summaries, contract)
    if start.held == "decorating":
        return _of_decorated(life, start, summaries, contract)
    if start.held == "managed" and not _needs_a_look(unit, start):
        return life, None
    if start.held == "discarded" and start.gives == "manager":
        return life._replace(fault="dropped", never=True), None
    graph = summaries.graph(function)
    effects = Effects(unit, graph, summaries, start.libraries, start, contract)
    outcome = Search(unit, graph, effects).run()
    if start.table.get("activates") and _ends_what_is_current(unit, start):
        return (_judge(life, outcome, effects) if outcome.ended else life), outcome
    if start.gives == "span" and _only_in_passing(effects):
        life = life._replace(fault="discarded" if _is_open(outcome) else "", never=True)
        return _neglected(life, outcome, graph, summaries), outcome
    if start.gives == "manager" and not outcome.ended and not _dropped(outcome) and not effects.dropped:
        # Told not to end its span, and never seen to end it: somebody else does, who
        # finds it through the context.
        return life, outcome
    if start.gives == "manager" and (_dropped(outcome) or effects.dropped):
        return life._replace(fault="dropped", never=True), outcome
    life = _judge(life, outcome, effects)
    if not life.fault:
        left = left_by_class(outcome, graph.at, summaries)
        life = life._replace(
            fault=left.sort,
            leak=left.leak,
            neglect=left.neglect,
            never=left.sort == "unended",
        )
    return _neglected(life, outcome, graph, summaries), outcome


def _of_decorated(life: Lifetime, start: Start, summaries: Summaries, contract: str) -> Found:
    """What becomes of a span that is current in the function which its start decorates, where it is told not
    to end it and the function looks it up."""
    unit, keeps = life.unit, start.table.get("keeps")
    path = reversed(unit.path_to(start.at.start_byte))
    holder = next((node for node in path if role_of(unit, node) == "decorated"), None)
    node = part(unit, holder, "definition") if holder is not None else None
    around = summaries.graph(Function(start.function.node, "", None, False))
    calls = (step for step in steps_of(around) if isinstance(step, Call) and step.at == start.at)
    told = [step for step in calls if keeps is not None and option_of(step, keeps, otherwise=True) is False]
    if not told or node is None or role_of(unit, node) != "function":
        return life, None
    graph = summaries.graph(Function(node, "", None, unit.language.facts[node.kind_id].marked(node, "async")))
    effects = Effects(unit, graph, summaries, start.libraries, None, contract)
    if not effects.overview.getters:
        return life, None
    outcome = Search(unit, graph, effects, frozenset((CURRENT,))).run()
    return _judge(life._replace(scene=None), outcome, effects), outcome


def _neglected(life: Lifetime, outcome: Outcome, graph: Graph, summaries: Summaries) -> Lifetime:
    """The same with what is left open where the span has been put, if the function itself has no fault."""
    if life.fault or life.neglect is not None or life.start is None or not (outcome.stored or outcome.kept):
        return life
    return life._replace(neglect=neglected(outcome, life.start, graph.at, summaries))


def _of_token(life: Lifetime) -> Lifetime:
    """A token lives as a span does; that it is never given back is a defect of another name."""
    owed = bool(life.fault) and life.scene is not None and is_owed(life.scene, life.never)
    fault = "undetached" if owed else ""
    return life._replace(fault=fault, misuses=(), scene=None, gap=None, neglect=None)


def _needs_a_look(unit: Unit, start: Start) -> bool:
    """Whether a span that a with manages may still go wrong: it is told not to end, or
    something in the function is called by the name of an end."""
    ends = {verb for library in start.libraries for verb in library.end}
    return "keeps" in start.table or any(_is_called_in(unit, start.function.node, verb) for verb in ends)


def _is_called_in(unit: Unit, function: Node, name: str) -> bool:
    text = unit.source.text[function.start_byte : function.end_byte]
    found = (unit.path_to(function.start_byte + offset) for offset in occurrences(text, name))
    return any(call_above(path, unit.language) for path in found)


def _judge(life: Lifetime, outcome: Outcome, effects: Effects) -> Lifetime:
    """What is reported for a start: the worst of its leaks, else what the closures that
    got the span leave open."""
    leaks = judged(outcome)
    if not leaks:
        leaks, effects = left_by_closures(effects)
    misuses = tuple(outcome.misuses)
    plain = [leak for leak in leaks if leak.raised == NEVER]
    chosen = next(
        (leak for leak in plain if leak.kind == "exit"), plain[0] if plain else leaks[0] if leaks else None
    )
    never = not outcome.ended and not outcome.handed
    if chosen is None:
        return life._replace(misuses=misuses, gap=_gap(outcome))
    fault = (
        "overwritten"
        if chosen.kind == "overwritten"
        else "unended"
        if chosen.raised == NEVER
        else "unended on exception"
    )
    decided = deciding_test(chosen, effects)
    return life._replace(fault=fault, leak=chosen, misuses=misuses, never=never, decided=decided)


def _gap(outcome: Outcome) -> Leak | None:
    """The first way in which a call that is trusted not to raise would leave the span open."""
    return next((leak for leak in outcome.leaks if outcome.ended and leak.raised in (ASIDE, PLAIN)), None)


def _ends_what_is_current(unit: Unit, start: Start) -> bool:
    """Whether the file may end a span without a handle, by way of what is current."""
    words = {word for library in start.libraries for word in library.closers | library.getters}
    return any(word.encode() in unit.source.text for word in words)


def _is_open(outcome: Outcome) -> bool:
    return bool(outcome.leaks) and not outcome.ended and not outcome.handed


def _dropped(outcome: Outcome) -> bool:
    return outcome.returned == {DORMANT}


def _only_in_passing(effects: Effects) -> bool:
    """Whether no name ever holds the span: only the call's own value does, or that of
    a setter called on it."""
    roots = aliases(effects, {place.root for place in effects.seed})
    return bool(roots) and all(root[0] == "#" or root.endswith(":_") for root in roots)


# Callback forms.


def _of_callback(life: Lifetime, start: Start, summaries: Summaries, contract: str) -> Found:
    unit = life.unit
    function = callback_function(unit, start)
    if function is None:
        return life._replace(scene=None), None
    form = CallbackForm(unit, start, function)
    if form.ignores_the_span():
        silent = form.ends_by_itself or start.derived or form.reaches_the_span()
        life = life._replace(scene=None)
        return life if silent else life._replace(fault="ignored", never=True), None
    life = life._replace(scene=Scene(unit, start, function, summaries, start.table["span"]))
    text = unit.source.text[function.node.start_byte : function.node.end_byte]
    if start.derived and start.table.get("ends") and not any(each.ends_in(text) for each in start.libraries):
        return life, None
    graph = summaries.graph(function)
    effects = Effects(unit, graph, summaries, start.libraries, None, contract)
    search = Search(unit, graph, effects, form.seed(graph))
    if form.ends_by_itself:
        # Its starter ends the span: only to end it by hand as well is wrong.
        search.first = begin(MANAGED, search.first.handles)
    outcome = search.run()
    if start.table.get("catches") and (start.table.get("waits") or not function.is_async):
        caught = [leak for leak in outcome.leaks if leak.node.block != RAISES]
        outcome = outcome._replace(leaks=caught)
    if _is_open(outcome) and (start.derived or _from_the_project(unit, start)):
        return life, None
    return _judge(life, outcome, effects), outcome


def _has_option(unit: Unit, start: Start) -> bool:
    """Whether a call gives the option that may leave the end of the span to somebody else."""
    option: str | None = start.table.get("unless")
    given = arguments_of(unit, start.node)
    return option is not None and any(option in unit.source.slice(each) for each in given)


def _from_the_project(unit: Unit, start: Start) -> bool:
    """Whether what the span is started on comes from a module of the project's own, where it
    may end its spans itself."""
    callee = unit.language.facts[start.node.kind_id].one(start.node, "callee")
    root = unit.dotted(callee).partition(".")[0].removesuffix("()") if callee is not None else ""
    module = unit.imports.get(root)
    return module is not None and not any(module in library.modules for library in unit.known_libraries)


# Parameters that a function takes over.


def _taken_over(unit: Unit, summaries: Summaries, contract: str, callbacks: set[int]) -> Iterator[Lifetime]:
    """The spans that functions take as a parameter and end, where foreign code, an await or a yield
    may keep them from it."""
    seen: set[tuple[int, str]] = set()
    for library, (node, around, name) in takers(unit):
        if node.id not in callbacks and (node.id, name) not in seen:
            seen.add((node.id, name))
            unit.around.setdefault(node.id, around)
            yield from _of_parameter(unit, node, around, name, library, summaries, contract)


def _of_parameter(
    unit: Unit,
    node: Node,
    around: tuple[Node, ...],
    name: str,
    library: Library,
    summaries: Summaries,
    contract: str,
) -> Iterator[Lifetime]:
    is_async = unit.language.facts[node.kind_id].marked(node, "async")
    graph = summaries.graph(Function(node, "", None, is_async))
    for own, place, at in graph.parameters:
        if own == name or (not own and name in unit.source.slice(at)):
            seed = frozenset((place if own else place.field(name),))
            outcome = Search(
                unit, graph, Effects(unit, graph, summaries, (library,), None, contract), seed
            ).run()
            leaks = [leak for leak in outcome.leaks if leak.raised == FOREIGN]
            alone = graph.generator or _only_returned(unit, node)
            if outcome.ended and leaks and OPEN not in outcome.returned and alone:
                function = _dotted_name(unit, around)
                yield Lifetime(unit, at, name, function, None, "unended on exception", leaks[0], (), False)


def _only_returned(unit: Unit, function: Node) -> bool:
    """Whether every call of a function in the file is what its caller returns, so that no
    caller can protect the span."""
    name = unit.name_of(function)
    for offset in occurrences(unit.source.text, name):
        path = unit.path_to(offset)
        if function.start_byte <= offset < function.end_byte or not _is_name(unit, path):
            continue
        calls = [
            at for at, node in enumerate(path) if role_of(unit, node) == "call" and node.start_byte <= offset
        ]
        callee = (
            unit.language.facts[path[calls[-1]].kind_id].one(path[calls[-1]], "callee") if calls else None
        )
        if callee is None or callee.end_byte != path[-1].end_byte:
            continue
        above = [node for node in path[: calls[-1]] if role_of(unit, node) not in ("group", "await")]
        if not above or role_of(unit, above[-1]) not in ("return", "function"):
            return False
    return True


def _is_name(unit: Unit, path: list[Node]) -> bool:
    """Whether a path ends at a name, be it that of a member."""
    return role_of(unit, path[-1]) == "name" or (len(path) > 1 and role_of(unit, path[-2]) == "member")


def _name_around(unit: Unit, function: Touched) -> str:
    return _dotted_name(unit, function.around)


def _dotted_name(unit: Unit, around: tuple[Node, ...]) -> str:
    """The dotted name of the innermost function that has one, `<module>` outside of any."""
    return ".".join(filter(None, map(unit.name_of, around))) or "<module>"


def _taken_by_classes(unit: Unit, summaries: Summaries, reached: set[int]) -> Iterator[Lifetime]:
    """The spans that constructors take as a parameter and the class leaves open; those that a start of the
    file reaches are left to the start."""
    for library in unit.libraries:
        for span in taken_over(summaries, library.handles, reached):
            reached.add(span.constructor.node.id)
            left, method = span.fault, span.fault.method
            assert method is not None
            path = unit.path_to(method.node.start_byte)
            function = _dotted_name(unit, tuple(n for n in path if role_of(unit, n) in ("function", "class")))
            at = name_of(unit, method)
            life = Lifetime(unit, at, span.name, function, None, left.sort, left.leak, (), False)
            yield life._replace(neglect=left.neglect)
