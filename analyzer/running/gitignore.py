"""Which paths a `.gitignore` leaves out, as gitignore(5) says it.

Own code rather than `git ls-files`, which needs git and a repository and runs what the repository's
configuration names, and rather than a package that costs more to import than a small tree takes to walk.

The lines of one file become one regular expression each, over the path relative to that file's folder; a
folder's path ends in a slash. The last line that matches decides.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from ..records import NamedTuple

# The classes of POSIX that differ from ASCII ranges in no locale git knows.
POSIX_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t-\\r",
    "upper": "A-Z",
    "xdigit": "a-fA-F0-9",
}


class Line(NamedTuple):
    """One line that says something: the path, or the name alone, that `expression` matches is left out, or if
    `negated` let back in."""

    expression: str
    name_alone: bool
    negated: bool


class Ignores:
    """The lines of one file. `verdict(path)`: True for left out, False for let back in, else None."""

    def __init__(self, text: str) -> None:
        lines = [line for raw in text.removeprefix("\ufeff").split("\n") if (line := read_line(raw))]
        self._negated = [line.negated for line in lines]
        # Most lines look at a name alone; asking them about names keeps the rest of the path out of the
        # search.
        of_names = last_match({n: line.expression for n, line in enumerate(lines) if line.name_alone})
        # The same few names stand in many folders.
        self._of_names = cache(of_names)
        self._of_paths = last_match(
            {n: line.expression for n, line in enumerate(lines) if not line.name_alone}
        )

    def verdict(self, path: str) -> bool | None:
        name = path[path.rfind("/", 0, -1) + 1 :]
        last = max(self._of_names(name), self._of_paths(path))
        return None if last < 0 else not self._negated[last]


@cache
def ignores(text: str) -> Ignores:
    """The lines of a file with this text, which many folders of a repository may have."""
    return Ignores(text)


def last_match(expressions: dict[int, str]) -> Callable[[str], int]:
    """A function that gives the greatest number whose expression matches a text, or -1."""
    if not expressions:
        return lambda _: -1
    numbers = sorted(expressions, reverse=True)
    match = re.compile("|".join(f"({expressions[number]})" for number in numbers), re.DOTALL).match

    def number(text: str) -> int:
        found = match(text)
        return numbers[found.lastindex - 1] if found and found.lastindex else -1

    return number


@cache
def read_line(raw: str) -> Line | None:
    """What a line says; None for an empty line, a comment, and a pattern that can match nothing."""
    text = without_trailing_spaces(raw.removesuffix("\r"))
    negated = text.startswith("!")
    pattern = text[negated:]
    expression = None if text.startswith("#") else translate(pattern)
    return Line(expression, "/" not in pattern[:-1], negated) if expression else None


def without_trailing_spaces(text: str) -> str:
    """`text` without the spaces at its end, but for one that a backslash protects."""
    stripped = text.rstrip(" ")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    return text[: len(stripped) + 1] if backslashes % 2 and len(text) > len(stripped) else stripped


def translate(pattern: str) -> str | None:
    """The expression for one pattern, to be matched from the beginning; None if it can match nothing."""
    body = pattern.removesuffix("/")
    names = body.removeprefix("/").split("/")
    if not body or any(translate_name(name) is None for name in names):
        return None
    expressions = translate_names(names) if "/" in body else [translate_name(body) or ""]
    return "".join(expressions) + ("/" if pattern.endswith("/") else "/?") + r"\Z"


def translate_names(names: list[str]) -> Iterator[str]:
    """The expressions for the names of a pattern, in which `**` stands for any number of folders."""
    last = len(names) - 1
    for index, name in enumerate(names):
        if name == "**":
            yield ".+" if index == last else "(?:.*/)?"
        else:
            yield (translate_name(name) or "") + ("/" if index < last else "")


def translate_name(name: str) -> str | None:
    """The expression for a name between two slashes; None if it is malformed, which git never matches."""
    pieces = [""]
    position = 0
    while position < len(name):
        if name[position] == "*":
            pieces.append("")
            position += 1
            continue
        found = translate_character(name, position)
        if found is None:
            return None
        expression, position = found
        pieces[-1] += expression
    return join_stars(pieces)


def translate_character(name: str, position: int) -> tuple[str, int] | None:
    """The expression for what at `position` stands for one character, and the place after it; None if
    malformed."""
    if name[position] == "[":
        return translate_class(name, position + 1)
    if name[position] == "?":
        return "[^/]", position + 1
    character, after = read_character(name, position)
    return (re.escape(character), after) if character else None


def join_stars(pieces: list[str]) -> str:
    """The pieces of a name with "anything but a slash" between them.

    For every star but the last, the shortest text is as good as any other, and an atomic group keeps the
    matcher from trying the others: a hostile `*a*a*a*a` stays cheap."""
    first, *others = pieces
    if not others:
        return first
    *middle, last = others
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle) + f"[^/]*{last}"


def translate_class(name: str, position: int) -> tuple[str, int] | None:
    """The expression for the bracket open at `position`, and the place after it; None if it never closes."""
    negation = "^" if name[position : position + 1] in ("!", "^") else ""
    position = first = position + len(negation)
    members = ""
    while position == first or name[position : position + 1] != "]":
        found = read_posix_class(name, position) or read_range(name, position)
        if found is None:
            return None
        member, position = found
        members += member
    return f"(?!/)[{negation}{members}]", position + 1


def read_posix_class(name: str, position: int) -> tuple[str, int] | None:
    """The members of a `[:digit:]` at `position` and the place after it; None if there is none."""
    end = name.find(":]", position + 2)
    if not name.startswith("[:", position) or end < 0 or name[position + 2 : end] not in POSIX_CLASSES:
        return None
    return POSIX_CLASSES[name[position + 2 : end]], end + 2


def read_range(name: str, position: int) -> tuple[str, int] | None:
    """The member at `position`, `a` or `a-z`, and the place after it; None at the end of the pattern."""
    low, position = read_character(name, position)
    high = low
    if name[position : position + 1] == "-" and name[position + 1 : position + 2] not in ("", "]"):
        high, position = read_character(name, position + 1)
    if not low or not high:
        return None
    # Of a range that runs backwards, git matches the first character.
    return re.escape(low) + (f"-{re.escape(high)}" if low < high else ""), position


def read_character(name: str, position: int) -> tuple[str, int]:
    """The character at `position`, less the backslash that may protect it, and the place after it."""
    position += name[position : position + 1] == "\\"
    return name[position : position + 1], position + 1
