"""Where the span is, what a call runs, and how surely a step raises: what the effects
of steps are decided by."""

from .annotations import Protocol
from .calm import Functions, never_rejects
from .describing import describing
from .graph import ASIDE, FAINT, FOREIGN, NEVER, PLAIN, Call, Graph, Lookup, Risk, Step
from .libraries import Library, Words, words_of_all
from .lifetime_types import Outcome
from .names import Function
from .overview import Overview
from .own_fields import is_own
from .spans import Start
from .state import State
from .texts import words_of
from .unit import Unit
from .values import Choice, Literal, Made, Pack, Place, Value, roots_of

MANAGER = "@manager"
ENDER = "@end"
OBJECT = "@object"
LENT = "@lent"
CONTEXT = "@context"
"""Parts of a value that no text names: the context manager that ends the span, the span's bound end, the
inside of an object made with it, the context manager that only lends it, the context that has it."""


class Helpers(Functions, Protocol):
    """What is known of the functions of a file; `summaries.py` has it."""

    def outcome(
        self, function: Function, seed: frozenset[Place], literals: tuple[tuple[Place, Literal], ...] = ()
    ) -> Outcome | None: ...
    def overview(self, graph: Graph, words: Words, literals: dict[Place, Literal]) -> Overview: ...
    def captured(self, function: Function, handles: frozenset[Place]) -> frozenset[Place]: ...
    def settles(self, function: Function, handles: frozenset[Place]) -> bool: ...
    def settles_always(self, function: Function, handles: frozenset[Place]) -> bool: ...
    def effect(self, step: Call, function: Function, state: State, holding: "Holding") -> str | None: ...
    def returns(self, function: Function | None) -> bool: ...
    def runs_code_of_others(self, step: Call, function: Function, graph: Graph) -> bool: ...
    def abroad(self, step: Call, graph: Graph) -> Function | None: ...
    def ends_after(
        self, holding: "Holding", seed: frozenset[Place]
    ) -> tuple[frozenset[int], frozenset[int]]: ...
    def given(self, step: Call, function: Function, state: State, holding: "Holding") -> frozenset[Place]: ...
    def runs_later(self, function: Function, handles: frozenset[Place]) -> bool: ...
    def lends(self, constructor: Function, seed: frozenset[Place]) -> bool: ...
    def aliases(self, holding: "Holding") -> set[str]: ...
    def started(self, graph: Graph, known: tuple[Library, ...]) -> frozenset[Place]: ...


