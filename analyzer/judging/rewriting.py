"""Edits that mend a defect: what a rule offers to do about its finding.

How the code is written stands in the facts of the language. Nothing is offered where the code does not have
the plain shape that an edit needs; what an edit leads to is looked at again before it is kept (`fixing.py`).
"""

from ..code.places import arguments_of, around, node_at, own_nodes, part, role_of
from ..findings import Edit, Fix
from ..graph import Call, Span, Step
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from .lines import (
    begins_line,
    first_line_after,
    has_lines_alone,
    indentation,
    indented,
    line_end,
    line_start,
    newline,
    statement_at,
    step_of,
)
from .scene import Scene


def without_statement(unit: Unit, at: Span, title: str) -> Fix | None:
    """The fix that removes the call at a place, where it is a statement of its own among others."""
    found = statement_at(unit, at)
    if found is None or not _is_call_alone(unit, found[0], at) or len(found[1]) < 2:
        return None
    text, statement = unit.source.text, found[0]
    start, end = line_start(text, statement.start_byte), line_end(text, statement.end_byte)
    if text[statement.end_byte : end].strip():
        # A comment stays.
        start, end = statement.start_byte, statement.end_byte + _blanks(text, statement.end_byte)
    return Fix(title, (Edit(start, end, ""),), True)


def _blanks(text: bytes, offset: int) -> int:
    rest = text[offset : line_end(text, offset)]
    return len(rest) - len(rest.lstrip(b" \t"))


def _is_call_alone(unit: Unit, statement: Node, at: Span) -> bool:
    """Whether a statement is nothing but the call at a place, which no other leads to, and has its lines for
    itself."""
    calls = [child for child in statement.named_children if not child.is_extra]
    return (
        role_of(unit, statement) == "discard"
        and [(call.start_byte, call.end_byte) for call in calls] == [at]
        and has_lines_alone(unit, statement)
        and not _is_in_chain(unit, calls[0])
    )


def _is_in_chain(unit: Unit, call: Node) -> bool:
    """Whether a method is called on what another call gives."""
    callee = part(unit, call, "callee")
    inside = callee.named_children if callee is not None else []
    return any(role_of(unit, node) == "call" for node in inside)


def with_argument(unit: Unit, at: Span, template: str, title: str) -> Fix | None:
    """The fix that writes the only argument of a call into a template, at its `{code}`."""
    call = node_at(unit, at, "call")
    given = arguments_of(unit, call) if call is not None else []
    if len(given) != 1:
        return None
    before, _, after = template.partition("{code}")
    start, end = given[0].start_byte, given[0].end_byte
    return Fix(title, (Edit(start, start, before), Edit(end, end, after)), True)


def with_inner_argument(unit: Unit, at: Span, title: str) -> Fix | None:
    """The fix that gives a call what its only argument, a call itself, is given as its only one."""
    call = node_at(unit, at, "call")
    outer = arguments_of(unit, call) if call is not None else []
    inner = arguments_of(unit, outer[0]) if len(outer) == 1 and role_of(unit, outer[0]) == "call" else []
    if len(inner) != 1 or role_of(unit, inner[0]) != "name":
        return None
    edit = Edit(outer[0].start_byte, outer[0].end_byte, unit.source.slice(inner[0]))
    return Fix(title, (edit,), True)


def awaited(unit: Unit, at: Span) -> Fix | None:
    """The fix that awaits the call at a place, where its function can and its caller sees no difference."""
    word = unit.language.settings.get("rewrites", {}).get("await")
    functions = [node for node in around(unit, at) if role_of(unit, node) == "function"]
    if (
        word is None
        or not functions
        or not unit.language.facts[functions[-1].kind_id].marked(functions[-1], "async")
    ):
        return None
    return Fix("await it", (Edit(at.start_byte, at.start_byte, word),), True)


def finally_instead(scene: Scene) -> Fix | None:
    """The fix that ends the span however its promise settles: then becomes finally, where the handler does
    nothing but to end the span."""
    unit, settles = scene.unit, scene.unit.language.settings["calls"]["settles"]
    for at in _ends(scene):
        for node in around(unit, at):
            callee = part(unit, node, "callee") if role_of(unit, node) == "call" else None
            name = part(unit, callee, "name") if callee is not None else None
            given = arguments_of(unit, node) if name is not None else []
            if name is None or unit.source.slice(name) not in settles["then"] or len(given) != 1:
                continue
            if settles["finally"] and _only_ends(unit, given[0], at) and not _is_used_behind(scene, node):
                edit = Edit(name.start_byte, name.end_byte, settles["finally"][0])
                return Fix(f"{unit.source.slice(name)} becomes {edit.text}", (edit,), True)
    return None


