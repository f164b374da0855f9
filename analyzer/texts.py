"""Names in a text: the words of one, and where one stands."""

from collections.abc import Iterator


def words_of(name: str) -> list[str]:
    """The words of a name in snake_case, camelCase or CAPITALS, in lower case."""
    name = name.lower() if name.isupper() else name
    spaced = "".join(f" {char}" if char.isupper() else " " if char in "_$" else char for char in name)
    return spaced.lower().split()


def identifiers(text: str) -> list[str]:
    """The names of a code's text, and its numbers."""
    return "".join(char if char.isalnum() or char in "_$" else " " for char in text).split()


def occurrences(text: bytes, name: str, begin: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a name stands as a whole word, be it in a comment or a string; with bounds, between these
    bytes."""
    word, at = name.encode(), begin - 1
    while word and (at := text.find(word, at + 1, end)) >= 0:
        if not _continues(text, at - 1) and not _continues(text, at + len(word)):
            yield at


def _continues(text: bytes, at: int) -> bool:
    if not 0 <= at < len(text):
        return False
    char = text[at : at + 1]
    return char.isalnum() or char in (b"_", b"$") or char >= b"\x80"
