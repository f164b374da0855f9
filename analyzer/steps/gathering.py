"""What becomes of a span that a function gathers with others in a batch of its own; see `batches.py`."""

from collections.abc import Iterator

from ..graph import Bind, Call, Edge, Step
from ..values import Place, Value
from .apart import element_of
from .batches import KEYED, TAKEN, goes_through, runs_for_each
from .middle import Middle
from .state import OPEN, State


class Gathering(Middle):
    """What becomes of a span that is put into a batch."""

    gathers = False  # whether the span has been put into one

    def gathered(self, step: Step, state: State) -> State | None:
        """The state after a step that puts the open span into a batch, or begins to go through one that has
        it; None of other steps."""
        batches = self.overview.batches
        if not batches or state.status != OPEN:
            return None
        if isinstance(step, Bind):
            if (element := element_of(step.value)) is not None and element.root in batches:
                return self._taken(step, element, state)
            if step.target.root not in batches:
                return None
            into = Place(step.target.root, (KEYED,) if step.target.path else ())
            return self._put(step.value, [into], state._replace(facts=self.facts_after(step, state)))
        at = step.receiver if isinstance(step, Call) else None
        if not isinstance(step, Call) or not isinstance(at, Place) or at.root not in batches:
            return None
        words, given = self.unit.calls["batches"], next(iter(step.arguments[-1:]), None)
        if step.name in words["adds"]:
            return self._put(given, [at.field("[]")], state)
        if step.name in words["sets"]:
            pairs = [at.field("[]").field("1")] if words.get("in_pairs") else []
            return self._put(given, [at.field(KEYED), *pairs], state)
        if not (in_place := runs_for_each(step, self.unit)) and not goes_through(step, words):
            return None
        element = (at if in_place else step.result).field("[]")
        element = element.field("1") if step.name in words["pairs"] else element
        inside = (each.path[1:] for each in state.handles if each.root == at.root)
        views = {Place(element.root, (*element.path, *path)) for path in inside}
        return state._replace(handles=state.handles | views) if views else None

    def _taken(self, step: Bind, element: Place, state: State) -> State | None:
        """The state when a loop comes to the span, which no later turn of it has again."""
        taken = f"{TAKEN}{step.at.start_byte}"
        held = {each for each in state.handles if each.root == element.root and each.path}
        moved = {each for each in held if _comes_up(each)}
        paths = {each.path[1:] for each in moved if each.path[0] != taken}
        assert isinstance(step.value, Place)
        if step.value.path[1:] not in paths:
            return None
        past = {Place(element.root, (taken, *path)) for path in paths}
        facts = self.facts_after(step, state)
        return state._replace(handles=(state.handles - moved) | past | {step.target}, facts=facts)

    def after_its_turns(self, edge: Edge, others: list[Edge], state: State) -> State | None:
        """The state when a loop is over, and what it has left open may come up in it again; None where it is
        not, as the batch that it goes through has the open span in it."""
        batches = self.overview.batches
        if edge.how != "exhausted" or state.status != OPEN or not batches:
            return state
        bound = [each for other in others for each in self._bound_from(other.target)]
        mine = {f"{TAKEN}{each.at.start_byte}" for each in bound}
        roots = {element.root for each in bound if (element := element_of(each.value)) is not None}
        held = {each for each in state.handles if each.root in roots & batches and each.path}
        taken = {each for each in held if each.path[0] in mine}
        if any(map(_comes_up, held - taken)):
            return None
        back = {Place(each.root, ("[]", *each.path[1:])) for each in taken}
        return state._replace(handles=(state.handles - taken) | back)

    def _bound_from(self, number: int) -> Iterator[Bind]:
        """What is bound at the beginning of a turn."""
        block = self.graph.blocks[number]
        while not block.steps and len(block.edges) == 1 and block.edges[0].target > block.number:
            block = self.graph.blocks[block.edges[0].target]
        yield from (step for step in block.steps if isinstance(step, Bind))

    def _put(self, given: Value, into: list[Place], state: State) -> State | None:
        """The state when a value is put into parts of a batch; None where that is not the span itself, or the
        batch with it as it is made."""
        whole = () if into[0].path else ("[]",)
        if set(self.carried(given, state)) != {whole}:
            return None
        self.gathers = True
        parts = {Place(part.root, (*part.path, *whole)) for part in into}
        return state._replace(handles=state.handles | parts)


def _comes_up(handle: Place) -> bool:
    """Whether a part of a batch is an element to which a loop comes."""
    return handle.path[0].startswith(("[]", TAKEN))
