"""Starts that are calls of other files' functions: of factories, wrappers and context managers that a file
imports.

What the functions of a file start for their callers depends on that file and on those that it imports in
turn. As imports go in circles, it is asked with a depth: what is known of a file seen `n` files deep is made
of what is known of its imports `n - 1` files deep. So the answer is the same whoever asks, and whenever.
"""

from collections.abc import Callable, Iterator

from ..code.abroad import Abroad
from ..code.exports import DEFAULT, Alias, Names
from ..code.imports import Origin
from ..code.members import class_meant
from ..code.places import called
from ..code.project import Project
from ..code.things import Thing
from ..names import Function
from ..records import NamedTuple
from ..source import Unreadable
from ..steps.lifetime_types import Outcome
from ..summaries.summaries import Known, Summaries
from ..syntax import Deadline, Node, Touched, touched_functions
from ..tracing.spans import Start, find_starts
from ..unit import Unit
from .callers import calls_of, same_file_starts, start_at
from .derived import Derived, derived, may_be_derived

DEPTH = 3
_SECONDS = 5.0

Follow = Callable[[Unit, Start, Summaries, str], Outcome | None]


class Asked(NamedTuple):
    """What the answers depend on besides the files: how a span is followed, and by which contract."""

    follow: Follow
    contract: str


def names_a_start(
    project: Project, path: str, text: bytes, language: str, asked: Asked, depth: int = DEPTH
) -> bool:
    """Whether a file's text has the name of something in the files it imports that starts a span for it."""
    return any(word.encode() in text for word in _words_around(project, path, text, language, asked, depth))


def imported_starts(unit: Unit, abroad: Abroad, asked: Asked, depth: int = DEPTH) -> Iterator[Start]:
    """The calls in a file of other files' functions that start a span for it."""
    project, path, language = abroad.project, abroad.path(unit), unit.language.name
    words = _words_around(project, path, unit.source.text, language, asked, depth)
    aliases = {name for name, origin in unit.origins.items() if origin.name in words}
    for word in sorted((words | aliases) - {""}):
        for node, held, function in calls_of(unit, word):
            thing = _callee(unit, abroad, node, function)
            if thing is None or thing.node is None or thing.unit is unit:
                continue
            known = _contracts(project, abroad.path(thing.unit), asked, depth - 1)
            found = known.get(thing.node.start_byte)
            if found is not None and (thing.kind in ("function", "class")) != found.decorated:
                unit.gets_spans_of(found.libraries)
                yield start_at(unit, node, held, function, found)


def _callee(unit: Unit, abroad: Abroad, node: Node, function: Touched) -> Thing | None:
    """What a call runs, by its name."""
    root, *path = called(unit, node).split(".")
    if not root or "" in path:
        return None
    free = not _is_shadowed(unit, root.removesuffix("()"), function)
    of = class_meant(unit, root, node.start_byte)
    return abroad.callee(unit, root, tuple(path), free, of)


def _is_shadowed(unit: Unit, name: str, function: Touched) -> bool:
    nodes = [node for node in (*function.around, function.node) if node.id != unit.root.id]
    facts = unit.language.facts
    return any(
        name in unit.names_of(Function(node, "", None, False))
        for node in nodes
        if facts[node.kind_id].role == "function"
    )


# What is known of a file.


def _words_around(
    project: Project, path: str, text: bytes, language: str, asked: Asked, depth: int
) -> frozenset[str]:
    """The names of all that the files which a file imports start for their callers; "" among them if one does
    so as a module's own value, under any name."""
    if not depth:
        return frozenset()
    imported = project.neighbours.imported(path, text, language)
    # What leads to a start is not looked for further away than starts are.
    around = (file for file in imported if project.neighbours.leads(file, depth - 1))
    return frozenset().union(*(_words(project, file, asked, depth - 1) for file in around))


def _words(project: Project, path: str, asked: Asked, depth: int) -> frozenset[str]:
    """The names under which a file offers what starts a span for its callers."""
    key = "words", path, asked, depth
    known: frozenset[str] = project.once(key, lambda: _find_words(project, path, asked, depth))
    return known


def _find_words(project: Project, path: str, asked: Asked, depth: int) -> frozenset[str]:
    own = {each.name for each in _contracts(project, path, asked, depth).values()}
    for file in project.neighbours.handed_on(path) if depth else ():
        if project.neighbours.leads(file, depth - 1):
            own |= _words(project, file, asked, depth - 1)
    found = project.unit(path, Deadline(_SECONDS)) if own else None
    return frozenset(own | _renamed(*found, own) if found is not None else own)


def _renamed(unit: Unit, names: Names, own: set[str]) -> set[str]:
    """The further names that a file gives to what is known by one of `own`."""
    renamed = {
        name for name, entry in names.known.items() if isinstance(entry, Alias | Origin) and entry.name in own
    }
    whole = names.known.get(DEFAULT)
    if isinstance(whole, Node) and _name(unit, whole) in own:
        renamed.add("")
    return renamed | ({""} if DEFAULT in renamed else set())


def _name(unit: Unit, node: Node) -> str:
    fact = unit.language.facts.get(node.kind_id)
    return unit.name_of(node) if fact is not None and fact.role == "function" else ""


def _contracts(project: Project, path: str, asked: Asked, depth: int) -> dict[int, Derived]:
    """What the functions of a file start for their callers, by the place of the function."""
    key = "contracts", path, asked, depth
    known: dict[int, Derived] = project.once(key, lambda: _find_contracts(project, path, asked, depth))
    return known


def _find_contracts(project: Project, path: str, asked: Asked, depth: int) -> dict[int, Derived]:
    try:
        return _look_for_contracts(project, path, asked, depth)
    except Unreadable:
        return {}


def _look_for_contracts(project: Project, path: str, asked: Asked, depth: int) -> dict[int, Derived]:
    # Most files that may lead to a start give none to their callers, and need not be parsed to tell.
    read = project.neighbours.read(path)
    if read is None:
        return {}
    if depth and not names_a_start(project, path, *read, asked, depth):
        return _contracts(project, path, asked, 0)
    deadline = Deadline(_SECONDS)
    found = project.unit(path, deadline) if depth or project.neighbours.starts(path) else None
    if found is None:
        return {}
    unit, abroad = found[0], Abroad(project, found[0])
    imported = list(imported_starts(unit, abroad, asked, depth)) if depth else []
    if depth and not imported:
        return _contracts(project, path, asked, 0)
    own = project.neighbours.own_words
    touched = touched_functions(unit.source, unit.tree, unit.language, deadline, own)
    around = Known(abroad)
    summaries = around.add(unit, asked.contract)
    todo, seen, known = [*find_starts(unit, touched, abroad), *imported], set(), dict[int, Derived]()
    while todo:
        start = todo.pop(0)
        if start.at in seen:
            continue
        seen.add(start.at)
        if not may_be_derived(unit, start, summaries):
            continue
        each = derived(unit, start, asked.follow(unit, start, summaries, asked.contract), summaries)
        if each is not None:
            known.setdefault(each.owner.start_byte, each)
            todo += same_file_starts(unit, each)
    return known
