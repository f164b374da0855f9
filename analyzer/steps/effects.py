"""What a step does with a span: starts, ends, uses, lends or hands it over, or gives it a further handle.

Silence is designed here. Every way in which a span leaves a function's hands is one method; what is not
understood counts as handed over. Lending is not giving: a callee that can't be seen only borrowed the span if
the function itself ends it later on the same way, and a span inside a literal given to a callee is lent.
"""

from ..annotations import Any
from ..graph import NEVER, Bind, Call, Enter, Leave, Release, Step, Test
from ..names import Function
from ..tracing.options import option_of
from ..values import CURRENT, Place, Value
from .asked_inside import Facts
from .gathering import Gathering
from .holding import CONTEXT, ENDER, LENT, MANAGER, OBJECT, is_named, only_in_contexts
from .overview import gives_the_span
from .state import DORMANT, ENDED, GIVEN, HANDED, LATER, MANAGED, OPEN, UNBORN, VOID, State
from .verdicts import binds_anew


class Effects(Gathering):
    """The effects of the steps of one graph on one span, and what has come to light on the way."""

    lends_to_containers = lends_to_blocks = False
    handed = kept = dropped = left = settled = once = placed = False
    manager_ends: bool | None = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.given: list[tuple[Call | Bind, Function, frozenset[Place]]] = []
        self.known_given: dict[int, list[Facts]] = {}  # what is known when a closure, by its id, is given
        self.returned, self.stored = set[tuple[str, ...]](), set[Place]()
        self.owners: list[tuple[Function, frozenset[Place]]] = []
        self.elsewhere = self.yields = 0
        self.closures: list[frozenset[tuple[str, ...]]] = []
        self.disowned, self.said_by_handlers = set[Test](), set[tuple[str, bool]]()
        self.handed_in: set[int] = set()  # the blocks in which it is handed over

    # Steps.

    def apply(self, step: Step, state: State, deferred: bool) -> tuple[State, list[str]]:
        """The state after a step, and what is to be said: "overwritten", "double-end later" and the like."""
        if (gathered := self.gathered(step, state)) is not None:
            return gathered, []
        if isinstance(step, Call):
            return self._call(step, state, deferred)
        if isinstance(step, Bind):
            return self._bind(step, state)
        if isinstance(step, Leave):
            return self._leave(step, state), []
        if isinstance(step, Enter):
            return self._enter(step, state)
        if isinstance(step, Release):
            return self._release(step, state), []
        return state, []

    def _call(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        if self.start is not None and step.at == self.start.at:
            return self._begin(step, state)
        if state.status in (UNBORN, HANDED, GIVEN):
            return state, []
        if state.status == OPEN and self.may_end_it(step, state):
            return self._hand(state), []
        if step.receiver is not None and self.holds(step.receiver, state):
            return self._method(step, state, deferred)
        if step.name in self.words.leave and (MANAGER,) in self.carried(step.receiver, state):
            return self._ended(state, deferred) if state.status == OPEN else (self._hand(state), [])
        if isinstance(step.callee, Place) and (ENDER,) in self.carried(step.callee, state):
            return self._ended(state, deferred)
        if step.name in self.words.end and step.receiver in self.overview.getters and state.status == OPEN:
            # Whatever is current is ended: that may be this span.
            return self._hand(state), []
        if step.name in self.words.getters and (CURRENT in state.handles or self.asks_context(step, state)):
            return self._also(state, step.result), []
        if step.name in self.words.closers:
            # What is current is the last span started, which may be another one: a second end is no misuse.
            return (self._ended(state, deferred)[0], []) if state.status == OPEN else (state, [])
        if state.status == DORMANT:
            return self._dormant_call(step, state), []
        if state.status == OPEN and self._goes_on(step, state):
            return self._hand(state, GIVEN), []
        return self._given(step, state, deferred)

    def _begin(self, step: Call, state: State) -> tuple[State, list[str]]:
        assert self.start is not None
        said = ["overwritten"] if state.status == OPEN and is_named(state.handles) else []
        said = ["either"] if self.kept_beside(step, state) else said
        state = state._replace(facts=self.facts_of_start(state.facts))
        if self.start.gives == "manager":
            keeps = self.start.table.get("keeps")
            self.manager_ends = keeps is None or option_of(step, keeps, otherwise=True)
            return state._replace(
                status=DORMANT, handles=frozenset((step.result.field(MANAGER),)), raised=NEVER
            ), said
        paths = self.start.table.get("paths", ((),))
        handles = frozenset(Place(step.result.root, tuple(path)) for path in paths)
        begun = DORMANT if self.words.begin and not self.start.derived else OPEN
        return state._replace(status=begun, handles=handles, raised=NEVER, recorded=False), said

    def _method(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        """A call of the span's own method."""
        if step.name in self.words.end or step.name in self.words.leave or self.tells_its_end(step):
            if state.status == MANAGED and (step.arguments or step.keywords):
                return state, []  # it says when the span has ended, which its scope can't
            again = state.status == LATER or (state.status == ENDED and deferred)
            return (state, ["double-end later"]) if again else self._ended(state, deferred)
        if self.is_sent_when_over(step, state) or self.may_end_itself(step, state):
            return self._hand(state), []
        said = list[str]()
        if state.status == DORMANT and step.name in self.words.begin:
            state = state._replace(status=OPEN)
        if step.name in self.words.write and (state.status == ENDED or (state.status == LATER and deferred)):
            said.append("use-after-end" if state.status == ENDED else "use-after-end later")
        if step.name in self.words.record and self.contract == "record":
            state = state._replace(recorded=True)
        if gives_the_span(step, self.unit, self.words):
            state = self._also(state, step.result)
        return state, said

    def _ended(self, state: State, deferred: bool) -> tuple[State, list[str]]:
        if state.status in (ENDED, MANAGED) and not deferred:
            return state, ["double-end"]
        if state.status != OPEN:
            return state, []
        kept = frozenset(each for each in state.handles if each.root not in self.overview.batches)
        return state._replace(status=LATER if deferred else ENDED, handles=kept), []

    # Calls that are given the span.

    def _given(self, step: Call, state: State, deferred: bool) -> tuple[State, list[str]]:
        """A call of something else, which may get the span in an argument."""
        function = self.callee(step, state)
        if function is not None and state.status in (OPEN, ENDED):
            after = self._summarised(step, function, state, deferred or self.is_left(step, function))
            if after is not None:
                return after
        if any(step.text in each.finishers for each in self.known) and self.is_given(step, state):
            return self._ended(state, deferred)
        if state.status != OPEN:
            return state, []
        if told := self.left_by_telling(step, False, state):
            return self._ended(state, deferred) if told == "ends" else (state, [])
        if (managed := self._managed(step, state)) is not None:
            return managed, []
        if step.text in self.unit.calls["through"] and self.is_given(step, state):
            return self._also(state, step.result), []
        if self.makes_context(step, state):
            self.placed = True
            state = state._replace(handles=state.handles | {CURRENT}) if self.overview.getters else state
            return self._also(state, step.result.field(CONTEXT)), []
        if step.text in self.unit.calls["looks"] or any(step.text in each.borrows for each in self.known):
            return state, []
        methods = self.closures_in(step.callee) if step.makes else []
        if any(self.summaries.settles(method, state.handles) for method in methods):
            return self._hand(state), []
        for value in (*step.arguments, *(value for _, value in step.keywords)):
            state = self._argument(step, value, state)
            if state.status != OPEN:
                break
        return state, []

    def _to_closures(self, step: Call, value: Value, state: State) -> State:
        """The closures in a value that is given away, which may end the span."""
        for closure in self.closures_in(value):
            if self.summaries.settles(closure, state.handles):
                self.given.append((step, closure, state.handles))
                self.known_given.setdefault(closure.node.id, []).append(self.known_to_closures(state))
                if self.summaries.settles_always(closure, state.handles):
                    self.settled = True
                    return self._hand(state)
                self.kept = True
                state = state._replace(returned=True)
        return state

    def _argument(self, step: Call, value: Value, state: State) -> State:
        """A value that is given to a callee that can't be seen."""
        state = self._to_closures(step, value, state)
        paths = self.carried(value, state)
        if not paths:
            return state
        if any(path[-1:] in ((ENDER,), (MANAGER,)) for path in paths):
            return self._hand(state)
        if all(path[-1:] == ("*",) for path in paths):
            # Only what an earlier callee gave back, which may hold the span, goes on: so may
            # what this one gives back.
            return self._also(state, step.result.field("*"))
        if step.text in self.unit.calls["keeps"] and not (self.lends_to_containers and self.ends_after(step)):
            return self._hand(state)
        if only_in_contexts(paths):
            # A context goes everywhere: whoever gets it works in the span. An object may keep it for more.
            return self._hand(state) if step.makes and self.may_end_by_an_object(step) else state
        named = any(not handle.path and handle.root[0] != "#" for handle in state.handles)
        whole = () in paths or step.makes or (isinstance(value, Place) and not named)
        whole = whole or self.says_it_ends_spans(step)
        if (whole or self.goes_with_a_function(step, value)) and not self.lends(step):
            if step.makes and (constructor := self.resolve(step)) is not None:
                given = self.summaries.given(step, constructor, state, self)
                if given and self.summaries.lends(constructor, given):
                    return state
                self.elsewhere -= 1
                self.owners.append((constructor, given))
            return self._hand(state, HANDED if step.makes else GIVEN)
        if self.is_callback(step) and self.lends(step):
            return state
        return self._also(state, step.result.field(OBJECT if step.makes else "*"))

    def _managed(self, step: Call, state: State) -> State | None:
        """The state after a call that makes a context manager over the span, or None where it makes none."""
        for library in self.known:
            table = library.manages.get(step.name)
            if (
                table is None
                or len(step.arguments) <= table["span"]
                or not self.holds(step.arguments[table["span"]], state)
            ):
                continue
            ends = option_of(step, table["ends"])
            if ends is True:
                return self._also(state, step.result.field(MANAGER))
            if ends is False:
                return self._also(state, step.result.field(LENT))
            return self._hand(state)
        return None

    def _dormant_call(self, step: Call, state: State) -> State:
        if self.carried(step.callee, state):
            return self._hand(state)  # it decorates what it is called with
        for value in (*step.arguments, *(value for _, value in step.keywords)):
            if self.carried(value, state):
                return self._hand(state)
        if step.receiver is None or not self.carried(step.receiver, state):
            return state
        if step.name in self.words.methods and not (self.start and self.start.table.get("prepares")):
            # The manager is taken for the span that it would give.
            self.dropped = True
        # Entered by hand through the call's own value, the manager is collected before the next step runs.
        self.dropped |= isinstance(step.receiver, Place) and step.receiver in self.seed
        return self._hand(state)

    def _summarised(
        self, step: Call, function: Function, state: State, deferred: bool
    ) -> tuple[State, list[str]] | None:
        """What a function of this file does with the span that it gets; None where it gets none."""
        effect = self.summaries.effect(step, function, state, self)
        if effect in ("borrows", None) and self.ends_by_another(function, state.handles):
            effect = "ends once" if effect else "keeps"
        if effect == "may keep":
            effect, self.kept = "gives", True
        if effect == "gives" and state.status == OPEN and not self._gets_span(step, state):
            return (state if self.ends_after(step) else self._hand(state, GIVEN)), []
        if effect == "keeps" and self.summaries.runs_later(function, state.handles):
            self.given.append((step, function, state.handles))
            self.settled = True
        if effect in (None, "gives") or (step.makes and effect in ("keeps", "either")):
            return None
        if effect == "borrows":
            # It may call a closure that it is given, too.
            for value in (*step.arguments, *(value for _, value in step.keywords)):
                state = self._to_closures(step, value, state) if state.status == OPEN else state
            return state, []
        if effect == "ends once" and state.status != OPEN:
            return state, []
        if effect in ("ends", "ends once"):
            self.once |= effect == "ends once"
            graph = self.summaries.graph(function)
            if function.scope is not None and binds_anew(graph, state.handles):
                return (self._hand(state) if state.status == OPEN else state), []
            return self._ended(self.told_by(graph, state) if function.scope is not None else state, deferred)
        if effect == "either" and state.status == OPEN and step.result not in self.overview.tested:
            return state._replace(status=LATER), ["either"]
        if effect == "gives back":
            return self._also(state, step.result), []
        return (self._hand(state), []) if state.status == OPEN else (state, [])

    def _hand(self, state: State, how: int = HANDED) -> State:
        self.handed = True
        self.elsewhere += 1
        self.kept |= how == HANDED
        return state._replace(status=how, handles=frozenset())

    def _also(self, state: State, place: Place) -> State:
        """The state when the span is in a further place, unless that is a temporary which nothing reads."""
        if place.root[0] == "#" and place.root not in self.overview.read:
            return state
        return state._replace(handles=state.handles | {place})

    # Bindings.

    def _bind(self, step: Bind, state: State) -> tuple[State, list[str]]:
        facts = self.facts_after(step, state)
        state = state._replace(facts=facts) if facts is not state.facts else state
        if state.status in (UNBORN, HANDED, GIVEN):
            return state, []
        if self.is_set_over(step, state) or self.may_be_taken_out(step.value, state):
            return self._hand(state), []
        if self.is_put_among_others(step, state):
            return self._hand(state), []
        paths = self.carried(step.value, state)
        if paths and state.status == DORMANT and self._is_outside(step.target):
            self.stored.add(step.target)
        if paths and state.status != DORMANT and (self._is_outside(step.target) or self._is_shared(step)):
            if state.status == OPEN and not only_in_contexts(paths):
                self.elsewhere -= 1
                self.stored |= {Place(step.target.root, (*step.target.path, *path)) for path in paths}
            return (self._hand(state) if state.status == OPEN else state), []
        if state.status == OPEN and (
            any("[]" in path for path in paths) or (paths and "[]" in step.target.path)
        ):
            return self._hand(state), []
        if step.target.path and state.status == OPEN:
            for closure in self.closures_in(step.value):
                if self.summaries.settles(closure, state.handles):
                    self.given.append((step, closure, state.handles))
                    self.settled = True
                    return self._hand(state), []
        kept = frozenset(handle for handle in state.handles if not handle.within(step.target))
        handles = kept | {Place(step.target.root, (*step.target.path, *path)) for path in paths}
        said = list[str]()
        if (
            state.status == OPEN
            and kept != state.handles
            and not is_named(handles)
            and self.is_start(step.value)
        ):
            return state._replace(status=VOID, handles=frozenset()), ["overwritten"]
        return state._replace(handles=handles), said

    def _is_outside(self, target: Place) -> bool:
        """Whether others see what is stored there: a field of what it did not make, or a name not its own."""
        if target.root[0] == "#":
            return False
        if target.path:
            return target.root not in self.overview.literals and not self.is_own_field(target)
        if target.root in self.graph.outer or self.unit.assigns:
            return target.root in self.graph.outer
        return target.root not in self.graph.owned and target.root not in self.graph.taken

    def _is_shared(self, step: Bind) -> bool:
        """Whether a name of the module gets the span, for the module's functions or for others to end."""
        return self.graph.module and step.target.scope == self.graph.first_scope and not self.ends_after(step)

    # Leaving, entering.

    def _leave(self, step: Leave, state: State) -> State:
        if state.status not in (OPEN, DORMANT):
            return state
        settles = any(self.summaries.settles(f, state.handles) for f in self.closures_in(step.value))
        paths = self.carried(step.value, state)
        if settles and step.how == "return":
            self.closures.append(frozenset(self.ends_in(step.value, state)))
        if settles or not paths:
            return self._hand(state) if settles else state
        if step.how == "return" and state.status == OPEN:
            if self.start is None and (self._is_setter(step.value) or only_in_contexts(paths)):
                return state
            self.returned |= set(paths)
            return state._replace(returned=True)
        if step.how != "yield":
            return self._hand(state)
        self.yields += () in paths
        return state if self.lends_to_blocks or self.ends_after(step) else self._hand(state)

    def _is_setter(self, value: Value) -> bool:
        """Whether a value is what a setter of the span gives back: a closure that returns it
        means to set, not to give."""
        return isinstance(value, Place) and value.root in self.overview.setters

    def _enter(self, step: Enter, state: State) -> tuple[State, list[str]]:
        if state.status in (OPEN, DORMANT) and step.target is not None:
            paths = self.carried(step.manager, state)
            if () in paths:
                return state._replace(status=MANAGED, handles=state.handles | {step.target}), []
            if (LENT,) in paths:
                return self._also(state, step.target), []
            if (MANAGER,) in paths:
                if state.status == OPEN:
                    return state._replace(status=MANAGED), []
                return self._enter_start(step, state)
        return state, []

    def _enter_start(self, step: Enter, state: State) -> tuple[State, list[str]]:
        """The context manager that starts the span is entered: it will end it, unless it was told not to."""
        assert self.start is not None and step.target is not None
        opened = state._replace(status=OPEN, handles=state.handles | {step.target})
        ends = self.manager_ends
        if ends is None and self.told is not None:
            ends = self.answer(self.told, state)
            if ends is None:
                # Where the answer is yes, the manager has the duty, and nothing is left to be said.
                return opened._replace(facts=opened.facts | {(f"truth {self.told.key}", False)}), ["either"]
        if ends is True:
            return opened._replace(status=MANAGED), []
        # Without a name for it, the block's own code can't end it: whoever does finds it through the context.
        return (opened if ends is False else self._hand(state)), []

    def _release(self, step: Release, state: State) -> State:
        if state.status != MANAGED:
            return state
        paths = self.carried(step.manager, state)
        return state._replace(status=ENDED) if () in paths or (MANAGER,) in paths else state
