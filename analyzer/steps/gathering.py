"""What becomes of a span that a function gathers with others in a batch of its own; see `batches.py`."""

from collections.abc import Iterator

from ..graph import Bind, Call, Edge, Step
from ..values import Place, Value
from .apart import element_of
from .batches import KEYED, goes_through, runs_for_each
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

    def _put(self, given: Value, into: list[Place], state: State) -> State | None:
        """The state when a value is put into parts of a batch; None where that is not the span itself, or
        a list or an object with it."""
        paths = self.carried(given, state)
        if not paths or any(key[:1] in ("@", "*") for path in paths for key in path):
            return None
        self.gathers = True
        parts = {Place(part.root, (*part.path, *path)) for part in into for path in paths}
        return state._replace(handles=state.handles | parts)

    def has_a_turn_to_come(self, edge: Edge, others: list[Edge], state: State) -> bool:
        """Whether a loop would be over although the batch that it goes through has the open span in it."""
        if edge.how != "exhausted" or state.status != OPEN or not self.overview.batches:
            return False
        elements = (element_of(value) for other in others for value in self._bound_from(other.target))
        inside = [each.field("[]") for each in elements if each and each.root in self.overview.batches]
        return any(handle.within(each) for handle in state.handles for each in inside)

    def _bound_from(self, number: int) -> Iterator[Value]:
        """What is bound at the beginning of a turn."""
        block = self.graph.blocks[number]
        while not block.steps and len(block.edges) == 1 and block.edges[0].target > block.number:
            block = self.graph.blocks[block.edges[0].target]
        yield from (step.value for step in block.steps if isinstance(step, Bind))
