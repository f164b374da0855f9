"""Tokens, which stand for what was current before: whether one that is never given back is a defect."""

from ..code.places import around, part, role_of
from ..graph import ASIDE, BESIDE, PLAIN, Span
from ..search.leaks import causes
from ..search.likeliest import is_own
from ..steps.lifetime_types import Leak
from ..values import Literal
from .scene import Scene


def is_owed(scene: Scene, never: bool, leak: Leak | None) -> bool:
    """Whether a token that may not be given back, or `never` is, should have been.

    Nothing is said of one that a generator gets, which may be closed where it can't be given back, of one in
    a field, of one below a manager that sets back what was current, where a helper of the project would have
    to fail, nor of one that is dropped where no span is made current: that is mostly meant to last.
    """
    if scene.graph.generator or _is_in_field(scene) or _is_set_back(scene):
        return False
    causing = causes(leak.node) if leak is not None and leak.raised in (ASIDE, PLAIN, BESIDE) else []
    if any(is_own(step, scene.effects) for step in causing):
        return False
    return not never or _holds_a_span(scene)


def _is_set_back(scene: Scene) -> bool:
    """Whether a context manager stands around a token that sets back what was current before it."""
    unit, node, names = scene.unit, scene.start.node, scene.start.table.get("restores", ())
    for outer in reversed(around(unit, Span(node.start_byte, node.end_byte))):
        role = role_of(unit, outer)
        if role == "function":
            return False
        items = unit.language.facts[outer.kind_id].all(outer, "items") if role == "with" else ()
        if any(name in unit.source.slice(item) for item in items for name in names):
            return True
    return False


def _is_in_field(scene: Scene) -> bool:
    unit, node = scene.unit, scene.start.node
    path = around(unit, Span(node.start_byte, node.end_byte))
    targets = [part(unit, each, "target") for each in path if role_of(unit, each) == "bind"]
    return any(target is not None and role_of(unit, target) == "member" for target in targets)


def _holds_a_span(scene: Scene) -> bool:
    """Whether a span is put into what the token stands for; to put null there takes one away."""
    words, start = scene.start.table["holds"], scene.start.node
    emptied = any(
        step.name in words
        and start.start_byte <= step.at.start_byte < start.end_byte
        and isinstance(step.arguments[0], Literal)
        and step.arguments[0].kind == "null"
        for step in scene.made.values()
        if step.arguments
    )
    return not emptied and any(word in scene.unit.source.slice(start) for word in words)
