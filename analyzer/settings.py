"""How to analyse one file, in values that need nothing imported."""

from collections.abc import Mapping
from typing import Any

from .records import NamedTuple


class Settings(NamedTuple):
    """How to analyse. `rules` None means those that are on by default; `contract` names the operations that
    settle a span on an error path: "end" (only an end does) or "record" (a recorded exception does, too).
    `max_bytes` limits a file's size, `deadline` the seconds spent on it; `libraries` are the user's own, by
    name, as they stand in the configuration."""

    rules: frozenset[str] | None = None
    contract: str = "end"
    max_bytes: int = 2_000_000
    deadline: float = 5.0
    libraries: Mapping[str, Mapping[str, Any]] | None = None
