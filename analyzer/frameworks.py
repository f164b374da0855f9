"""What the facts of a language say of frameworks, in files that use these."""

from .libraries import Table
from .patterns import Patterns
from .unit import Unit


def frameworks(unit: Unit, word: str) -> list[Table]:
    """The tables of a word, such as `hooks`, of the frameworks that the file imports, and of those without
    modules, whose names are nobody else's."""
    if word not in unit.frameworks:
        tables = unit.language.settings.get(word, {}).values()
        unit.frameworks[word] = [table for table in tables if _is_used(table, unit)]
    return unit.frameworks[word]


def _is_used(table: Table, unit: Unit) -> bool:
    modules = Patterns(table.get("modules", ()))
    return "modules" not in table or any(module in modules for module in unit.imports.values())
