"""Which of several steps that raise into the same leak is named.

The search names the first one, on the shortest way. Where that is a call of the project's own, or of what the
function was given to call, a later call of code that others wrote convinces more: a database fails, and a
helper of one's own may have been written so that it can't.
"""

from ..annotations import TYPE_CHECKING
from ..graph import Call, Step
from ..steps.lifetime_types import Leak, Ways, backwards
from ..values import Place

if TYPE_CHECKING:
    from ..steps.effects import Effects


def by_the_likeliest(leak: Leak, ways: Ways, effects: "Effects") -> Leak:
    """A leak, on the way by the step that is likeliest to raise, the first one of those."""
    if leak.kind != "exit" or not ways:
        return leak
    nodes = [*backwards(leak.node)]
    last = nodes[-1].before if nodes else None
    for node in reversed(nodes):
        others = ways.get((node.block, node.state), []) if node.cause is not None else []
        candidates = [node if node.before is last else node._replace(before=last), *others]
        last = min(candidates, key=lambda each: is_own(each.cause, effects)) if others else candidates[0]
    assert last is not None and last.edge is not None
    return leak if last is leak.node else leak._replace(node=last, at=last.edge.at)


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
