"""What is configured, and how to analyse one file, in values that need nothing imported."""

from .annotations import TYPE_CHECKING
from .records import NamedTuple

if TYPE_CHECKING:
    from .grammars.own_libraries import OwnLibraries


class Settings(NamedTuple):
    """How to analyse. `rules` None means those that are on by default; `contract` names the operations that
    settle a span on an error path: "end" (only an end does) or "record" (a recorded exception does, too).
    `max_bytes` limits a file's size, `deadline` the seconds spent on it; `libraries` are the user's own."""

    rules: frozenset[str] | None = None
    contract: str = "end"
    max_bytes: int = 2_000_000
    deadline: float = 5.0
    libraries: "OwnLibraries | None" = None

    @property
    def own_words(self) -> tuple[bytes, ...]:
        """The words that start spans of the user's own libraries."""
        return self.libraries.words if self.libraries is not None else ()

    @property
    def own_ends(self) -> tuple[bytes, ...]:
        """The words by which a file shows that it ends a span of those libraries."""
        return self.libraries.ends if self.libraries is not None else ()


class Configuration(NamedTuple):
    """What a configuration says, and the default for what it does not; `path` is its file, "" without one.
    Each of `per_file_ignores` is a pattern and the rules that are ignored in the files it matches."""

    path: str = ""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    libraries: "OwnLibraries | None" = None
    max_file_size: int = 2_000_000
    max_seconds: float = 5.0
    error_path: str = "end"
    output_format: str = "full"