def _is_used_behind(scene: Scene, call: Node) -> bool:
    """Whether what follows a call in its statement does something with the span, which may have ended."""
    found = statement_at(scene.unit, Span(call.start_byte, call.end_byte))
    last = found[0].end_byte if found is not None else call.end_byte
    return any(
        isinstance(visit.step, Call)
        and call.end_byte < visit.step.at.end_byte <= last
        and (scene.holds(visit.step.receiver) or scene.lends(visit.step))
        for visit in scene.life
    )


def _only_ends(unit: Unit, handler: Node, at: Span) -> bool:
    """Whether a handler takes nothing, and does nothing but the call at a place."""
    fact = unit.language.facts.get(handler.kind_id)
    body = fact.one(handler, "body") if fact is not None and fact.role == "function" else None
    if fact is None or body is None or unit.parameters(handler, fact):
        return False
    inside = [child for child in body.named_children if not child.is_extra]
    if role_of(unit, body) == "sequence" and len(inside) == 1 and role_of(unit, inside[0]) == "discard":
        body = inside[0].named_children[0]
    return (body.start_byte, body.end_byte) == at


def _ends(scene: Scene) -> list[Span]:
    """Where the span is ended by hand."""
    found = (visit.step for visit in scene.life if scene.is_method(visit.step, scene.effects.words.end))
    return list(dict.fromkeys(step.at for step in found if step is not None))


def protected(scene: Scene) -> Fix | None:
    """The fix that puts the only end of a span into a finally around what stands between its start and it."""
    unit, words = scene.unit, scene.unit.language.settings.get("rewrites", {})
    ends, block = _ends(scene), _after_start(scene)
    last = statement_at(unit, ends[0]) if len(ends) == 1 else None
    if block is None or last is None or "finally" not in words or _is_handed_over(scene):
        return None
    head, statements = block
    numbers = {node.id: number for number, node in enumerate(statements)}
    number = numbers.get(last[0].id, 0)
    inside, rest = statements[:number], statements[number + 1 :]
    if (
        not inside
        or not _is_call_alone(unit, last[0], ends[0])
        or not begins_line(unit.source.text, inside[0])
    ):
        return None
    if _needed_outside(unit, inside, [last[0]]) or _is_bound_in(unit, inside, last[0]):
        return None
    if _needed_outside(unit, inside, rest):
        if len(rest) != 1 or not _is_plain_return(unit, rest[0]):
            return None
        inside = [*inside, *rest]
    lent = any(scene.lends(visit.step) for visit in scene.life)
    edits = _moved_into_finally(unit, head, inside, last[0], words)
    return Fix("end it in a finally", tuple(edits), not lent)


def _after_start(scene: Scene) -> tuple[int, list[Node]] | None:
    """Where the start of the span ends, and the statements of its block that come after it."""
    unit = scene.unit
    if scene.given is not None:
        body = part(unit, scene.function.node, "body")
        if body is None or role_of(unit, body) != "sequence":
            return None
        return body.start_byte, [child for child in body.named_children if not child.is_extra]
    at = Span(scene.start.node.start_byte, scene.start.node.end_byte)
    found = statement_at(unit, at) if scene.start.held != "managed" and scene.start.gives == "span" else None
    if found is None or role_of(unit, found[0]) not in ("discard", "declare"):
        return None
    number = next((n for n, node in enumerate(found[1]) if node.id == found[0].id), None)
    return (found[0].end_byte, found[1][number + 1 :]) if number is not None else None


def _is_handed_over(scene: Scene) -> bool:
    """Whether the function gives the span away on some path, to be ended by somebody else, or to a generator,
    which may write to it after any end here."""
    return any(scene.gives(visit.step) or _runs_a_generator(scene, visit.step) for visit in scene.life)


def _runs_a_generator(scene: Scene, step: Step | None) -> bool:
    function = scene.effects.resolve(step) if isinstance(step, Call) else None
    if function is None or not isinstance(step, Call) or not scene.summaries.graph(function).generator:
        return False
    given = scene.summaries.given(step, function, scene.state, scene.effects)
    return bool(given or scene.summaries.captured(function, scene.state.handles))


def _is_bound_in(unit: Unit, inside: list[Node], last: Node) -> bool:
    """Whether a statement uses a name that earlier ones bind: in a finally it might not be bound yet."""
    text = unit.source.text[last.start_byte : last.end_byte]
    names = set[str]().union(*map(unit.declared_in, inside))
    return any(True for name in names for _ in occurrences(text, name))


