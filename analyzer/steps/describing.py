"""Which calls of a graph are there to describe a span: what they give ends up in it, and nowhere else.

Who writes `span.setAttribute("size", sizeOf(order))` does not think of `sizeOf` as of work that may fail:
such a call raises less surely than what the span is about.
"""

from collections.abc import Collection

from ..graph import NEVER, Bind, Call, Graph, Step
from ..values import Literal, Made, Place, Value, roots_of
from .overview import steps_of
from .relevance import operands


def describing(graph: Graph, spans: Collection[str]) -> frozenset[int]:
    """The bytes at which calls start that only describe a span which one of the roots `spans` holds: nothing
    but the span gets what they give, or they get nothing but the span and constants."""
    steps = list(steps_of(graph))
    uses = _uses(steps)
    spans = _with_parts(steps, set(spans))
    told = _told(uses, spans)
    calls = (step for step in steps if isinstance(step, Call) and not _runs_code(step))
    return frozenset(
        step.at.start_byte
        for step in calls
        if step.result.root in told or (step.result.root not in uses and _gets_only(step, spans))
    )


def _with_parts(steps: list[Step], spans: set[str]) -> set[str]:
    """The roots that hold a span, and those that hold what a method of it gives, such as its context."""
    parts = {step.result.root for step in steps if isinstance(step, Call) and roots_of(step.receiver) & spans}
    bound = (step for step in steps if isinstance(step, Bind) and not step.target.path)
    return spans | {step.target.root for step in bound if roots_of(step.value) & parts}


def _uses(steps: list[Step]) -> dict[str, list[Step]]:
    """The steps that look at what a root holds, for each root that any looks at."""
    uses: dict[str, list[Step]] = {}
    for step in steps:
        for root in {root for value in operands(step) for root in roots_of(value)}:
            uses.setdefault(root, []).append(step)
    return uses


def _told(uses: dict[str, list[Step]], spans: set[str]) -> set[str]:
    """The roots whose values all of their uses bring to a span."""
    told = set(uses) - spans
    while wrong := {r for r in told if not all(_tells(step, r, told, spans, uses) for step in uses[r])}:
        told -= wrong
    return told


def _tells(step: Step, root: str, told: set[str], spans: set[str], uses: Collection[str]) -> bool:
    """Whether a step does nothing else with what `root` holds than to bring it to a span."""
    if isinstance(step, Bind):
        return step.target.root in told or bool(step.target.path and step.target.root in spans)
    if not isinstance(step, Call):
        return False
    if step.result.root in told:
        return True
    if any(roots_of(value) & spans for value in _given(step)):
        return step.result.root not in uses
    if root in roots_of(step.receiver) | roots_of(step.callee):
        return step.error == NEVER
    return bool(roots_of(step.receiver) & spans)


def _runs_code(step: Call) -> bool:
    """Whether a call is given a function, whose work may be what the span is about."""
    return any(isinstance(value, Made) for value in _given(step))


def _gets_only(step: Call, spans: Collection[str]) -> bool:
    given = [value for value in _given(step) if not _is_constant(value)]
    return bool(given) and all(roots_of(value) & set(spans) for value in given)


def _is_constant(value: Value) -> bool:
    """Whether a value is written down, or is called as people call constants."""
    if isinstance(value, Place):
        return value.name.rpartition(".")[2].isupper()
    return isinstance(value, Literal)


def _given(step: Call) -> tuple[Value, ...]:
    return (*step.arguments, *(value for _, value in step.keywords))
