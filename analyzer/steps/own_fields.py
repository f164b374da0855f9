"""Fields that are as good as a function's own names: nothing else uses them but methods that only this
function calls, and the function ends only what it has put there itself. What it may end without having put it
there is left from an earlier call.
"""

from collections.abc import Callable

from ..code.places import role_of
from ..graph import Bind, Call, Graph, Step
from ..patterns import Patterns
from ..syntax import Node
from ..texts import occurrences
from ..tracing.libraries import calls_one_of
from ..unit import Unit
from ..values import Place
from .overview import steps_of


def is_own(unit: Unit, graph: Graph, field: Place, ends: frozenset[str]) -> bool:
    """Whether a place is a field of the object whose method runs that only this function uses, be it by way
    of private methods: one of `ends` is called on it, always after it has been bound."""
    if len(field.path) != 1 or field.root.partition(":")[2] not in unit.language.settings["receivers"]:
        return False
    methods = _methods_using(unit, graph, field.path[0])
    if methods is None:
        return False
    ending = {unit.name_of(each) for each in methods if calls_one_of(ends, _text(unit, each))}

    def is_end(step: Step) -> bool:
        if not isinstance(step, Call):
            return False
        own = step.receiver == Place(field.root) and step.name in ending
        return own or (step.receiver == field and step.name in ends)

    return any(map(is_end, steps_of(graph))) and not _ends_first(graph, field, is_end)


def _methods_using(unit: Unit, graph: Graph, name: str) -> list[Node] | None:
    """The private methods that use a field besides a function, if that alone calls them; None where anything
    else uses it."""
    # The body of a class may begin where its first method does, and belongs to all of them.
    text, path = unit.source.text, unit.path_to(graph.at)
    here = [node for node in path if graph.module or role_of(unit, node) == "function"]
    end = max((node.end_byte for node in here if node.start_byte == graph.at), default=0)
    used = [at for at in occurrences(text, name) if text[at - 1 : at] == b"."]
    found = dict[int, Node]()
    for at in used:
        if not graph.at <= at < end:
            method = next((node for node in unit.path_to(at) if role_of(unit, node) == "function"), None)
            if method is None or not _is_called_from(unit, method, graph.at, end):
                return None
            found[method.id] = method
    return list(found.values())


def _is_called_from(unit: Unit, method: Node, first: int, last: int) -> bool:
    """Whether a method is private, and called between two offsets alone."""
    name, text = unit.name_of(method), unit.source.text
    private = Patterns(unit.language.settings["private"])
    if name not in private or name.endswith("__") or len(unit.definitions(name)) != 1:
        return False
    mentions = [at for at in occurrences(text, name) if text[at - 1 : at] == b"."]
    return bool(mentions) and all(first <= at < last for at in mentions)


def _text(unit: Unit, node: Node) -> bytes:
    return unit.source.text[node.start_byte : node.end_byte]


def _ends_first(graph: Graph, field: Place, is_end: Callable[[Step], bool]) -> bool:
    """Whether an end of what a field holds is reached without anything raised and bound to it before."""
    seen, todo = {graph.entry}, [graph.entry]
    while todo:
        block = graph.blocks[todo.pop()]
        for step in block.steps:
            if isinstance(step, Bind) and step.target == field:
                break
            if is_end(step):
                return True
        else:
            targets = {edge.target for edge in block.edges} - seen
            seen |= targets
            todo += targets
    return False
