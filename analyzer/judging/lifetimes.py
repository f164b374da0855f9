"""The lifetimes of a file: each span that is started by hand, or taken over, with what
the search says of it."""

from collections.abc import Iterator

from ..code.abroad import Abroad
from ..code.places import part, role_of, written_function
from ..graph import RAISES, Call, Edge, Graph, Span
from ..names import Function
from ..ownership.entered import never_left
from ..ownership.fields import left_by_class, neglected
from ..search.lifetime import Search
from ..source import Unreadable
from ..starts.asked_before import ways_ruled_out
from ..starts.callbacks import CallbackForm, callback_function, is_made
from ..starts.callers import same_file_starts
from ..starts.contracts import Asked, imported_starts
from ..starts.derived import Derived, derived, is_handle
from ..starts.started_on import is_ended_by_its_owner, is_from_others, is_from_the_project
from ..steps.effects import Effects
from ..steps.lifetime_types import Outcome
from ..steps.overview import calls_made, steps_of
from ..steps.reaching import aliases
from ..steps.state import DORMANT, MANAGED, begin
from ..summaries.summaries import Known, Summaries
from ..syntax import Node, Touched, call_above
from ..texts import occurrences
from ..tracing.options import option_of
from ..tracing.spans import Start, find_starts, hands_options_on, has_option
from ..tracing.takers import enders
from ..unit import Unit
from ..values import CURRENT
from .elsewhere import misused
from .judging import Lifetime, dotted_name, judge, name_around
from .owned import from_constructors, from_elsewhere, from_makers, from_parameters
from .scene import Scene


def lifetimes(
    unit: Unit, touched: list[Touched], contract: str, abroad: Abroad | None = None
) -> Iterator[Lifetime]:
    """The lifetimes of a file, starts in the order of their place."""
    known = Known(abroad)
    summaries = known.add(unit, contract)
    imported = imported_starts(unit, abroad, Asked(outcome_of, contract)) if abroad is not None else ()
    todo = sorted((*imported, *find_starts(unit, touched, abroad)), key=lambda start: start.at)
    seen, callbacks, owners = set[Span](), set[int](), set[int]()
    told = set[Span]()  # where spans that start here are misused
    while todo:
        further: list[Start] = []
        for start in todo:
            if start.at in seen:
                continue
            seen.add(start.at)
            callback = callback_function(unit, start)
            known_callback = callback is not None and callback.node.id in callbacks
            callbacks |= {callback.node.id} if callback is not None else set()
            life, outcome = _followed(unit, start, summaries, contract)
            if start.sort == "token":
                life, outcome = _of_token(life), None
            if callback is not None and is_made(unit, start):
                yield from _of_made(life, callback, summaries.graph(callback), known_callback)
                continue
            found = derived(unit, start, outcome, summaries)
            if found is not None and _is_left_by_blocks(unit, start, found, summaries, contract):
                life = _of_start(unit, start, summaries, contract, blocks=True)[0]
            told |= {each.at for each in life.misuses}
            yield _as_told(life) if found is not None and found.told else life
            owners |= {owner.node.id for owner, _ in (outcome.owners if outcome is not None else ())}
            further += same_file_starts(unit, found) if found is not None else ()
        todo = further
    ending = list(enders(unit))
    yield from from_makers(unit, ending, summaries, contract, seen)
    yield from from_parameters(unit, ending, summaries, contract, callbacks)
    yield from from_elsewhere(unit, ending, summaries, contract, seen, callbacks)
    yield from misused(unit, ending, summaries, contract, callbacks, told)
    yield from from_constructors(unit, summaries, owners)


Found = tuple[Lifetime, Outcome | None]


def _followed(unit: Unit, start: Start, summaries: Summaries, contract: str) -> Found:
    """What becomes of a span; without a look at other files where that makes too many states of it."""
    try:
        found = _of_start(unit, start, summaries, contract)
        if found[0].doubtful:
            found = _of_start(unit, start, summaries, contract, asks=True)
        return (_of_handle(found[0]), found[1]) if is_handle(start) else found
    except Unreadable:
        unit.deadline.check()
        if summaries.known.abroad is None:
            raise
        return _of_start(unit, start, Summaries(unit, contract), contract)