def _needed_outside(unit: Unit, inside: list[Node], rest: list[Node]) -> bool:
    """Whether statements bind names for their block alone which later ones use."""
    if unit.assigns or not rest:
        return False
    names = set[str]()
    for node in inside:
        if role_of(unit, node) == "declare":
            targets = (part(unit, child, "target") for child in node.named_children)
            names |= {name for target in targets if target is not None for name in unit.names_in(target)}
        elif role_of(unit, node) in ("function", "class") and (name := part(unit, node, "name")) is not None:
            names.add(unit.source.slice(name))
    text = unit.source.text[rest[0].start_byte : rest[-1].end_byte].decode("utf-8", "replace")
    return any(name in text for name in names)


def _is_plain_return(unit: Unit, node: Node) -> bool:
    """Whether a statement returns what is there already, so that it makes no difference what comes first."""
    busy = ("call", "await", "yield", "augment", "bind")
    return role_of(unit, node) == "return" and not any(
        role_of(unit, each) in busy for each in own_nodes(unit, node)
    )


def _moved_into_finally(
    unit: Unit, head: int, inside: list[Node], end: Node, words: dict[str, str]
) -> list[Edit]:
    text, line = unit.source.text, newline(unit.source.text)
    own, by = indentation(text, inside[0].start_byte), step_of(unit, inside[0])
    start = first_line_after(text, head)
    first, after = line_start(text, end.start_byte), line_end(text, end.end_byte)
    call = text[end.start_byte : after].decode("utf-8", "surrogateescape").rstrip("\r\n")
    closing = f"{own}{words['finally']}{line}{own}{by}{call}{line}"
    closing += f"{own}{words['close']}{line}" if "close" in words else ""
    if after == len(text) and not text.endswith(b"\n"):
        closing = closing.removesuffix(line)
    opening = Edit(start, start, f"{own}{words['protect']}{line}")
    if inside[-1].start_byte < end.start_byte:
        return [opening, *indented(unit, start, first, by), Edit(first, after, closing)]
    last = line_end(text, inside[-1].end_byte)
    moved = [*indented(unit, start, first, by), *indented(unit, after, last, by)]
    return [opening, *moved, Edit(first, after, ""), Edit(last, last, closing)]


def as_scope(scene: Scene) -> Fix | None:
    """The fix that starts a span as a context manager around the rest of its block, which ends it."""
    unit, words = scene.unit, scene.unit.language.settings.get("rewrites", {})
    name, start = scene.start.table.get("scoped"), scene.start
    at = Span(start.node.start_byte, start.node.end_byte)
    found, block = statement_at(unit, at), _after_start(scene)
    if name is None or "scope" not in words or found is None or block is None or not block[1]:
        return None
    target = _only_target(unit, found[0], at)
    callee = part(unit, start.node, "callee")
    verb = part(unit, callee, "name") if callee is not None else None
    if target is None or verb is None or not has_lines_alone(unit, found[0]) or _is_handed_over(scene):
        return None
    # Bytes that are no text can't be written down again.
    if "\N{REPLACEMENT CHARACTER}" in unit.source.slice(start.node):
        return None
    before, behind = (
        unit.source.text[one:other].decode()
        for one, other in ((at.start_byte, verb.start_byte), (verb.end_byte, at.end_byte))
    )
    header = words["scope"].format(value=f"{before}{name}{behind}", name=unit.source.slice(target))
    first, last = (
        first_line_after(unit.source.text, block[0]),
        line_end(unit.source.text, block[1][-1].end_byte),
    )
    edits = [
        Edit(found[0].start_byte, found[0].end_byte, header),
        *indented(unit, first, last, step_of(unit, found[0])),
    ]
    return Fix(f"start it in a scope with {name}", tuple(edits), not _may_have_children(scene))


def _only_target(unit: Unit, statement: Node, at: Span) -> Node | None:
    """The name that a statement binds the call at a place to, where it does nothing else."""
    inside = [child for child in statement.named_children if not child.is_extra]
    bind = inside[0] if len(inside) == 1 and role_of(unit, inside[0]) == "bind" else None
    value = part(unit, bind, "value") if bind is not None else None
    target = part(unit, bind, "target") if bind is not None else None
    if value is None or target is None or (value.start_byte, value.end_byte) != at or bind is None:
        return None
    plain = role_of(unit, target) == "name" and len([c for c in bind.named_children if not c.is_extra]) == 2
    return target if plain else None


def _may_have_children(scene: Scene) -> bool:
    """Whether something between the start and the end of a span may start another one, which would become its
    child if it were current."""
    own = scene.effects.words.methods
    return any(
        isinstance(visit.step, Call)
        and not (visit.step.name in own and scene.holds(visit.step.receiver))
        and not scene.unit.is_harmless(visit.step.text)
        for visit in scene.life
    )
