"""The cheapest question first: can this file start a span at all?

Most files of a repository hold no word that can start a span, and a file without one is done before any
parser is imported. The command's first stage asks this before anything else is loaded, so this module may
import nothing but the table of words."""

from ..grammars_config.compiled import ENDINGS as ENDINGS
from ..grammars_config.compiled import START_PIECES, START_WORDS, TAKE_WORDS, TOUCH_WORDS


def language_of_ending(path: str) -> str | None:
    """The language that the ending of `path` names, or None."""
    dot = path.rfind(".")
    return ENDINGS.get(path[dot:].lower()) if dot >= 0 else None


# What a comment holds that speaks to us (see `suppressions.py`).
SUPPRESSION_MARK = b"spanlint:"


def may_report(text: bytes, language: str, own: tuple[bytes, ...] = ()) -> bool:
    """Whether anything can be found in `text`: a span that is started, also by one of the user's `own` words,
    that is taken over for an iteration, or a comment that silences nothing."""
    return (
        has_start_word(text, language, own) or SUPPRESSION_MARK in text or may_take_over(text, language)
    )


def has_start_word(text: bytes, language: str, own: tuple[bytes, ...] = ()) -> bool:
    """Whether a word that can start a span of `language`, or one of the user's `own`, occurs in `text`, be it
    in a comment."""
    return any(
        piece in text and any(word in text for word in words)
        for piece, words in START_PIECES[language].items()
    ) or any(word in text for word in own)


def start_words_in(text: bytes, language: str, own: tuple[bytes, ...] = ()) -> frozenset[bytes]:
    """Those words that can start a span of `language`, and of the user's `own`, that occur in `text`."""
    shared = (words for piece, words in START_PIECES[language].items() if piece in text)
    return frozenset(word for words in (*shared, own) for word in words if word in text)


def may_take_over(text: bytes, language: str) -> bool:
    """Whether a file may get a span from others that it is to end when an iteration is over."""
    return all(any(word in text for word in words) for words in TAKE_WORDS[language])


def touches_spans(text: bytes, language: str, own: tuple[bytes, ...] = ()) -> bool:
    """Whether a file seems to do something with a span, wherever it comes from, also by one of the user's
    `own` words."""
    return any(
        piece in text and any(word in text for word in words)
        for piece, words in TOUCH_WORDS[language].items()
    ) or any(word in text for word in own)


def start_words(language: str) -> tuple[bytes, ...]:
    """The words that can start a span of `language`; one with a dot in front or a bracket behind counts only
    there."""
    return START_WORDS[language]


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
