"""The fields of a message, read by name and type; each reader raises NodeError for what it cannot read.

An optional field that is null counts as absent, and fields that nobody asks for are ignored.
"""

from collections.abc import Mapping
from typing import TypeVar

from .protocol import Code, NodeError, kind, quoted

Fields = Mapping[str, object]
T = TypeVar("T")


def require_text(fields: Fields, name: str) -> str:
    """The text of a field that must be there."""
    value = find_text(fields, name)
    if value is None:
        raise NodeError(Code.MALFORMED, f"{quoted(name)} is missing; it must be a string")
    return value


def find_text(fields: Fields, name: str) -> str | None:
    """The text of a field, or None without one."""
    return _find(fields, name, str, "a string")


def find_integer(fields: Fields, name: str) -> int | None:
    """The number of a field, or None without one."""
    return _find(fields, name, int, "an integer")


def flag(fields: Fields, name: str, default: bool) -> bool:
    """Whether a field says true; `default` without one."""
    value = _find(fields, name, bool, "true or false")
    return default if value is None else value


def require_names(fields: Fields, name: str) -> list[str]:
    """The names in a field, at least one; a name that stands there twice is one name."""
    value = fields.get(name)
    if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
        return list(dict.fromkeys(value))
    raise NodeError(Code.MALFORMED, f"{quoted(name)} must be a list of one name or more")


def text_map(fields: Fields, name: str) -> dict[str, str]:
    """The names and texts of a field, {} without one."""
    value = _find(fields, name, dict, "an object") or {}
    return {key: require_text(value, key) for key in value}


def _find(fields: Fields, name: str, wanted: type[T], called: str) -> T | None:
    value = fields.get(name)
    # True is an instance of int, but not a number that anybody has written.
    if value is None or (isinstance(value, wanted) and type(value) is wanted):
        return value
    raise NodeError(Code.MALFORMED, f"{quoted(name)} must be {called}, not {kind(value)}")
