"""Calls that run a function and then tell another one how that went, before they return or raise again:
`run(work, (error) => ...)`.
"""

from ..graph import NEVER, Call, Step
from ..values import Literal
from .raising import Raising
from .state import State
from .verdicts import verdict_on

_SAID = {True: Literal("true", ""), False: Literal("null", "")}


class Middle(Raising):
    """What the functions that are told how another one went do with the span."""

    def left_by_telling(self, step: Call, failed: bool, state: State) -> str:
        """What a call leaves of the span by telling a function, which captured it, whether another one has
        `failed`: "ends" or "borrows"; "" of other calls, and where more happens to the span."""
        if len(step.arguments) < 2 or not any(step.text in each.tells for each in self.known):
            return ""
        work, function = map(self.function_of, step.arguments[:2])
        seed = self.summaries.captured(function, state.handles) if function is not None else frozenset()
        if work is None or function is None or not seed or self.summaries.settles(work, state.handles):
            return ""
        parameters = self.summaries.graph(function).parameters[:1]
        said = tuple((place, _SAID[failed]) for _, place, _ in parameters)
        outcome = self.summaries.outcome(function, seed, said)
        verdict = verdict_on(outcome) if outcome is not None else ""
        return verdict if verdict in ("ends", "borrows") else ""

    def error(self, step: Step, state: State) -> int:
        """How surely a step raises with the span open: what is told of an error may have ended it by then."""
        told = self.left_by_telling(step, True, state) if isinstance(step, Call) else ""
        return NEVER if told == "ends" else super().error(step, state)
