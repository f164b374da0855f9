"""Loops that try again: a handler in one asks whether this was the last turn, and leaves the function if so.

Where it does not leave, there is a further turn, although nothing that is followed here says so: to know that
the turn numbered 2 of 3 is the last takes arithmetic.
"""

from collections.abc import Iterator

from .languages import parts_of
from .places import own_nodes, part, role_of
from .syntax import Node
from .unit import Unit

_LEAVES = ("raise", "return")


def last_turns(unit: Unit, body: Node | None, counters: set[str]) -> dict[int, bool]:
    """The questions in the handlers of a loop's body which say whether this is the last turn, by the id of
    the statement that asks: whether there is a further turn where the answer is yes, or else where it is
    no."""
    handlers = [node for node in own_nodes(unit, body) if _is_handler(unit, node)] if body is not None else []
    return {
        node.id: goes_on
        for handler in handlers
        for node in own_nodes(unit, handler)
        if role_of(unit, node) == "if" and counters & set(_names(unit, part(unit, node, "test")))
        for goes_on in _outcomes(unit, node)
    }


def names_in(unit: Unit, *nodes: Node | None) -> set[str]:
    """The plain names that stand in some nodes."""
    return {name for node in nodes for name in _names(unit, node)}


def _names(unit: Unit, node: Node | None) -> Iterator[str]:
    todo = [node] if node is not None else []
    while todo:
        inner = todo.pop()
        if role_of(unit, inner) == "name":
            yield unit.source.slice(inner)
        todo += inner.named_children


def _is_handler(unit: Unit, node: Node) -> bool:
    return role_of(unit, node) == "handler"


def _outcomes(unit: Unit, question: Node) -> Iterator[bool]:
    """Which answer goes on with the next turn, where the other one leaves the function."""
    then = part(unit, question, "then")
    last = _last(unit, then) if then is not None else ""
    if last in _LEAVES:
        yield False
    elif last == "continue":
        yield True


def _last(unit: Unit, node: Node) -> str:
    """The role of the last statement of a block, or of the statement itself."""
    while role_of(unit, node) in ("sequence", "discard", ""):
        inner = list(parts_of(node))
        if not inner:
            break
        node = inner[-1]
    return role_of(unit, node)