def outcome_of(unit: Unit, start: Start, summaries: Summaries, contract: str) -> Outcome | None:
    """What the search says of a start, where it takes one."""
    return _followed(unit, start, summaries, contract)[1]


def _is_left_by_blocks(
    unit: Unit, start: Start, found: Derived, summaries: Summaries, contract: str
) -> bool:
    """Whether a context manager leaves its span to the blocks of its file, of which each leaves it open, too,
    and that is all that the file has to do with it."""
    if not found.leaves_open or _is_made_current(unit, start):
        return False
    callers = list(same_file_starts(unit, found))
    mentions = sum(1 for _ in occurrences(unit.source.text, found.name))
    if not callers or mentions != len(callers) + 1 or any(each.held != "managed" for each in callers):
        return False
    outcomes = (_followed(unit, each, summaries, contract)[1] for each in callers)
    return all(outcome is not None and _is_open(outcome) for outcome in outcomes)


def _of_start(
    unit: Unit, start: Start, summaries: Summaries, contract: str, asks: bool = False, blocks: bool = False
) -> Found:
    """What becomes of a span; `asks` tells to ask other files what raises, too, `blocks` that the blocks to
    which it is yielded only borrow it."""
    function = Function(start.function.node, "", None, False)
    life = Lifetime(
        unit, start.shown, start.span, name_around(unit, start.function), start, "", None, (), False
    )._replace(scene=Scene(unit, start, function, summaries))
    if start.sort == "current" or has_option(unit, start):
        return life, None
    if start.gives == "callback":
        return _of_callback(life, start, summaries, contract, asks)
    if start.held == "decorating":
        return _of_decorated(life, start, summaries, contract)
    if start.held == "managed" and not _needs_a_look(unit, start):
        return life, None
    if start.held == "discarded" and start.gives == "manager":
        return life._replace(fault="dropped", never=True), None
    graph = summaries.graph(function)
    effects = Effects(unit, graph, summaries, start.libraries, start, contract)
    effects.asks_abroad, effects.lends_to_blocks = asks, blocks
    outcome = Search(unit, graph, effects).run()
    if hands_options_on(unit, start):
        return life, outcome
    current = start.table.get("activates") or _is_made_current(unit, start)
    if current and _ends_what_is_current(unit, start):
        return (judge(life, outcome, effects) if outcome.ended else life), outcome
    unseen = effects.placed and _is_open(outcome)
    unseen = unseen and (_runs_unseen(graph, effects) or _asks_below(graph, effects))
    if unseen and _is_found_elsewhere(unit, start):
        return life, outcome
    if start.gives == "span" and not (effects.placed and outcome.ended) and _only_in_passing(effects):
        others = not start.derived and is_from_others(unit, start)
        kept = _may_be_closed(start) or is_ended_by_its_owner(unit, start) or others
        kept = kept or bool(start.table.get("sent")) or _is_waited_for(unit, start)
        dropped = _is_open(outcome) and not kept
        life = life._replace(fault="discarded" if dropped else "", never=True)
        return _neglected(life, outcome, graph, summaries), outcome
    if start.gives == "manager" and not outcome.ended and not _dropped(outcome) and not effects.dropped:
        # Told not to end its span, and never seen to end it: somebody else does, who finds it through the
        # context, unless the function itself hands it on where it takes another way.
        life = judge(life, outcome, effects) if outcome.kept else life
        silent = bool(life.fault) or not outcome.stored or _is_found_elsewhere(unit, start)
        neglect = never_left(outcome, effects, summaries) if not silent else None
        return life._replace(neglect=neglect or life.neglect), outcome
    if start.gives == "manager" and (_dropped(outcome) or effects.dropped):
        return life._replace(fault="dropped", never=True), outcome
    life = judge(life, outcome, effects)
    if not life.fault:
        left = left_by_class(outcome, graph.at, summaries, start)
        life = life._replace(
            fault=left.sort,
            leak=left.leak,
            neglect=left.neglect or life.neglect,
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
    graph = summaries.graph(written_function(unit, node))
    effects = Effects(unit, graph, summaries, start.libraries, None, contract)
    if not effects.overview.getters:
        return life, None
    outcome = Search(unit, graph, effects, frozenset((CURRENT,))).run()
    return judge(life._replace(scene=None), outcome, effects), outcome


def _of_handle(life: Lifetime) -> Lifetime:
    """What is said of a span of which only closures are seen: not what they say of it, nor how often they
    end it, which they may ask."""
    return life._replace(misuses=(), scene=life.scene if life.fault else None)


def _as_told(life: Lifetime) -> Lifetime:
    """The span of a context manager that ends it where its caller says so: to leave it open is no fault."""
    told = life.leak is not None and not life.leak.raised
    return life._replace(fault="", leak=None, never=False) if told else life


def _neglected(life: Lifetime, outcome: Outcome, graph: Graph, summaries: Summaries) -> Lifetime:
    """The same with what is left open where the span has been put, if the function itself has no fault."""
    if life.fault or life.neglect is not None or life.start is None or not (outcome.stored or outcome.kept):
        return life
    return life._replace(neglect=neglected(outcome, life.start, graph.at, summaries))


def _of_token(life: Lifetime) -> Lifetime:
    """A token lives as a span does; that it is never given back is a defect of another name."""
    from .tokens import is_owed

    owed = bool(life.fault) and life.scene is not None and is_owed(life.scene, life.never, life.leak)
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


def _ends_what_is_current(unit: Unit, start: Start) -> bool:
    """Whether the file may end a span without a handle, by way of what is current."""
    words = {word for library in start.libraries for word in library.closers | library.getters}
    return any(word.encode() in unit.source.text for word in words)


def _is_made_current(unit: Unit, start: Start) -> bool:
    """Whether the function makes a span current by a call of its own, be it in a callback."""
    node = start.function.node
    text = unit.source.text[node.start_byte : node.end_byte]
    return any(mark in text for library in start.libraries for mark in library.places)


def _is_found_elsewhere(unit: Unit, start: Start) -> bool:
    """Whether another function of the file may find the span through the context, and end it."""
    others = (taker for _, taker in enders(unit) if taker.node.id != start.function.node.id)
    return _ends_what_is_current(unit, start) and any(others)


def _is_waited_for(unit: Unit, start: Start) -> bool:
    """Whether what a call gives is a promise with handlers, of which one gets the span."""
    path = unit.path_to(start.node.start_byte)
    around = next((each for each in reversed(path) if each.end_byte > start.node.end_byte), None)
    name = part(unit, around, "name") if around is not None and role_of(unit, around) == "member" else None
    return name is not None and unit.source.slice(name) in unit.language.settling


def _runs_unseen(graph: Graph, effects: Effects) -> bool:
    """Whether a call runs at once what can't be seen, as in a context. One that runs a function which is
    written there has no argument left for it."""
    calls = (step for step in steps_of(graph) if isinstance(step, Call) and None not in step.arguments)
    runs = (step for step in calls if effects.unit.runs_argument(step.text))
    return any(not any(map(effects.closures_in, step.arguments)) for step in runs)


def _asks_below(graph: Graph, effects: Effects) -> bool:
    """Whether a function that is called looks for the current span itself, and may end it."""
    called_here = filter(None, map(effects.resolve, calls_made(graph).values()))
    texts = (
        (function.home or effects.unit).source.text[function.node.start_byte : function.node.end_byte]
        for function in called_here
    )
    ending = (text for text in texts if effects.words.ends_in(text))
    return any(word.encode() in text for text in ending for word in effects.words.getters)


def _is_placed(graph: Graph, start: Start) -> bool:
    """Whether a callback puts a span into a context itself."""
    calls = (step for step in steps_of(graph) if isinstance(step, Call))
    return any(step.text in library.contexts for step in calls for library in start.libraries)


def _may_be_closed(start: Start) -> bool:
    """Whether some other file may end what is current without a handle."""
    return bool(start.table.get("activates")) and any(library.closers for library in start.libraries)


def _is_open(outcome: Outcome) -> bool:
    return bool(outcome.leaks) and not outcome.ended and not outcome.handed


def _dropped(outcome: Outcome) -> bool:
    return outcome.returned == {DORMANT} and not outcome.stored


def _only_in_passing(effects: Effects) -> bool:
    """Whether no name ever holds the span, nor a batch: only the call's own value does, or that of
    a setter called on it."""
    roots = aliases(effects, {place.root for place in effects.seed})
    named = effects.gathers or any(root[0] != "#" and not root.endswith(":_") for root in roots)
    return bool(roots) and not named


# Callback forms.


def _of_callback(
    life: Lifetime, start: Start, summaries: Summaries, contract: str, asks: bool = False
) -> Found:
    unit = life.unit
    function = callback_function(unit, start)
    if function is None:
        return life._replace(scene=None), None
    form = CallbackForm(unit, start, function)
    if form.ignores_the_span():
        silent = form.ends_by_itself or start.derived or form.reaches_the_span()
        silent = silent or is_from_others(unit, start)
        life = life._replace(scene=None)
        return life if silent else life._replace(fault="ignored", never=True), None
    life = life._replace(scene=Scene(unit, start, function, summaries, start.table["span"]))
    text = unit.source.text[function.node.start_byte : function.node.end_byte]
    if start.derived and start.table.get("ends") and not any(each.ends_in(text) for each in start.libraries):
        return life, None
    graph = summaries.graph(function)
    effects, outcome = _in_callback(form, graph, summaries, contract, asks)
    if outcome.leaks and not start.derived and start.function.node.end_byte >= function.node.end_byte:
        around = summaries.graph(Function(start.function.node, "", None, False))
        if ruled_out := ways_ruled_out(graph, around, start):
            effects, outcome = _in_callback(form, graph, summaries, contract, asks, ruled_out)
    if start.table.get("catches") and (start.table.get("waits") or not function.is_async):
        caught = [leak for leak in outcome.leaks if leak.node.block != RAISES]
        outcome = outcome._replace(leaks=caught)
    found = _is_placed(graph, start) and _is_found_elsewhere(unit, start)
    if _is_open(outcome) and (start.derived or found or is_from_the_project(unit, start, summaries)):
        return life, None
    return judge(life, outcome, effects), outcome


def _of_made(life: Lifetime, made: Function, graph: Graph, again: bool) -> Iterator[Lifetime]:
    """The span of a start whose callback a function makes, maybe for other starts, too: what it leaves open
    is told once, at its parameter."""
    bare = life._replace(fault="", leak=None, misuses=(), never=False, gap=None)
    if again or life.start is None or life.start.table["span"] >= len(graph.parameters):
        yield bare._replace(scene=None)
        return
    yield bare
    name, _, at = graph.parameters[life.start.table["span"]]
    function = dotted_name(life.unit, (*life.unit.around(made.node), made.node))
    yield life._replace(at=at, span=name or life.span, function=function, start=None, scene=None)


def _in_callback(
    form: CallbackForm,
    graph: Graph,
    summaries: Summaries,
    contract: str,
    asks: bool,
    ruled_out: frozenset[Edge] = frozenset(),
) -> tuple[Effects, Outcome]:
    """The effects in a callback on the span that it is called with, and what becomes of that."""
    effects = Effects(form.unit, graph, summaries, form.start.libraries, None, contract)
    effects.asks_abroad = asks
    search = Search(form.unit, graph, effects, form.seed(graph), ruled_out)
    if form.ends_by_itself:
        # Its starter ends the span: only to end it by hand as well is wrong.
        search.first = begin(MANAGED, search.first.handles)
    return effects, search.run()
