"""Lists and objects that are taken apart in a way that isn't followed: by an index that varies, by a method
that gives some of what is in them, by a function that gets them as a whole.

What such a one holds may be ended by way of it, as what is put into any other container.
"""

from collections.abc import Iterator

from ..code.places import role_of
from ..graph import Bind, Call, Graph, Leave, Step
from ..tracing.libraries import Words
from ..unit import Unit
from ..values import Pack, Place, Value


def taken_apart(
    graph: Graph, unit: Unit, words: Words, read: frozenset[str], packs: dict[Place, Pack]
) -> frozenset[Place]:
    """The places whose elements a graph takes out so; `read` are the temporaries that something looks at,
    `packs` what names hold that is written there."""
    found = set[Place]()
    for step in (step for block in graph.blocks for step in block.steps):
        found |= set(_by_an_index(step, unit, words))
        if isinstance(step, Call):
            given = step.arguments if step.text in unit.calls["unpacks"] else ()
            whole = step.receiver if gives_elements(step, unit, read, packs) else None
            found |= {value for value in (*given, whole) if isinstance(value, Place)}
    return frozenset(found)


def gives_elements(step: Call, unit: Unit, read: frozenset[str], packs: dict[Place, Pack]) -> bool:
    """Whether a method gives some of what it is called on, be it to a function that is not written there."""
    if step.receiver is None:
        return False
    packed = packs.get(step.receiver) if isinstance(step.receiver, Place) else step.receiver
    if isinstance(packed, Pack) and any(key == step.name for key, _ in packed.items):
        return False  # it is a function of the object's own
    if step.name in unit.calls["picks"] or step.name in unit.calls["takes"]:
        return step.result.root in read
    each = unit.runs_argument(step.text) == "each"
    return each and bool(step.arguments) and step.arguments[0] is not None


def element_of(value: Value) -> Place | None:
    """What a value is some element of, or a part of one."""
    if not isinstance(value, Place) or "[]" not in value.path:
        return None
    return Place(value.root, value.path[: value.path.index("[]")])


def _by_an_index(step: Step, unit: Unit, words: Words) -> Iterator[Place]:
    """The places of which a step takes an element by an index, to end it or to give it to others. A loop over
    the elements of a list has at least one turn."""
    values: tuple[Value, ...] = ()
    if isinstance(step, Call):
        values = (*step.arguments, *(value for _, value in step.keywords))
        if isinstance(step.callee, Place) and step.callee.path[-1:] == ("[]",):
            values = (step.callee, *values)
        if step.name in words.end or step.name not in words.methods:
            values = (step.receiver, *values)
    elif isinstance(step, Leave | Bind) and element_of(step.value) is not None:
        values = (step.value,) if isinstance(step, Leave) or is_assigned(step, unit) else ()
    found = (element_of(value) for value in values)
    yield from (holder for holder in found if holder is not None)


def is_assigned(step: Bind, unit: Unit) -> bool:
    """Whether a binding is an assignment, or takes an element of an element, and is not that of a loop."""
    if isinstance(step.value, Place) and step.value.path.count("[]") > 1:
        return True
    path = unit.path_to(step.at.start_byte)
    return any(role_of(unit, node) == "bind" for node in path[-2:-1])
