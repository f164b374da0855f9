"""On which line of a TOML file a key or a value stands, for errors: the parser does not tell."""

import re
from collections.abc import Iterator

Path = tuple[str, ...]

_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")


def line_of(text: str, path: Path, value: str = "") -> int:
    """The line, from 1 on, of the key that the names of `path` lead to, or of as many of them as are found;
    of `value`, an entry of a list there, if that is given."""
    best, line = 0, 1
    for number, found in _keys(text):
        common = next(
            (n for n, pair in enumerate(zip(found, path, strict=False)) if pair[0] != pair[1]), None
        )
        length = min(len(found), len(path)) if common is None else common
        if length > best:
            best, line = length, number
    return line + _lines_down(text.split("\n")[line - 1 :], value) if value else line


def _keys(text: str) -> Iterator[tuple[int, Path]]:
    """Each line that names a key or a table, with the whole path of it."""
    table: Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _names(header[1])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_names(key[1]))


def _names(dotted: str) -> Path:
    from tomllib import loads

    names: list[str] = []
    inner: object = loads(f"{dotted} = 0")
    while isinstance(inner, dict):
        ((name, inner),) = inner.items()
        names.append(name)
    return tuple(names)


def _lines_down(lines: list[str], value: str) -> int:
    quoted = (f'"{value}"', f"'{value}'")
    return next((n for n, line in enumerate(lines) if any(each in line for each in quoted)), 0)
