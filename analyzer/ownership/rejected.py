"""Promises that a function attaches a handler to and gives to nobody: if they reject, nobody hears of it."""

from ..code.places import around, name_called, node_at, role_of
from ..graph import Span
from ..steps.lifetime_types import Leak
from ..syntax import Node
from ..unit import Unit


def is_unheard(leak: Leak, unit: Unit) -> bool:
    """Whether a span is left open where a promise rejects, for which its function has that one chain of
    handlers, and gives it to nobody who could have further ones."""
    node, at = leak.node, None
    while node.before is not None and at is None:
        at = node.edge.at if node.edge is not None and node.edge.how == "unhandled" else None
        node = node.before
    chain = node_at(unit, at, "call") if at is not None else None
    if chain is None:
        return False
    outer = [node for node in around(unit, Span(chain.start_byte, chain.end_byte)) if node.id != chain.id]
    functions = [node for node in outer if role_of(unit, node) == "function"]
    dropped = bool(outer) and role_of(unit, outer[-1]) == "discard"
    return dropped and bool(functions) and _settling(unit, functions[-1]) == _settling(unit, chain)


def _settling(unit: Unit, node: Node) -> int:
    """How many calls in a node attach handlers to a promise."""
    todo, found = [node], 0
    while todo:
        inner = todo.pop()
        todo += inner.named_children
        found += name_called(unit, inner) in unit.language.settling
    return found
