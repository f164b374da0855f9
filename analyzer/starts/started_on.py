"""What a span is started on, where that may end the span by itself: an owner whose methods do, or something
of a module that is no library's."""

from ..code.places import called
from ..summaries.summaries import Summaries
from ..tracing.receivers import is_given_abroad
from ..tracing.spans import Start
from ..unit import Unit


def is_ended_by_its_owner(unit: Unit, start: Start) -> bool:
    """Whether the file ends a span without a handle on what this one is started on: `tracer.endSpan()`."""
    owner = called(unit, start.node).rpartition(".")[0]
    cores = set[str]().union(*(library.handles.cores() for library in start.libraries))
    ends = [name for core in cores for name in _behind_another(core)]
    names = (f"{verb}{name}" for verb in unit.calls["endings"] for name in ends)
    return bool(owner) and any(f"{owner}.{name}(".encode() in unit.source.text for name in names)


def is_from_the_project(unit: Unit, start: Start, summaries: Summaries) -> bool:
    """Whether what the span is started on comes from a module of no library, where it may end its spans
    itself, and is not seen to be what a library gives there."""
    abroad = summaries.known.abroad
    if not _module_of(unit, start) or abroad is None:
        return bool(_module_of(unit, start))
    owner = called(unit, start.node).rpartition(".")[0]
    return not is_given_abroad(unit, owner, start.libraries, abroad)


def is_from_others(unit: Unit, start: Start) -> bool:
    """Whether what the span is started on comes from a package of no library: its callbacks may well be
    ended by it, while a module of the project's own mostly hands out what a library gives."""
    module = _module_of(unit, start)
    return bool(module) and not module.startswith(".")


def _behind_another(word: str) -> tuple[str, str]:
    """A word as it stands behind another one in a name: "Span" and "_span"."""
    return word[:1].upper() + word[1:], f"_{word}"


def _module_of(unit: Unit, start: Start) -> str:
    """The module from which what the span is started on comes, where that is one of no library; else ""."""
    root = called(unit, start.node).partition(".")[0].removesuffix("()")
    module = unit.imports.get(root, "")
    return "" if any(module in library.modules for library in unit.known_libraries) else module
