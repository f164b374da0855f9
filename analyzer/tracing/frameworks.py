"""What the facts of a language say of frameworks, in files that use these."""

from ..kept import kept
from ..patterns import Patterns
from ..unit import Unit
from .libraries import Table


@kept
def frameworks(unit: Unit, word: str) -> list[Table]:
    """The tables of a word, such as `hooks`, of the frameworks that the file imports, and of those without
    modules, whose names are nobody else's."""
    tables = unit.language.settings.get(word, {}).values()
    return [table for table in tables if _is_used(table, unit)]


def _is_used(table: Table, unit: Unit) -> bool:
    modules = Patterns(table.get("modules", ()))
    return "modules" not in table or any(module in modules for module in unit.imports.values())


def is_named(text: str, word: str, unit: Unit) -> bool:
    """Whether a callee is one of the `calls` that the tables of a word name."""
    return any(text in Patterns(table["calls"]) for table in frameworks(unit, word))


def gives_a_promise(text: str, unit: Unit) -> bool:
    """Whether a callee gives a promise, so that it fails there, and raises nothing."""
    return text in unit.calls["later"] or is_named(text, "promised", unit)


def runs_argument(text: str, unit: Unit) -> str:
    """As `Unit.runs_argument`, but "perhaps" for methods of what is one value or an error, which run their
    function for one of both."""
    runs = unit.runs_argument(text)
    return "perhaps" if runs and is_named(text, "either", unit) else runs
