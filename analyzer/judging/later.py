"""What a function returns that is done later: a promise, a coroutine or a generator, returned as it is."""

from ..code.declared import is_declared_later, parameter_meant
from ..code.decorators import is_done_later
from ..code.places import chain_at, function_around
from ..graph import Call, Leave, Release, Span
from ..names import Function
from ..records import NamedTuple
from ..steps.effects import Effects
from ..steps.overview import steps_of
from ..steps.reaching import aliases
from ..texts import occurrences
from ..values import Place
from .scene import Scene, Visit


class Later(NamedTuple):
    """Work that is done later, by the place of the call or the chain that gives it: whether to await it would
    have it done at once, and whether it is early only where a scope has ended the span, as the work may end
    it itself."""

    at: Span
    awaitable: bool
    in_scopes: bool = False

    def is_late_for(self, end: Visit) -> bool:
        """Whether an end of the span comes before the work."""
        return isinstance(end.step, Release) or (end.step is not None and not self.in_scopes)


def may_return_later(scene: Scene) -> bool:
    """Whether some step of the graph returns what a call gives: where none does, no walk is needed."""
    returns = (step for step in steps_of(scene.graph) if isinstance(step, Leave) and step.how == "return")
    return any(_call_returned(scene, step) is not None or _chain_in(scene, step) for step in returns)


def returned_later(scene: Scene, visit: Visit) -> Later | None:
    """What a step returns as it is that is done later; None where a step returns nothing of the kind."""
    step = visit.step
    if not isinstance(step, Leave) or step.how != "return":
        return None
    if (chain := _chain_in(scene, step)) is not None:
        return Later(chain, True)
    call = _call_returned(scene, step)
    if call is None or call.at.end_byte in scene.effects.overview.awaited:
        return None
    if call.text in scene.unit.calls["later"]:
        return Later(call.at, True)
    parameter = parameter_meant(scene.unit, call.text, call.at.start_byte)
    if parameter is not None:
        return Later(call.at, True) if is_declared_later(scene.unit, parameter) else None
    function = scene.effects.resolve(call)
    if function is None or not is_done_later(scene.unit, function.node, scene.summaries.known.abroad):
        return None
    if scene.summaries.graph(function).generator:
        return _generated(scene, call, function)
    effect = scene.summaries.effect(call, function, scene.state, scene.effects)
    if effect not in (None, "borrows", "gives", "may keep"):
        return None  # the work ends the span itself, or has it to keep
    return Later(call.at, True) if function.is_async else None


def _generated(scene: Scene, call: Call, function: Function) -> Later | None:
    """The work of a generator, which begins only when somebody goes through it."""
    summaries = scene.summaries
    seed = summaries.given(call, function, scene.state, scene.effects)
    seed |= summaries.captured(function, scene.state.handles)
    outcome = summaries.outcome(function, seed) if seed else None
    owns = outcome is not None and (outcome.ended or outcome.handed)
    if not owns and seed and _writes(scene, function, seed):
        return Later(call.at, False)
    if summaries.started(summaries.graph(function), scene.start.libraries):
        return None  # the span is that of its making: its work has one of its own
    return Later(call.at, False, in_scopes=bool(seed))


def _writes(scene: Scene, function: Function, seed: frozenset[Place]) -> bool:
    """Whether a generator writes to the span that it gets."""
    graph, words = scene.summaries.graph(function), scene.effects.words
    inner = Effects(scene.unit, graph, scene.summaries, scene.start.libraries, None, "end")
    roots = aliases(inner, {place.root for place in seed})
    written = words.write | words.record | words.status
    return any(
        step.name in written and isinstance(step.receiver, Place) and step.receiver.root in roots
        for step in steps_of(graph)
        if isinstance(step, Call)
    )


def _call_returned(scene: Scene, step: Leave) -> Call | None:
    """The call whose value a step returns as it is, be it by a name that is there for nothing else."""
    if not isinstance(step.value, Place):
        return None
    if (call := scene.made.get(step.value)) is not None:
        return call
    call = scene.effects.overview.call_in.get(step.value)
    function = function_around(scene.unit, step.at)
    if call is None or function is None or step.value.path:
        return None
    text, name = scene.unit.source.text, step.value.name
    mentions = occurrences(text[function.start_byte : function.end_byte], name)
    alone = text[step.at.start_byte : step.at.end_byte].rstrip(b"; ").split()[1:] == [name.encode()]
    return call if alone and len(list(mentions)) == 2 else None


def _chain_in(scene: Scene, step: Leave) -> Span | None:
    """The place of the promise with handlers that a step returns as it is, if it does."""
    text = scene.unit.source.text[step.at.start_byte : step.at.end_byte]
    if not any(b"." + name.encode() in text for name in scene.unit.language.settling):
        return None
    return chain_at(scene.unit, step.at)
