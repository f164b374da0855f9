"""Fields that are as good as a function's own names: nothing else uses them, and the function ends only what
it has put there itself. What it may end without having put it there is left from an earlier call.
"""

from ..code.places import role_of
from ..graph import Bind, Call, Graph
from ..texts import occurrences
from ..unit import Unit
from ..values import Place
from .overview import steps_of


def is_own(unit: Unit, graph: Graph, field: Place, ends: frozenset[str]) -> bool:
    """Whether a place is a field of the object whose method runs that only this function uses: one of `ends`
    is called on it, always after it has been bound."""
    if len(field.path) != 1 or field.root.partition(":")[2] not in unit.language.settings["receivers"]:
        return False
    calls = (step for step in steps_of(graph) if isinstance(step, Call))
    ended = any(step.receiver == field and step.name in ends for step in calls)
    return ended and _is_used_here_alone(unit, graph, field.path[0]) and not _ends_first(graph, field, ends)


def _is_used_here_alone(unit: Unit, graph: Graph, name: str) -> bool:
    # The body of a class may begin where its first method does, and belongs to all of them.
    text, path = unit.source.text, unit.path_to(graph.at)
    here = [node for node in path if graph.module or role_of(unit, node) == "function"]
    end = max((node.end_byte for node in here if node.start_byte == graph.at), default=0)
    used = (at for at in occurrences(text, name) if text[at - 1 : at] == b".")
    return all(graph.at <= at < end for at in used)


def _ends_first(graph: Graph, field: Place, ends: frozenset[str]) -> bool:
    """Whether an end of what a field holds is reached without anything raised and bound to it before."""
    seen, todo = {graph.entry}, [graph.entry]
    while todo:
        block = graph.blocks[todo.pop()]
        for step in block.steps:
            if isinstance(step, Bind) and step.target == field:
                break
            if isinstance(step, Call) and step.receiver == field and step.name in ends:
                return True
        else:
            targets = {edge.target for edge in block.edges} - seen
            seen |= targets
            todo += targets
    return False
