"""Functions whose callers work in the scope of a span: they return the context manager that a start makes, or
a decorator makes them context managers whose block runs in one.
"""

from ..code.places import arguments_of, own_nodes, role_of
from ..graph import Bind, Call, Enter, Graph, Leave
from ..steps.overview import returned_from, steps_of
from ..syntax import Node
from ..tracing.libraries import Table
from ..tracing.options import option_given, option_of
from ..tracing.spans import Start
from ..unit import Unit

_SAID = ("keeps", "records", "marks", "current")


def scope_given(unit: Unit, start: Start, owner: Node, graph: Graph, decorated: bool) -> Table | None:
    """The contract of a call of the function in which a start stands, as a table of `apis/` has it; None
    where its callers get no scope over the span, or only the run knows what that does."""
    if start.gives != "manager" or owner.id != start.function.node.id:
        return None
    call = next((step for step in steps_of(graph) if isinstance(step, Call) and step.at == start.at), None)
    if call is None:
        return None
    yields = decorated and _yields(graph, call) and _in_its_scope(unit, start, owner)
    if not yields and (decorated or call.result not in returned_from(graph)):
        return None
    tables = [library.starts.get(start.table.get("name", ""), start.table) for library in start.libraries]
    if any(table.get(word) != start.table.get(word) for table in tables for word in _SAID):
        return None  # libraries that can't be told apart don't agree
    spread = any(role_of(unit, each) == "spread" for each in arguments_of(unit, start.node))
    said = {word: _says(call, start.table[word], spread) for word in _SAID if word in start.table}
    if None in said.values() or said.get("keeps") is False:
        return None
    if said.get("keeps") is True:
        del said["keeps"]
    return {"gives": "manager", "managed": "ends", **said}


def _says(call: Call, fact: Table | bool, spread: bool) -> Table | bool | None:
    """What a start says of an option to those who call the function around it: this, or that they may say it
    themselves by its name, where what they say is `spread`; None for what only the run knows."""
    if not isinstance(fact, dict):
        return fact
    if spread and not option_given(call, fact):
        return {**fact, "position": None}
    return option_of(call, fact, otherwise=True)


def _yields(graph: Graph, call: Call) -> bool:
    """Whether all that a function yields is what a context manager gives that a call makes."""
    steps = list(steps_of(graph))
    entered = {step.target for step in steps if isinstance(step, Enter) and step.manager == call.result}
    entered |= {step.target for step in steps if isinstance(step, Bind) and step.value in entered}
    yielded = [step.value for step in steps if isinstance(step, Leave) and step.how == "yield"]
    return len(yielded) == 1 and yielded[0] is not None and yielded[0] in entered


def _in_its_scope(unit: Unit, start: Start, owner: Node) -> bool:
    """Whether the yield of a function stands in the scope that a start makes, where nothing handles what the
    block raises before the scope does."""
    yields = (node for node in own_nodes(unit, owner) if role_of(unit, node) == "yield")
    path = unit.path_to(next(yields).start_byte)
    scopes = [at for at, node in enumerate(path) if role_of(unit, node) == "with"]
    inside = path[scopes[-1] :] if scopes else []
    ours = bool(inside) and inside[0].start_byte <= start.at.start_byte < inside[0].end_byte
    return ours and not any(role_of(unit, node) in ("try", "handler") for node in inside)
