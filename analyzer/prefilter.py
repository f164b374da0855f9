"""The cheapest question first: can this file start a span at all?

Most files of a repository hold no word that can start a span, and a file without one is done before any
parser is imported. The command's first stage asks this before anything else is loaded, so this module may
import nothing but the table of words."""

from ..grammars_config.compiled import ENDINGS as ENDINGS
from ..grammars_config.compiled import START_WORDS


def language_of_ending(path: str) -> str | None:
    """The language that the ending of `path` names, or None."""
    dot = path.rfind(".")
    return ENDINGS.get(path[dot:].lower()) if dot >= 0 else None


def has_start_word(text: bytes, language: str) -> bool:
    """Whether a word that can start a span of `language` occurs in `text`, be it in a comment."""
    return COMMON_PIECES[language] in text and any(word in text for word in START_WORDS[language])


def start_words(language: str) -> tuple[bytes, ...]:
    """The words that can start a span of `language`."""
    return START_WORDS[language]


def common_piece(words: tuple[bytes, ...]) -> bytes:
    """The longest piece that all of `words` have in common, maybe none: without it, no word is there."""
    first = min(words, key=len)
    pieces = [first[start:end] for start in range(len(first)) for end in range(start + 1, len(first) + 1)]
    return max((piece for piece in pieces if all(piece in word for word in words)), key=len, default=b"")


# One search for a piece takes a fraction of the time that one search a word does.
COMMON_PIECES = {language: common_piece(words) for language, words in START_WORDS.items()}


# What the first line of a script without an ending names, less the digits of a version.
INTERPRETERS = {
    "python": "python",
    "node": "javascript",
    "nodejs": "javascript",
    "bun": "typescript",
    "deno": "typescript",
}


def language_of_first_line(text: bytes) -> str | None:
    """The language of a script by the interpreter that its first line names, or None."""
    if not text.startswith(b"#!"):
        return None
    words = text[2:256].partition(b"\n")[0].decode("ascii", "replace").replace("/", " ").split()
    return next(
        (INTERPRETERS[name] for word in words if (name := word.rstrip("0123456789.")) in INTERPRETERS), None
    )
