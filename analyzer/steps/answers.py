"""What a search remembers of the answers to questions, so that one which is asked again is answered alike.

Remembered are those that are asked more than once, those about a name that is set to a constant, those about
what the span is started on, and those about a place that a name stands for which is asked about, too:
`span = parent`. That a name stands for a place is a fact itself, "same span parent", until one of both is
set.
"""

from functools import cached_property

from ..flow.questions import constant_of
from ..graph import Bind, Call, Graph, Test
from ..tracing.options import option_given
from ..values import CAUGHT, Literal, Made, Pack, Place, Value
from .constants import settled
from .containing import Containing
from .counting import counted_up
from .errors_kept import errors_kept
from .overview import steps_of
from .state import State

Facts = frozenset[tuple[str, bool]]


class Answers(Containing):
    """The questions of one graph, and what is known of them."""

    known_before: Facts = frozenset()
    """What is known when the function is called."""

    @cached_property
    def remembered(self) -> frozenset[str]:
        """The keys of the questions that are worth to be remembered."""
        asked = dict.fromkeys(self.overview.inner, 1)
        for block in self.graph.blocks:
            for edge in block.edges:
                if edge.test is not None and edge.outcome:
                    asked[edge.test.key] = asked.get(edge.test.key, 0) + 1
        # That something is null answers whether it is true.
        asked |= dict.fromkeys(asked if self.known_before else (), 2)
        both = {key.replace("null", "truth", 1) for key in asked if key.startswith("null ")} & asked.keys()
        asked |= dict.fromkeys((*both, *(key.replace("truth", "null", 1) for key in both)), 2)
        told = {self.told.key} if self.told is not None else set[str]()
        told |= {key.partition(" ")[2] for key, _ in self.known_before}
        known = self.overview.constants.union(self.started_on, told, *self.overview.same)
        once = [_group(key) for key in asked if key.startswith("equal ")]
        groups = {group for group in once if once.count(group) > 1}
        return frozenset(
            key
            for key, count in asked.items()
            if count > 1 or _about_what(key) in known or _group(key) in groups
        )

    def facts_of_start(self, facts: Facts) -> Facts:
        """What is known when the span is started: what it was started on is there."""
        there = {fact for key in self.started_on for fact in ((f"null {key}", False), (f"truth {key}", True))}
        return facts | {fact for fact in there if fact[0] in self.remembered} if there else facts

    @cached_property
    def told(self) -> Place | None:
        """The name whose answer tells the start's context manager whether to end the span, where something
        asks it, too."""
        start = self.start
        option = start.table.get("keeps") if start is not None else None
        if start is None or option is None:
            return None
        calls = (step for step in steps_of(self.graph) if isinstance(step, Call) and step.at == start.at)
        values = (value for step in calls for value in option_given(step, option))
        places = (value for value in values if isinstance(value, Place))
        return next((place for place in places if f"truth {place.key}" in self.overview.tests), None)

    def answer(self, place: Place, state: State) -> bool | None:
        """What is known of whether something is true; None for nothing."""
        return next((known for key, known in state.facts if key == f"truth {place.key}"), None)

    def learnt(self, test: Test, outcome: bool, state: State) -> State | None:
        """The state when a question is answered, None where it has been answered otherwise before."""
        if test.again and test.place is not None:
            others = (fact for fact in state.facts if fact[0].partition(" ")[2] != test.place.key)
            state = state._replace(facts=frozenset(others))
        if self._asks_nothing(test, state.facts):
            return state if outcome == (test.about == "null") else None
        if test.about == "equal" and outcome and _is_another(test.key, state.facts):
            return None
        if test.key not in self.remembered:
            return state
        for key, known in state.facts:
            if key == test.key:
                return state if known == outcome else None
        facts = {(test.key, outcome)}
        if test.about == "truth" and outcome and test.place is not None:
            facts.add((test.key.replace("truth", "null", 1), False))
        if test.about == "null" and outcome:
            facts.add((test.key.replace("null", "truth", 1), False))
        for place in self._stood_for(test.key.partition(" ")[2], state.facts):
            facts |= {(f"{key.partition(' ')[0]} {place}", known) for key, known in facts}
        return state._replace(facts=state.facts | {fact for fact in facts if fact[0] in self.remembered})

    @cached_property
    def _asked_in_part(self) -> frozenset[str]:
        """The questions whether there is something at all of which a part, or the kind, is asked about."""
        tests = ((test.place, test.about) for test in self.overview.tests.values())
        asked = (place for place, about in tests if place is not None and (place.path or about == "kind"))
        return frozenset(f"null {place.root}." for place in asked)

    def _asks_nothing(self, test: Test, facts: Facts) -> bool:
        """Whether a test asks about a part, or the kind, of what is known not to be there."""
        place = test.place if test.about in ("truth", "null", "kind") else None
        if place is None or not (place.path or test.about == "kind"):
            return False
        return (f"null {place.root}.", True) in facts

    def _stood_for(self, name: str, facts: Facts) -> list[str]:
        """The places that a name is known to stand for."""
        start = f"same {name} "
        return [key[len(start) :] for key, _ in facts if key.startswith(start)] if self.overview.same else []

    def still_asked(self, facts: Facts, ahead: frozenset[str]) -> Facts:
        """The answers that somebody asks for again, where `ahead` are the keys of what is asked."""
        if all(key in ahead for key, _ in facts):
            return facts
        return frozenset(fact for fact in facts if fact[0] in ahead or self._is_used(fact[0], ahead))

    def _is_used(self, key: str, ahead: frozenset[str]) -> bool:
        """Whether an answer says something of other questions that are ahead; each is looked at once."""
        if (key, ahead) not in self._used:
            self._used[key, ahead] = self._tells_of(key, ahead)
        return self._used[key, ahead]

    @cached_property
    def _used(self) -> dict[tuple[str, frozenset[str]], bool]:
        return {}

    def _tells_of(self, key: str, ahead: frozenset[str]) -> bool:
        about, _, names = key.partition(" ")
        if about == "equal":
            return any(other.startswith(_group(key)) for other in ahead)
        if key in self._asked_in_part:
            return any(other.partition(" ")[2].startswith(names) for other in ahead)
        name = names.partition(" ")[0]
        return about == "same" and (f"truth {name}" in ahead or f"null {name}" in ahead)

    def told_by(self, closure: Graph, state: State) -> State:
        """The state with what is known once a closure has run: the constants that it sets outside itself."""
        own = closure.owned | closure.taken
        for step in (each for block in closure.blocks for each in block.steps):
            if isinstance(step, Bind) and step.target.root not in own and isinstance(step.value, Literal):
                state = state._replace(facts=self.facts_after(step, state))
        return state

    def facts_after(self, step: Bind, state: State) -> Facts:
        """What is still known when a name is bound: nothing about it, but what a constant says, and what it
        stands for."""
        target = step.target
        facts = state.facts
        if target.root not in self.overview.asked and target.root[0] != "#":
            return facts
        key = target.key
        given = counted_up(key, step.value, facts, self.overview.tests)
        if any(self._about(fact, target) for fact, _ in facts):
            facts = frozenset(pair for pair in facts if not self._about(pair[0], target))
        facts = self._facts_of_value(key, given, facts)
        if isinstance(given, Pack) and not target.path:
            for name, item in given.items:
                facts = self._facts_of_value(target.field(name).key, item, facts)
        if isinstance(given, Place) and (key, given.key) in self.overview.same:
            facts |= {(f"same {key} {given.key}", True)}
        return facts

    def _facts_of_value(self, key: str, given: Value, facts: Facts) -> Facts:
        """What is known once a place, by how tests write it, holds a value: what a constant says."""
        if key not in self.overview.constants:
            return facts
        value = self._constant(given, facts)
        if isinstance(value, Literal) and value.truth is not None:
            known = {(f"truth {key}", value.truth), (f"null {key}", value.kind == "null")}
            asked = (f"truth {key}", f"null {key}")
            facts = frozenset(fact for fact in facts if fact[0] not in asked) | known
        constant = constant_of(given)
        return facts | {(f"equal {key} {constant}", True)} if constant else facts

    @cached_property
    def _there(self) -> frozenset[Place]:
        """The values that are there for sure, as what says that something has failed is: caught errors, what
        is never nothing, and the contexts of libraries, with what gives them back."""
        calls = (step for step in steps_of(self.graph) if isinstance(step, Call))
        present = self.unit.calls["present"]
        given = frozenset(
            call.result for call in calls if call.text in present or self._gives_a_context(call)
        )
        return given | errors_kept(self.graph, self.unit.calls["texts"])

    def _gives_a_context(self, call: Call) -> bool:
        known = self.unit.libraries
        tokens = (each.starts[call.name].get("sort") for each in known if call.name in each.starts)
        return "token" in tokens or any(call.text in each.contexts for each in known)

    def _constant(self, value: Value, facts: Facts) -> Value:
        """A value, or the constant that is known to be in its place, or to be as true as it is."""
        if not isinstance(value, Place):
            return Literal("true", "") if _is_there(value) else settled(value, self.literals)
        if value in self._there:
            return CAUGHT
        if value.root[0] == "#" and (f"null {value.root}.", True) in facts:
            return Literal("null", "")
        for truth, kind in ((False, "false"), (True, "true")):
            if value.root[0] == "#" and (f"truth {value.root}.", truth) in facts:
                return Literal(kind, "")
        return settled(value, self.literals)

    def _about(self, key: str, target: Place) -> bool:
        if key.startswith("same "):
            return any(name.startswith(f"{target.root}.") for name in key.split(" ")[1:])
        test = self.overview.tests.get(key)
        if test is None:
            return _about_what(key) == target.key
        if target.root not in test.roots:
            return False
        if target.path and test.place is not None:
            # To set a field of something makes it neither null nor false.
            return test.place.within(target)
        return not target.path or target.path[0] in test.key


def _is_there(value: Value) -> bool:
    """Whether a value is a function, or an object that has something in it."""
    if isinstance(value, Pack):
        return any(isinstance(item, Made) or key not in ("[]", "*") for key, item in value.items)
    return isinstance(value, Made)


def _about_what(key: str) -> str:
    """What the key of a question is about: of one whether it is some constant, without that."""
    about, _, names = key.partition(" ")
    return names.partition(" ")[0] if about == "equal" else names


def _group(key: str) -> str:
    """What the keys of questions have in common that ask if one place is one of several constants."""
    return key.rpartition(" ")[0] + " "


def _is_another(key: str, facts: Facts) -> bool:
    """Whether the place that an equality asks about is known to be another one of the same constants."""
    group = _group(key)
    return any(known and other.startswith(group) and other != key for other, known in facts)
