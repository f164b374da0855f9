"""Loops that try again: a handler in one asks whether this was the last turn, and leaves the function if so.

Where it does not leave, there is a further turn, although nothing that is followed here says so: to know that
the turn numbered 2 of 3 is the last takes arithmetic.
"""

from collections.abc import Iterator

from ..code.places import part, role_of
from ..grammars.languages import parts_of
from ..syntax import Node
from ..unit import Unit

_LEAVES = ("raise", "return")
LOOPS = ("while", "do", "for", "foreach")


class LastTurns:
    """The questions in the handlers of a function's loops which may say whether this is the last turn. Each
    loop is gone through once, with those inside of it."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._asked: dict[int, list[Node]] = {}

    def of(self, loop: Node, counters: set[str]) -> dict[int, bool]:
        """Those of one loop that ask about its counters, by the id of the statement that asks: whether there
        is a further turn where the answer is yes, or else where it is no."""
        if loop.id not in self._asked:
            self._go_through(loop)
        return {
            node.id: goes_on
            for node in self._asked[loop.id]
            if counters & names_in(self._unit, part(self._unit, node, "test"))
            for goes_on in _outcomes(self._unit, node)
        }

    def _go_through(self, loop: Node) -> None:
        todo: list[tuple[Node, list[Node] | None, bool]] = [(loop, None, False)]
        while todo:
            node, asked, handled = todo.pop()
            role = role_of(self._unit, node)
            if role in LOOPS:
                asked, handled = self._asked.setdefault(node.id, []), False
            elif role in ("function", "class"):
                asked, handled = None, False
            elif role == "if" and handled and asked is not None:
                asked.append(node)
            handled = handled or role == "handler"
            todo += [(child, asked, handled) for child in node.named_children]


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
