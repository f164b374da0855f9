"""Ends that are seen to be possible without being seen: of what a list or an object gives, of the next run of
the same function, by a name that says so."""

from ..annotations import Any
from ..graph import Bind, Call
from ..values import Pack, Place, Value
from .apart import element_of, gives_elements
from .holding import Holding
from .reruns import names_an_end, run_again
from .state import OPEN, State


class Containing(Holding):
    """What becomes of a span that is in a list or an object, or in a function that is to run again."""

    again = False  # whether a function has been met that has itself run again

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Of calls, by the places of what they give, as a search asks for each of them many times.
        self._again: dict[Place, bool] = {}
        self._opened: dict[Place, tuple[Value, ...]] = {}

    def may_end_it(self, step: Call, state: State) -> bool:
        """Whether a call ends the span for all that can be seen: by a name of its own, as one of several
        closures that may be meant, as an element of a list, or in the next run of the same function."""
        if self.ends_otherwise(step, state) or self._takes_it_out(step, state) or self._runs_again(step):
            return True
        if not isinstance(step.callee, Place) or self.resolve(step) is not None:
            return False
        several = self.overview.methods.get(step.callee, [])
        several = several if step.callee.path else self.overview.members.get(step.callee.root, [])
        return any(self.summaries.settles(each, state.handles) for each in several)

    def may_be_taken_out(self, value: Value, state: State) -> bool:
        """Whether a value is some element of a list or an object that has the span in it, or of one that is
        written here with a closure that ends it."""
        holder = element_of(value)
        if holder is None or holder.root in self.overview.batches:
            return False
        size = len(holder.path)
        if any(handle.within(holder) and _is_seen(handle.path[size:]) for handle in state.handles):
            return True
        closures = self.closures_in(self.overview.packs.get(holder))
        return any(self.summaries.settles(closure, state.handles) for closure in closures)

    def _takes_it_out(self, step: Call, state: State) -> bool:
        """Whether a call takes some element out of a list that has the span in it, or gives it to somebody,
        or may end it there."""
        if step.result not in self._opened:
            values = step.arguments if step.text in self.unit.calls["unpacks"] else ()
            gives = gives_elements(step, self.unit, self.overview.read, self.overview.packs)
            self._opened[step.result] = (step.receiver, *values) if gives else values
        if any(self.has_it_inside(value, state) for value in self._opened[step.result]):
            return True
        if step.name in self.unit.calls["takes"] and isinstance(step.receiver, Place):
            return self.may_be_taken_out(step.receiver.field("[]"), state)
        ends = step.name in self.words.end or step.name not in self.words.methods
        return ends and self.may_be_taken_out(step.receiver, state)

    def has_it_inside(self, value: Value, state: State) -> bool:
        """Whether a list or an object has the span in it, or is written here with a closure that ends it."""
        if any(map(_is_seen, self.carried(value, state))):
            return True
        packed = self.overview.packs.get(value) if isinstance(value, Place) else value
        closures = self.closures_in(packed) if isinstance(packed, Pack) else ()
        return any(self.summaries.settles(closure, state.handles) for closure in closures)

    def is_put_among_others(self, step: Bind, state: State) -> bool:
        """Whether the span, or a closure that ends it, is bound as a part of what is taken apart in a way
        that is not followed."""
        holders = [holder for holder in self.overview.apart if holder.root == step.target.root]
        if not holders or step.target.root in self.overview.batches or state.status != OPEN:
            return False
        seen = filter(_is_seen, self.carried(step.value, state))
        parts = (Place(step.target.root, (*step.target.path, *path)) for path in seen)
        if any(part.within(holder) and part != holder for part in parts for holder in holders):
            return True
        written = step.target in holders and isinstance(step.value, Pack)
        return written and self.has_it_inside(step.value, state)

    def _runs_again(self, step: Call) -> bool:
        """Whether a call has a function run again that has found the span around itself, and ends it
        somewhere."""
        if step.result not in self._again:
            outside = any(each.root[0] != "#" and each.root not in self.graph.taken for each in self.seed)
            own = self.start is None and outside
            found = run_again(step, self.unit, self.graph.at if own else self.graph.at + 1)
            ends = bool(found) and self.may_end_from(self.graph.entry)
            ends = ends or any(names_an_end(each, self.unit, self.words) for each in found)
            self._again[step.result] = ends
        self.again |= self._again[step.result]
        return self._again[step.result]


def _is_seen(path: tuple[str, ...]) -> bool:
    """Whether a path leads into a list or an object that is written somewhere; not to the value itself, nor
    into what a callee has given back, nor to a part that no text names."""
    return bool(path) and not any(key[:1] in ("*", "@") for key in path)
