"""What a step does with a span: starts, ends, uses, lends or hands it over, or gives it a further handle.

Silence is designed here. Every way in which a span leaves a function's hands is one method; what is not understood
counts as handed over. Lending is not giving: a callee that can't be seen only borrowed the span if the function itself
ends it later on the same way, and a span inside a literal given to a callee is lent.
"""

from typing import TYPE_CHECKING

from .graph import NEVER, PLAIN, Bind, Call, Enter, Graph, Leave, Release, Risk, Step
from .names import Function
from .spans import Library
from .state import DORMANT, ENDED, GIVEN, HANDED, LATER, MANAGED, OPEN, UNBORN, State
from .unit import Unit
from .values import Choice, Literal, Made, Pack, Place, Value

if TYPE_CHECKING:
    from .spans import Start
    from .summaries import Summaries

MANAGER = "@manager"
ENDER = "@end"
OBJECT = "@object"


def begin(status: int, handles: frozenset[Place]) -> State:
    return State(status, handles, frozenset(), NEVER, False, ())


class Effects:
    """The effects of the steps of one graph on one span."""

    def __init__(
        self, unit: Unit, graph: Graph, summaries: "Summaries", known: tuple[Library, ...], start: "Start | None", contract: str
    ) -> None:
        self.unit = unit
        self.graph = graph
        self.summaries = summaries
        self.start = start
        self.contract = contract
        self.end = frozenset().union(*(each.end for each in known))
        self.write = frozenset().union(*(each.write for each in known))
        self.record = frozenset().union(*(each.record for each in known))
        self.fluent = frozenset().union(*(each.fluent for each in known))
        self.known = known
        self.functions = _functions(graph)
        self.closures = _closures(graph)
        self.given: list[tuple[Call, Function, frozenset[Place]]] = []
        self.unsettled: set[int] = set()
        self._awaited = _awaited(graph)
        self.constants = _constants(graph)
        self.handed = self.lent = self.dropped = False
        self.returned: set[tuple[str, ...]] = set()
        self.seed: frozenset[Place] = self._results() if start is not None else frozenset()
        self._literals = _literals(graph)
        self._ends_after: frozenset[int] | None = None
        self._manager_ends: bool | None = True
        self._roots: dict[str, frozenset[str]] | None = None

    def _results(self) -> frozenset[Place]:
        """The temporary that the start's value is in."""
        steps = [step for block in self.graph.blocks for step in block.steps if isinstance(step, Call)]
        return frozenset(step.result for step in steps if self.start is not None and step.at == self.start.at)

    # The span in a value.

    def carried(self, value: Value, state: State) -> list[tuple[str, ...]]:
        """In which parts of a value the span is: () is the value itself, a field is inside of it, (ENDER,) is its end."""
        if isinstance(value, Place):
            inside = [handle.path[len(value.path) :] for handle in state.handles if handle.within(value)]
            if value.path and value.path[-1] in self.end and Place(value.root, value.path[:-1]) in state.handles:
                inside.append((ENDER,))
            return inside
        if isinstance(value, Pack):
            return [(key, *path) for key, item in value.items for path in self.carried(item, state)]
        if isinstance(value, Choice):
            return [path for item in value.values for path in self.carried(item, state)]
        return []

    def holds(self, value: Value, state: State) -> bool:
        return () in self.carried(value, state)

    # Steps.

    def apply(self, step: Step, state: State, deferred: bool) -> tuple[State, list[str]]:
        """The state after a step, and what is to be said about it: "overwritten", "double-end", "use-after-end"."""
        if isinstance(step, Call):
            return self._call(step, state, deferred)
        if isinstance(step, Bind):
            return self._bind(step, state)
        if isinstance(step, Leave):
            return self._leave(step, state), []
        if isinstance(step, Enter):
            return self._enter(step, state), []
        if isinstance(step, Release):
            return self._release(step, state), []
        return state, []

    def error(self, step: Step, state: State) -> int:
        """How surely a step raises, as far as this span is concerned: its own methods never do."""
        if not isinstance(step, Call):
            return min(step.error, PLAIN) if self._awaits_helper(step, state) else step.error
        if step.receiver is not None and self.carried(step.receiver, state):
            return NEVER
        if self.start is not None and step.at == self.start.at:
            return NEVER
        if any(step.text in each.borrows for each in self.known):
            return NEVER
        sureness = self.summaries.error(self.unit, step, self.resolve(step))
        # What an asynchronous function calls without awaiting it is a coroutine or a generator: it runs when awaited.
        lazy = self.graph.asynchronous and self.unit.cancels and step.at.end_byte not in self._awaited
        return min(sureness, PLAIN) if lazy else sureness

    def exit(self, step: Step, state: State) -> int:
        """How surely a step is where the function is left for good."""
        return min(step.exit, PLAIN) if self._awaits_helper(step, state) else step.exit

    def _awaits_helper(self, step: Step, state: State) -> bool:
        """Whether a step awaits a call that got this span: a helper of the instrumentation's own, not foreign code."""
        call = self._awaited.get(step.at.end_byte) if isinstance(step, Risk) and step.what == "await" else None
        return call is not None and any(self.carried(value, state) for value in (*call.arguments, *(v for _, v in call.keywords)))

    def returns(self, step: Call) -> bool:
        """Whether a call can return at all, as far as the file shows."""
        return self.summaries.returns(self.unit, self.resolve(step))

    def resolve(self, step: Call) -> Function | None:
        """The function of this file that a call runs, where that is certain."""
        if isinstance(step.callee, Made):
            return step.callee.function
        if isinstance(step.callee, Place) and step.callee.root in self.functions and not step.callee.path:
            return self.functions[step.callee.root]
        return self.summaries.resolve(self.unit, step, self.graph)

    def _call(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        if self.start is not None and step.at == self.start.at:
            return self._begin(step, state)
        if state.status in (UNBORN, HANDED, GIVEN):
            return state, []
        if step.receiver is not None and self.holds(step.receiver, state):
            return self._method(step, state, deferred)
        if isinstance(step.callee, Place) and (ENDER,) in self.carried(step.callee, state):
            return self._ended(state, deferred)
        if state.status == DORMANT:
            return self._dormant_call(step, state), []
        return self._given(step, state, deferred)

    def _begin(self, step: Call, state: State) -> tuple[State, list[str]]:
        assert self.start is not None
        said = ["overwritten"] if state.status == OPEN and any(h.root[0] != "#" for h in state.handles) else []
        if self.start.gives == "manager":
            keeps = self.start.table.get("keeps")
            self._manager_ends = True if keeps is None else _option(step, keeps, otherwise=True)
            return state._replace(status=DORMANT, handles=frozenset((step.result.field(MANAGER),)), raised=NEVER), said
        paths = self.start.table.get("paths", ((),))
        handles = frozenset(Place(step.result.root, path) for path in paths)
        return state._replace(status=OPEN, handles=handles, raised=NEVER, recorded=False), said

    def _method(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        """A call of the span's own method."""
        if step.name in self.end:
            return self._ended(state, deferred)
        said = []
        if state.status == ENDED and step.name in self.write:
            said.append("use-after-end")
        if step.name in self.record and self.contract == "record":
            state = state._replace(recorded=True)
        if step.name in self.fluent:
            state = state._replace(handles=state.handles | {step.result})
        return state, said

    def _ended(self, state: State, deferred: bool) -> tuple[State, list[str]]:
        if state.status in (ENDED, MANAGED) and not deferred:
            return state, ["double-end"]
        if state.status != OPEN:
            return state, []
        return state._replace(status=LATER if deferred else ENDED), []

    # Calls that are given the span.

    def _given(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        """A call of something else, which may get the span in an argument."""
        function = self.resolve(step)
        if function is not None and state.status in (OPEN, ENDED):
            after = self._summarised(step, function, state, deferred)
            if after is not None:
                return after
        if state.status != OPEN:
            return state, []
        managed = self._managed(step, state)
        if managed is not None:
            return managed, []
        if any(step.text in each.borrows for each in self.known):
            return state, []
        for value in (*step.arguments, *(value for _, value in step.keywords)):
            state = self._argument(step, value, state)
            if state.status != OPEN:
                break
        return state, []

    def _argument(self, step: Call, value: Value, state: State) -> State:
        """A value that is given to a callee that can't be seen."""
        closure = self._function(value)
        if closure is not None and self.summaries.settles(self.unit, closure, state.handles, self):
            self.given.append((step, closure, state.handles))
            return self._hand(state)
        paths = self.carried(value, state)
        if not paths:
            return state
        if (ENDER,) in paths or any(path[-1:] == (ENDER,) for path in paths):
            return self._hand(state)
        bare = () in paths or step.makes
        if bare and not self.ends_after(step):
            return self._hand(state, HANDED if step.makes else GIVEN)
        if not bare:
            self.lent = True
            return state
        return state._replace(handles=state.handles | {step.result.field(OBJECT if step.makes else "*")})

    def _managed(self, step: Call, state: State) -> State | None:
        """The state after a call that makes a context manager over the span, or None where it makes none."""
        for library in self.known:
            table = library.manages.get(step.name)
            if table is None or len(step.arguments) <= table["span"] or not self.holds(step.arguments[table["span"]], state):
                continue
            ends = _option(step, table["ends"])
            if ends is True:
                return state._replace(handles=state.handles | {step.result.field(MANAGER)})
            return state if ends is False else self._hand(state)
        return None

    def _dormant_call(self, step: Call, state: State) -> State:
        for value in (*step.arguments, *(value for _, value in step.keywords)):
            if self.carried(value, state):
                return self._hand(state)
        if step.receiver is None or not self.carried(step.receiver, state):
            return state
        # Entered by hand through the call's own value, the manager is collected before the next step runs.
        self.dropped |= isinstance(step.receiver, Place) and step.receiver in self.seed
        return self._hand(state)

    def _function(self, value: Value) -> Function | None:
        if isinstance(value, Made):
            return value.function
        return self.closures.get(value.root) if isinstance(value, Place) and not value.path else None

    def _summarised(self, step: Call, function: Function, state: State, deferred: bool) -> tuple[State, list[str]] | None:
        """What a function of this file does with the span it is given or captures; None where it gets none."""
        effect = self.summaries.effect(self.unit, step, function, state, self)
        if effect in (None, "gives"):
            return None
        if effect == "borrows":
            return state, []
        if effect == "ends":
            if self.summaries.leaks_on_raise(self.unit, step, function, state, self):
                self.unsettled.add(step.at.start_byte)
            return self._ended(state, deferred)
        if effect == "either" and state.status == OPEN:
            return state._replace(status=ENDED), ["either"]
        if effect == "gives back":
            return state._replace(handles=state.handles | {step.result}), []
        return (self._hand(state), []) if state.status == OPEN else (state, [])

    def ends_after(self, step: Call | Leave) -> bool:
        """Whether the function itself may end the span after this step, without anything raised in between."""
        if self._ends_after is None:
            self._ends_after = self.summaries.ends_after(self.unit, self, self.seed)
        return step.at.start_byte in self._ends_after

    def _hand(self, state: State, how: int = HANDED) -> State:
        self.handed = True
        return state._replace(status=how, handles=frozenset())

    # Bindings.

    def _bind(self, step: Bind, state: State) -> tuple[State, list[str]]:
        facts = self._facts_after(step, state)
        state = state._replace(facts=facts) if facts is not state.facts else state
        if state.status in (UNBORN, HANDED, GIVEN):
            return state, []
        paths = self.carried(step.value, state)
        if paths and self._is_outside(step.target) and state.status != DORMANT:
            return (self._hand(state) if state.status == OPEN else state), []
        closure = self._function(step.value)
        if closure is not None and step.target.path and state.status == OPEN:
            if self.summaries.settles(self.unit, closure, state.handles, self):
                return self._hand(state), []
        kept = frozenset(handle for handle in state.handles if not handle.within(step.target))
        handles = kept | {Place(step.target.root, (*step.target.path, *path)) for path in paths}
        said = []
        if state.status == OPEN and kept != state.handles and not any(h.root[0] != "#" for h in handles) and self._is_start(step.value):
            said.append("overwritten")
        return state._replace(handles=handles), said

    def _is_start(self, value: Value) -> bool:
        return isinstance(value, Place) and value in self.summaries.started(self.graph, self.known)

    def _is_outside(self, target: Place) -> bool:
        """Whether others see what is stored there: a field of what the function did not make, or a name not its own."""
        if target.root[0] == "#":
            return False
        if target.path:
            return target.root not in self._literals
        if target.root in self.graph.outer or self.unit.language.settings.get("assignment") == "declares":
            return target.root in self.graph.outer
        return target.root not in self.graph.owned and target.root not in self.graph.taken

    def _facts_after(self, step: Bind, state: State) -> frozenset[tuple[str, bool]]:
        """What is still known when a name is bound: nothing about it, but what a constant says."""
        key = f"{step.target.root}.{'.'.join(step.target.path)}"
        mark = f"{step.target.root}."
        facts = state.facts
        if facts and any(mark in fact or step.target.root.partition(":")[2] in fact for fact, _ in facts):
            facts = frozenset(pair for pair in facts if not self._about(pair[0], step.target))
        if isinstance(step.value, Literal) and key in self.constants and step.value.truth is not None:
            known = {(f"truth {key}", step.value.truth), (f"null {key}", step.value.kind == "null")}
            facts = frozenset(pair for pair in facts if pair[0] not in (f"truth {key}", f"null {key}")) | known
        return facts

    def _about(self, key: str, target: Place) -> bool:
        roots = self._roots_of_tests().get(key)
        return roots is not None and target.root in roots

    def _roots_of_tests(self) -> dict[str, frozenset[str]]:
        if self._roots is None:
            self._roots = {e.test.key: e.test.roots for b in self.graph.blocks for e in b.edges if e.test is not None}
        return self._roots

    # Leaving, entering.

    def _leave(self, step: Leave, state: State) -> State:
        if state.status not in (OPEN, DORMANT):
            return state
        closure = self._function(step.value)
        settles = closure is not None and self.summaries.settles(self.unit, closure, state.handles, self)
        if not settles and isinstance(step.value, Pack):
            inner = [self._function(item) for _, item in step.value.items]
            settles = any(f is not None and self.summaries.settles(self.unit, f, state.handles, self) for f in inner)
        paths = self.carried(step.value, state)
        if not settles and not paths:
            return state
        if step.how == "return" and state.status == OPEN:
            self.returned |= set(paths)
        # What a callee gives back may hold the span that it got; where the function ends it yet, the callee did not keep it.
        uncertain = step.how == "yield" or all(path[-1:] == ("*",) for path in paths)
        if uncertain and not settles and self.ends_after(step):
            return state
        return self._hand(state)

    def _enter(self, step: Enter, state: State) -> State:
        if state.status in (OPEN, DORMANT) and step.target is not None:
            paths = self.carried(step.manager, state)
            if () in paths:
                return state._replace(status=MANAGED, handles=state.handles | {step.target})
            if (MANAGER,) in paths:
                if state.status == OPEN:
                    return state._replace(status=MANAGED)
                return self._enter_start(step, state)
        return state

    def _enter_start(self, step: Enter, state: State) -> State:
        """The context manager that starts the span is entered: it will end it, unless it was told not to."""
        assert self.start is not None and step.target is not None
        handles = state.handles | {step.target}
        ends = self._manager_ends
        if ends is True:
            return state._replace(status=MANAGED, handles=handles)
        # Without a name for it, the block's own code can't end it: whoever does finds it through the context.
        return state._replace(status=OPEN, handles=handles) if ends is False else self._hand(state)

    def _release(self, step: Release, state: State) -> State:
        if state.status != MANAGED:
            return state
        paths = self.carried(step.manager, state)
        return state._replace(status=ENDED) if () in paths or (MANAGER,) in paths else state


def _option(step: Call, option: dict[str, object], otherwise: bool = False) -> bool | None:
    """What a call says of an option, `otherwise` where it says nothing, None where only the run knows."""
    for name, value in step.keywords:
        if name == option["option"]:
            return value.truth if isinstance(value, Literal) else None
    position = option["position"]
    if isinstance(position, int) and len(step.arguments) > position:
        value = step.arguments[position]
        return value.truth if isinstance(value, Literal) else None
    return otherwise


def _functions(graph: Graph) -> dict[str, Function]:
    """The functions that names of the graph stand for, where each is bound once."""
    bound: dict[str, list[Value]] = {}
    for block in graph.blocks:
        for step in block.steps:
            if isinstance(step, Bind) and not step.target.path:
                bound.setdefault(step.target.root, []).append(step.value)
    return {root: values[0].function for root, values in bound.items() if len(values) == 1 and isinstance(values[0], Made)}


def _closures(graph: Graph) -> dict[str, Function]:
    """The functions that names stand for, also where a decorator may have changed how they are called."""
    found = _functions(graph)
    for block in graph.blocks:
        for step in block.steps:
            if isinstance(step, Bind) and isinstance(step.value, Pack) and not step.target.path:
                for key, value in step.value.items:
                    if key == "*" and isinstance(value, Made):
                        found[step.target.root] = value.function
    return found


def _awaited(graph: Graph) -> dict[int, Call]:
    """The calls that an await stands in front of, by the byte at which both end."""
    ends = {s.at.end_byte for b in graph.blocks for s in b.steps if isinstance(s, Risk) and s.what == "await"}
    return {s.at.end_byte: s for b in graph.blocks for s in b.steps if isinstance(s, Call) and s.at.end_byte in ends}


def _constants(graph: Graph) -> frozenset[str]:
    """The names that are set to true, false or null somewhere, as tests write them."""
    found = set()
    for block in graph.blocks:
        for step in block.steps:
            if isinstance(step, Bind) and isinstance(step.value, Literal) and step.value.kind in ("true", "false", "null"):
                found.add(f"{step.target.root}.{'.'.join(step.target.path)}")
    return frozenset(found)


def _literals(graph: Graph) -> frozenset[str]:
    """The names that only ever hold objects and lists which the function itself writes down."""
    found: dict[str, bool] = {}
    for block in graph.blocks:
        for step in block.steps:
            if isinstance(step, Bind) and not step.target.path:
                found[step.target.root] = found.get(step.target.root, True) and isinstance(step.value, Pack)
    return frozenset(root for root, fits in found.items() if fits and root in graph.owned)

