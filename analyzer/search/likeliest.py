"""Which of several steps that raise into the same leak is named.

The search names the first one, on the shortest way. Where that is a call of the project's own, or of what the
function was given to call, a later call of code that others wrote convinces more: a database fails, and a
helper of one's own may have been written so that it can't. What is waited for convinces more than what is
only called: work that fails is mostly done elsewhere. A promise that the function has made by hand convinces
most: the function has said itself what rejects it.
"""

from ..annotations import TYPE_CHECKING
from ..graph import FOREIGN, Call, Step
from ..steps.lifetime_types import Leak, Node, Ways, backwards
from ..values import Place
from .leaks import causes

if TYPE_CHECKING:
    from ..steps.effects import Effects


def by_the_likeliest(leak: Leak, ways: Ways, effects: "Effects") -> Leak:
    """A leak, on the way by the step that is likeliest to raise, the first one of those."""
    if leak.kind != "exit" or not ways:
        return leak
    # That one thing goes wrong convinces more than that another does behind it.
    arrivals = (leak.node, *ways.get((leak.node.block, leak.node.state), ()))
    nodes = [*backwards(min(arrivals, key=_how_often))]
    last = nodes[-1].before if nodes else None
    for node in reversed(nodes):
        others = ways.get((node.block, node.state), [])
        candidates = [node if node.before is last else node._replace(before=last)]
        candidates += [each for each in others if (each.cause is None) == (node.cause is None)]
        if len(candidates) == 1:
            last = candidates[0]
            continue
        keyed = [(_how_often(each), _rank(each.cause, effects), n) for n, each in enumerate(candidates)]
        last = candidates[min(keyed)[-1]]
    assert last is not None and last.edge is not None
    return leak if last is leak.node else leak._replace(node=last, at=last.edge.at)


def _how_often(node: Node) -> int:
    """How often something raises on the way to a node."""
    return len(causes(node))


def _rank(step: Step | None, effects: "Effects") -> int:
    """How little a step convinces: least of all one that is the project's own, most of all one that waits for
    a promise which the function has made by hand."""
    call = effects.awaited_by(step) if step is not None else None
    given = (value for value in call.arguments if isinstance(value, Place)) if call is not None else ()
    made = (effects.overview.call_in.get(value) for value in given)
    promises = effects.unit.calls["promises"]
    if any(each is not None and each.makes and each.text in promises for each in made):
        return 0
    return (1 if call is not None or _is_foreign(step, effects) else 3) + is_own(step, effects)


def _is_foreign(step: Step | None, effects: "Effects") -> bool:
    """Whether a step waits for others without a call, or is known by its name to ask a server, or to read a
    text."""
    calls = effects.unit.calls
    if isinstance(step, Call):
        return step.text in calls["foreign"] or step.text in calls["parses"]
    return step is not None and step.error == FOREIGN


def is_own(step: Step | None, effects: "Effects") -> bool:
    """Whether a step runs or awaits a function of the project or of the language, makes an object, or calls
    what the function was given to call for nothing that it gives."""
    call = step if isinstance(step, Call) else effects.awaited_by(step) if step is not None else None
    if call is None:
        return False
    if call.makes:
        return True
    if call.receiver is None and isinstance(call.callee, Place):
        if call.callee.root in effects.graph.taken:
            return call.result.root not in effects.overview.read
        if call is step and call.callee.name not in effects.unit.imports:
            return True
    return effects.resolve(call) is not None or effects.is_of_the_project(call)