class Holding:
    """One span in one graph: the start that makes it, or the places that hold it on entry (`seed`)."""

    def __init__(
        self,
        unit: Unit,
        graph: Graph,
        summaries: Helpers,
        known: tuple[Library, ...],
        start: Start | None,
        contract: str,
        literals: dict[Place, Literal] | None = None,
    ) -> None:
        self.unit = unit
        self.graph = graph
        self.summaries = summaries
        self.known = known
        self.words = words_of_all(known, tuple(start.table.get("verbs", ())) if start is not None else ())
        self.start = start
        self.contract = contract
        self.literals = literals or {}
        self.overview = summaries.overview(graph, self.words, self.literals)
        starts = self.overview.calls_at.get(start.at, []) if start is not None else []
        self.seed = frozenset(step.result for step in starts)
        self.started_on = frozenset(s.receiver.key for s in starts if isinstance(s.receiver, Place))
        self._ends_after: tuple[frozenset[int], frozenset[int]] | None = None
        self._own: dict[Place, bool] = {}
        self._calm: dict[Place, bool] = {}
        self._of_libraries: dict[tuple[str, str], bool] = {}
        self._describing: frozenset[int] | None = None
        self.asks_abroad = False

    # The span in a value.

    def carried(self, value: Value, state: State) -> list[tuple[str, ...]]:
        """In which parts of a value the span is: () is the value itself, a field is inside of
        it, (ENDER,) is its end."""
        if isinstance(value, Place):
            inside = [handle.path[len(value.path) :] for handle in state.handles if handle.within(value)]
            if (
                value.path
                and value.path[-1] in self.words.end
                and Place(value.root, value.path[:-1]) in state.handles
            ):
                inside.append((ENDER,))
            return inside
        if isinstance(value, Pack):
            return [(key, *path) for key, item in value.items for path in self.carried(item, state)]
        if isinstance(value, Choice):
            return [path for item in value.values for path in self.carried(item, state)]
        return []

    def holds(self, value: Value, state: State) -> bool:
        return () in self.carried(value, state)

    def is_it_or_its_end(self, place: Place, state: State) -> bool:
        """Whether a place holds the span, or is its end: to ask for this is to ask for the span."""
        return any(path in ((), (ENDER,)) for path in self.carried(place, state))

    def function_of(self, value: Value) -> Function | None:
        if isinstance(value, Made):
            return value.function
        return self.overview.closures.get(value.root) if isinstance(value, Place) and not value.path else None

    def closures_in(self, value: Value) -> list[Function]:
        """The functions that a value is or holds."""
        if isinstance(value, Pack):
            return [function for _, item in value.items for function in self.closures_in(item)]
        if isinstance(value, Choice):
            return [function for item in value.values for function in self.closures_in(item)]
        own = self.overview.members.get(value.root) if isinstance(value, Place) and not value.path else None
        function = self.function_of(value)
        functions = own or ([function] if function is not None else [])
        return [each for function in functions for each in (function, *self._called_by(function))]

    def _called_by(self, function: Function) -> list[Function]:
        """The named closures that a function written here mentions, and those in objects that it does."""
        text = self.unit.source.text[function.node.start_byte : function.node.end_byte]
        held = ((root, other) for root, others in self.overview.members.items() for other in others)
        return [
            other
            for root, other in (*self.overview.closures.items(), *held)
            if other is not function and root.partition(":")[2].encode() in text
        ]

    def _ends_by_another(self, function: Function, state: State) -> bool:
        """Whether a closure calls a named one of the same graph, which may end the span or hand it on."""
        others = self._called_by(function) if function.scope is not None else []
        return any(self.summaries.settles(other, state.handles) for other in others)

    def returns(self, step: Call) -> bool:
        """Whether a call can return at all, as far as the file shows."""
        return self.summaries.returns(self.resolve(step))

    def resolve(self, step: Call) -> Function | None:
        """The function of this file that a call runs, where that is certain."""
        known, key = self.overview.resolved, id(step)
        if key not in known:
            known[key] = self._resolved(step)
        return known[key]

    def _resolved(self, step: Call) -> Function | None:
        if isinstance(step.callee, Made):
            return step.callee.function
        if (
            isinstance(step.callee, Place)
            and step.callee.root in self.overview.functions
            and not step.callee.path
        ):
            return self.overview.functions[step.callee.root]
        return self.summaries.resolve(step, self.graph)

    def is_left(self, step: Call, function: Function) -> bool:
        """Whether nobody waits for what a call of an asynchronous function does."""
        return function.is_async and step.at.end_byte not in self.overview.awaited

    def callee(self, step: Call, state: State) -> Function | None:
        """The function that a call runs: of this file or, where the call gets the span, of another one."""
        function = self.resolve(step)
        if function is None and self._gets_span(step, state) and not self._is_known(step):
            return self.summaries.abroad(step, self.graph)
        return function

    def _is_known(self, step: Call) -> bool:
        """Whether the facts say what a call does with a span that it gets, such as to start one below it."""
        return any(step.name in each.starts or step.name in each.manages for each in self.known)

    def _goes_on(self, step: Call, state: State) -> bool:
        """Whether a call goes on with a generator that may have the span: the end is left to it then."""
        drives = step.receiver is not None and step.name in self.unit.calls["drives"]
        return drives and ("*",) in self.carried(step.receiver, state)

    def _gets_span(self, step: Call, state: State) -> bool:
        values = (*step.arguments, *(value for _, value in step.keywords))
        return any(path[-1:] != (CONTEXT,) for value in values for path in self.carried(value, state))

    def goes_with_a_function(self, step: Call, value: Value) -> bool:
        """Whether a call is given a function of the file and, in a list, what that is to be called with."""
        if not isinstance(value, Pack) or not all(key.isdigit() for key, _ in value.items):
            return False
        return any(
            self.function_of(each) is not None
            or (isinstance(each, Place) and bool(self.unit.definitions(each.name.rpartition(".")[2])))
            for each in (*step.arguments, *(given for _, given in step.keywords))
        )

    def ends_otherwise(self, step: Call, state: State) -> bool:
        """Whether a call seems to end the span by a name that its library does not have: a method of the
        span ("closeWithError", or "close" where nothing says for certain whose it is), or one of what it was
        started on ("finishSpan")."""
        words = self.words
        if step.receiver is None or step.name in words.methods or step.name in words.closers:
            return False
        first, *others = words_of(step.name) or [""]
        if first not in self.unit.calls["endings"] or any(step.text in each.finishers for each in self.known):
            return False
        if self.holds(step.receiver, state):
            return bool(others) or not (self.start is not None and self.start.certain)
        if not isinstance(step.receiver, Place) or step.receiver.key not in self.started_on:
            return False
        named = any(word in handles for word in others for handles in words.handles)
        return named and not self._gets_span(step, state)

    def ends_after(self, step: Step) -> bool:
        """Whether the function itself may end the span after this step, without
        anything raised in between."""
        return step.at.start_byte in self._ends()[0]

    def is_own_field(self, target: Place) -> bool:
        """Whether a place is a field that is as good as a name of the function's own."""
        if target not in self._own:
            self._own[target] = is_own(self.unit, self.graph, target, self.words.end)
        return self._own[target]

    def may_end_from(self, block: int) -> bool:
        """Whether an end of the span may follow from the start of a block, without anything raised."""
        return block in self._ends()[1]

    def _ends(self) -> tuple[frozenset[int], frozenset[int]]:
        if self._ends_after is None:
            self._ends_after = self.summaries.ends_after(self, self.seed)
        return self._ends_after

    # What raises.

    def error(self, step: Step, state: State) -> int:
        """How surely a step raises, as far as this span is concerned: its own methods never do."""
        if isinstance(step, Lookup) and step.error == FAINT and not self._doubts(step):
            return NEVER
        if not isinstance(step, Call):
            if self._awaits_start(step) or self._awaits_own(step, state) or self._awaits_what_is_calm(step):
                return NEVER
            return min(step.error, PLAIN) if self._awaits_helper(step, state) else step.error
        if step.receiver is not None and self.carried(step.receiver, state):
            return NEVER
        if self.start is not None and step.at == self.start.at:
            return NEVER
        if self._is_of_a_library(step.name, step.text):
            return NEVER
        if step.at.end_byte in self.overview.awaited:
            return NEVER  # the await that stands in front of it says so
        function = self.callee(step, state)
        sureness = self.summaries.error(step, function)
        if sureness == ASIDE and function is not None and self._counts(step, function, state):
            sureness = PLAIN
        if sureness == PLAIN and function is not None and self._runs_code_of_others(step, function, state):
            return FOREIGN
        if sureness == PLAIN and self._is_given_a_context(step):
            return NEVER
        if self._is_quiet(step):
            return min(sureness, FAINT)
        if sureness == PLAIN and self._describes(step):
            return ASIDE
        if self.asks_abroad and sureness < FOREIGN:
            sureness = min(sureness, self._error_abroad(step))
        # What an asynchronous function calls without awaiting it is a coroutine or a
        # generator: it runs when awaited.
        lazy = self.graph.asynchronous and self.unit.cancels and step.at.end_byte not in self.overview.awaited
        return min(sureness, PLAIN) if lazy else sureness

    def thrown(self, step: Call) -> int:
        """How surely a call raises that never returns and has a name that says otherwise."""
        return self.summaries.error(step._replace(error=PLAIN), self.resolve(step))

    def is_calm_abroad(self, step: Step) -> bool:
        """Whether a step calls a function of another file that raises nothing."""
        return isinstance(step, Call) and step.error > NEVER == self._error_abroad(step)

    def _error_abroad(self, step: Call) -> int:
        """How surely a call raises, by what another file says of it."""
        function = self.summaries.abroad(step, self.graph)
        return self.summaries.error(step, function) if function is not None else step.error

    def _counts(self, step: Call, function: Function, state: State) -> bool:
        """Whether it counts that a function calls what can't be seen: it may be at work, describes the span
        with values that come from elsewhere, or is one of several that may be meant."""
        works = not self.graph.asynchronous and self.unit.language.settings.get("work") != "awaited"
        return works or not self._is_by_name(step) or self._has_span(step, function, state)

    def _has_span(self, step: Call, function: Function, state: State) -> bool:
        """Whether a call gives a function the span, or this finds it around itself."""
        return self._gets_span(step, state) or bool(self.summaries.captured(function, state.handles))

    def _runs_code_of_others(self, step: Call, function: Function, state: State) -> bool:
        """Whether a helper that has nothing to do with the span runs what this function was given to run."""
        knows = self._has_span(step, function, state)
        return not knows and self.summaries.runs_code_of_others(step, function, self.graph)

    def _is_of_a_library(self, name: str, text: str) -> bool:
        """Whether a call is a tracing library's own, or makes a status: the specification's error handling
        forbids those to raise. Asked once for each text."""
        key = name, text
        if key not in self._of_libraries:
            self._of_libraries[key] = any(
                name in each.methods or text in each.borrows or text in each.verdicts for each in self.known
            )
        return self._of_libraries[key]

    def _doubts(self, step: Lookup) -> bool:
        """Whether the function asks anything of what it looks into, so that not all is sure to be there."""
        asked = (test for test in self.overview.tests.values() if test.about == "other" or test.sorts)
        named = isinstance(step.value, Place) and not step.value.path
        return named and any(roots_of(step.value) <= test.roots for test in asked)

    def _describes(self, step: Call) -> bool:
        """Whether a call is one of a helper that only describes the span."""
        if self._describing is None:
            self.unit.deadline.check()  # it looks at all steps of the graph
            self._describing = describing(self.graph, self.summaries.aliases(self))
        told = step.at.start_byte in self._describing
        return told and (self._is_by_name(step) or step.result not in self.overview.named)

    def _is_by_name(self, step: Call) -> bool:
        """Whether a call is one of a function by its name, or of a method of the object whose method runs."""
        receivers = self.unit.language.settings["receivers"]
        return step.receiver is None or (isinstance(step.receiver, Place) and step.receiver.name in receivers)

    def _is_given_a_context(self, step: Call) -> bool:
        """Whether a call is given a context with a span in it, and does not run code of others in it."""
        given = self.overview.contexts.intersection(step.arguments)
        return bool(given) and not self.unit.runs_argument(step.text)

    def _is_quiet(self, step: Call) -> bool:
        """Whether a call's name says that it only looks something up or describes it, and nothing says that
        this is done elsewhere."""
        first, calls = next(iter(words_of(step.name)), None), self.unit.calls
        return first in calls["quiet"] and step.text not in calls["foreign"]

    def is_given_back(self, step: Step, state: State) -> bool:
        """Whether a call gets the span itself and its value is what is returned: the callee has
        it, even if it raises."""
        return (
            isinstance(step, Call)
            and step.result in self.overview.given_back
            and any(self.holds(v, state) for v in step.arguments)
        )

    def exit(self, step: Step, state: State) -> int:
        """How surely a step is where the function is left for good."""
        if self._awaits_start(step):
            return NEVER
        return min(step.exit, PLAIN) if self._awaits_helper(step, state) else step.exit

    def _awaits_start(self, step: Step) -> bool:
        """Whether a step awaits the call that starts the span: where that fails, there is no span."""
        call = self._awaited_by(step)
        return call is not None and self.start is not None and call.at == self.start.at

    def _awaits_what_is_calm(self, step: Step) -> bool:
        """Whether a step awaits what never rejects, such as a timer."""
        call = self._awaited_by(step)
        if call is not None and call.result not in self._calm:
            far = self.asks_abroad
            self._calm[call.result] = never_rejects(call, self.unit, self.graph, self.summaries, far)
        return call is not None and self._calm[call.result]

    def is_calm_far_away(self, step: Step) -> bool:
        """Whether a step raises nothing, by what another file says of what it calls or awaits."""
        call = self._awaited_by(step)
        if call is None:
            return isinstance(step, Call) and step.error < FOREIGN and self._error_abroad(step) < PLAIN
        return never_rejects(call, self.unit, self.graph, self.summaries, far=True)

    def _awaits_own(self, step: Step, state: State) -> bool:
        """Whether a step awaits a method of the span itself, which fails as little as any."""
        call = self._awaited_by(step)
        return call is not None and call.name in self.words.methods and self.holds(call.receiver, state)

    def _awaited_by(self, step: Step) -> Call | None:
        """The call that a step awaits, if it does."""
        awaits = isinstance(step, Risk) and (step.what == "await" or step.at in self.overview.delegated)
        return self.overview.awaited.get(step.at.end_byte) if awaits else None

    def _awaits_helper(self, step: Step, state: State) -> bool:
        """Whether a step awaits a call that got this span: a helper of the instrumentation's
        own, not foreign code."""
        call = self._awaited_by(step)
        return call is not None and self._gets_span(call, state)


def only_in_contexts(paths: list[tuple[str, ...]]) -> bool:
    """Whether a value has the span, by the paths inside of it, in nothing but contexts."""
    return all(path[-1:] == (CONTEXT,) for path in paths)


def is_named(handles: frozenset[Place]) -> bool:
    """Whether a name holds the span itself, and not only a context with it."""
    return any(handle.root[0] != "#" and handle.path[-1:] != (CONTEXT,) for handle in handles)
