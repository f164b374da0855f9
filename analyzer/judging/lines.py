"""The lines of a text while edits to it are made: where they begin and end, and how they are indented."""

from ..code.places import around, role_of
from ..findings import Edit, Fix, Place
from ..graph import Span
from ..source import Source
from ..syntax import Node
from ..unit import Unit

Block = tuple[Node, list[Node]]


def placed(source: Source, fix: Fix | None) -> Fix | None:
    """A fix that tells where its edits stand, which come in the order of their places."""
    if fix is None:
        return None
    edits = tuple(sorted(fix.edits, key=lambda edit: edit[:2]))
    return fix._replace(edits=edits, places=tuple(_place(source, edit.start, edit.end) for edit in edits))


def _place(source: Source, start: int, end: int) -> Place:
    return Place(source.line(start), source.column(start), source.line(end), source.column(end))


def line_start(text: bytes, offset: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind(b"\n", 0, offset) + 1


def line_end(text: bytes, offset: int) -> int:
    """Where the line after that of an offset begins; the end of the text in its last line."""
    found = text.find(b"\n", offset)
    return found + 1 if found >= 0 else len(text)


def newline(text: bytes) -> str:
    """How lines end in a text."""
    first = text.find(b"\n")
    return "\r\n" if first > 0 and text[first - 1 : first] == b"\r" else "\n"


def indentation(text: bytes, offset: int) -> str:
    """The white space in front of the line of an offset."""
    start = line_start(text, offset)
    line = text[start : line_end(text, offset)]
    return line[: len(line) - len(line.lstrip(b" \t"))].decode()


def first_line_after(text: bytes, offset: int) -> int:
    """Where the first line that is not blank begins, after the line of an offset."""
    at = line_end(text, offset)
    while at < len(text) and not text[at : line_end(text, at)].strip():
        at = line_end(text, at)
    return at


def begins_line(text: bytes, node: Node) -> bool:
    """Whether nothing but white space stands in front of a node on its line."""
    return not text[line_start(text, node.start_byte) : node.start_byte].strip()


def has_lines_alone(unit: Unit, node: Node) -> bool:
    """Whether nothing stands on a node's lines beside it, but for a comment behind it."""
    text = unit.source.text
    behind = text[node.end_byte : line_end(text, node.end_byte)].strip()
    return begins_line(text, node) and (not behind or behind[:1] in b"#/")


def statement_at(unit: Unit, at: Span) -> Block | None:
    """The statement that a place lies in, and the statements of the block that it is one of; None where there
    is no such block."""
    path = around(unit, at)
    for index in range(len(path) - 1, -1, -1):
        if index == 0 or role_of(unit, path[index]) == "sequence":
            inside = [child for child in path[index].named_children if not child.is_extra]
            return (path[index + 1], inside) if index + 1 < len(path) else None
    return None


def indented(unit: Unit, start: int, end: int, by: str) -> list[Edit]:
    """The edits that indent the lines from `start` to `end`, but for blank ones, and for those that begin
    inside of a text."""
    text, edits, at = unit.source.text, list[Edit](), start
    while at < end:
        if text[at : line_end(text, at)].strip() and not _is_in_text(unit, at):
            edits.append(Edit(at, at, by))
        at = line_end(text, at)
    return edits


def _is_in_text(unit: Unit, offset: int) -> bool:
    nodes = around(unit, Span(offset, offset))
    return any(role_of(unit, node) in ("text", "literal") and node.start_byte < offset for node in nodes)


def step_of(unit: Unit, statement: Node) -> str:
    """By what a block is indented deeper than the one around it, at a statement in it; four spaces where that
    can't be seen."""
    text = unit.source.text
    own = indentation(text, statement.start_byte)
    for node in reversed(around(unit, Span(statement.start_byte, statement.end_byte))):
        outer = indentation(text, node.start_byte)
        if len(outer) < len(own) and own.startswith(outer):
            return own[len(outer) :]
    return "    "
