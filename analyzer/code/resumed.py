"""Generators whose driver only goes on with them, such as fixtures of tests: what fails where they yield is
told otherwise, or not at all, and nobody gives them up before their end."""

from ..graph import Risk, Step
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from .decorators import holder_of
from .places import called, function_around, node_at, own_nodes, part, role_of


def is_resumed(unit: Unit, step: Step) -> bool:
    """Whether a step is a yield at which the function around it is only ever gone on with."""
    if not (isinstance(step, Risk) and step.what == "yield"):
        return False
    function = function_around(unit, step.at)
    return function is not None and (_is_marked(unit, function) or _is_given(unit, function))


def is_thrown_into(unit: Unit, step: Step) -> bool:
    """Whether a step is a yield of a generator that a framework runs, by what it is called with and yields:
    what fails behind it is thrown in there, and nobody gives it up before its end."""
    if not (isinstance(step, Risk) and step.what == "yield") or not unit.catches_errors_only:
        return False
    function = function_around(unit, step.at)
    if function is None:
        return False
    parameters = unit.parameters(function, unit.language.facts[function.kind_id])
    steps = {unit.source.slice(each) for each in parameters}.intersection(unit.calls["steps"])
    yields = (node for node in own_nodes(unit, function) if steps and role_of(unit, node) == "yield")
    values = (part(unit, node, "value") for node in yields)
    return any(value is not None and unit.source.slice(value) in steps for value in values)


def is_delegated(unit: Unit, step: Step) -> bool:
    """Whether a yield passes on another generator, which may raise by itself."""
    node = node_at(unit, step.at, "yield")
    return node is not None and unit.language.facts[node.kind_id].marked(node, "delegates")


def _is_marked(unit: Unit, function: Node) -> bool:
    """Whether a decorator says so, by its name or by what it is called with."""
    holder, resumes = holder_of(unit, function), unit.calls["resumes"]
    if holder is None:
        return False
    if any(name in resumes for name in unit.decorators_of(holder)):
        return True
    written = unit.language.facts[holder.kind_id].all(holder, "decorators")
    return any("".join(unit.source.slice(each).split()) in resumes for each in written)


def _is_given(unit: Unit, function: Node) -> bool:
    """Whether a function is given by its name, be it in a list, to what drives it so."""
    name = unit.name_of(function)
    known = unit.definition(name) if name else None
    if known is None or known[0].id != function.id:
        return False
    paths = (unit.path_to(at) for at in occurrences(unit.source.text, name))
    return any(_takes(unit, path) for path in paths)


def _takes(unit: Unit, path: list[Node]) -> bool:
    """Whether the innermost call around a name is one of what drives generators so."""
    call = next((node for node in reversed(path) if role_of(unit, node) == "call"), None)
    return call is not None and called(unit, call) in unit.calls["resumes"]
