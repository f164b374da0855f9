"""What the facts of a language say of frameworks, in files that use these."""

from collections.abc import Iterator

from .libraries import Table
from .patterns import Patterns
from .unit import Unit


def frameworks(unit: Unit, word: str) -> Iterator[Table]:
    """The tables of a word, such as `hooks`, of the frameworks that the file imports, and of those without
    modules, whose names are nobody else's."""
    for table in unit.language.settings.get(word, {}).values():
        modules = Patterns(table.get("modules", ()))
        if "modules" not in table or any(module in modules for module in unit.imports.values()):
            yield table
