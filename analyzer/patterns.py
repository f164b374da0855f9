"""Sets of texts, some of which are given by what they begin or end with."""


class Patterns:
    """A set of texts in which a `*` at the start or the end of one stands for any text."""

    __slots__ = ("_ends", "_exact", "_inside", "_known", "_starts")

    def __init__(self, patterns: list[str]) -> None:
        self._exact = {pattern for pattern in patterns if "*" not in pattern}
        loose = [pattern for pattern in patterns if "*" in pattern]
        self._inside = [p.strip("*") for p in loose if p[0] == "*" == p[-1]]
        self._starts = tuple(p.rstrip("*") for p in loose if p[0] != "*")
        self._ends = tuple(p.lstrip("*") for p in loose if p[0] == "*" != p[-1])
        self._known: dict[str, bool] = {}

    def __contains__(self, text: str) -> bool:
        if text not in self._known:
            fits = text in self._exact or text.startswith(self._starts) or text.endswith(self._ends)
            self._known[text] = fits or any(core in text for core in self._inside)
        return self._known[text]

    def cores(self) -> set[str]:
        """What is written of each text."""
        return self._exact.union(self._inside, self._starts, self._ends)
