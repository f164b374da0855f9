"""Sets of texts, some of which are given by what they begin or end with."""


# A whole tree asks for more texts than memory should hold, and mostly for those of the same project.
_MOST_KNOWN = 5_000


class Patterns:
    """A set of texts in which a `*` stands for any text."""

    __slots__ = ("_ends", "_exact", "_inside", "_known", "_mixed", "_starts")

    def __init__(self, patterns: list[str]) -> None:
        self._exact = {pattern for pattern in patterns if "*" not in pattern}
        starts, ends, self._inside, self._mixed = list[str](), list[str](), list[str](), list[list[str]]()
        # Most have one star, or two around them, and those are asked for without a call for each.
        for pattern in patterns:
            match pattern.split("*"):
                case [_]:
                    pass
                case [start, ""]:
                    starts.append(start)
                case ["", end]:
                    ends.append(end)
                case ["", core, ""]:
                    self._inside.append(core)
                case parts:
                    self._mixed.append(parts)
        self._starts, self._ends = tuple(starts), tuple(ends)
        self._known: dict[str, bool] = {}

    def __contains__(self, text: str) -> bool:
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            fits = text in self._exact or text.startswith(self._starts) or text.endswith(self._ends)
            fits = fits or any(core in text for core in self._inside)
            known = self._known[text] = fits or any(_fits(text, parts) for parts in self._mixed)
        return known

    def cores(self) -> set[str]:
        """What is written of each text; of one in several parts, the longest."""
        longest = (max(parts, key=len) for parts in self._mixed)
        return self._exact.union(self._inside, self._starts, self._ends, longest)


def _fits(text: str, parts: list[str]) -> bool:
    """Whether a text has parts one behind the other, the first where it begins and the last where it ends."""
    first, *between, last = parts
    at, end = len(first), len(text) - len(last)
    if not text.startswith(first) or not text.endswith(last):
        return False
    for part in between:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return at <= end
