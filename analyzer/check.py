"""Stub: the engine is being written; the signatures are final."""

from typing import NamedTuple

from .findings import FileReport


class Settings(NamedTuple):
    """How to analyse. `rules` None means those that are on by default; `contract` names the operations that settle a
    span on an error path: "end" (only an end does) or "record" (a recorded exception does, too)."""

    rules: frozenset[str] | None = None
    contract: str = "end"
    max_bytes: int = 2_000_000
    deadline: float = 5.0


def check_source(path: str, text: bytes, settings: Settings, language: str | None = None) -> FileReport:
    """The report on one file's bytes. Does no I/O and never raises, whatever the bytes are."""
    return FileReport(path, 0, (), None)
