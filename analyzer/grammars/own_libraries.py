"""The libraries that a user describes in the configuration, in the words of those of `grammars_config/`."""

from collections.abc import Iterator, Mapping, Sequence

from ..annotations import Any
from .library_tables import Table, extended, joined, mistakes, start_words

Mistake = tuple[tuple[str, ...], str]


class OwnLibraries:
    """Libraries by name, as they stand in the configuration; `words` are those of which a file must hold one
    to start a span of theirs, `ends` those by which it shows that it ends one. Two are the same only if they
    are one."""

    __slots__ = ("ends", "tables", "words")

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.words = start_words(tables.values())
        verbs = {verb for table in tables.values() for verb in table.get("operations", {}).get("end", ())}
        self.ends = tuple(f".{verb}(".encode() for verb in sorted(verbs))

    def beside(self, known: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """These libraries in full, then those of `known` that they do not add to. One that extends a library
        which is not among `known`, because another language has it, is left out."""
        by_name = {table["name"]: table for table in known}
        for name, table in self.tables.items():
            named = {**table, "name": name, "own": True}
            if name in by_name:
                yield joined(named, by_name[name])
            elif "extends" not in table:
                yield named
            elif table["extends"] in by_name:
                yield extended(named, by_name[table["extends"]])
        yield from (table for table in known if table["name"] not in self.tables)


def mistakes_in(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """What is wrong in the libraries of a configuration: the keys that lead there, and what to say of it."""
    for name, table in tables.items():
        found = [((name, *path), what) for path, what in mistakes({"name": name, **table})]
        yield from found or _unknown_bases(name, table)


def _unknown_bases(name: str, table: Table) -> Iterator[Mistake]:
    if "extends" in table:
        from .languages import facts_of, language_names

        known = sorted({each["name"] for own in language_names() for each in facts_of(own)["apis"]})
        if table["extends"] not in known:
            what = f'no library "{table["extends"]}" to extend; there are {", ".join(known)}'
            yield (name, "extends"), what
