"""Sets of texts, some of which are given by what they begin or end with."""


class Patterns:
    """A set of texts in which a `*` at the start or the end of one stands for any text."""

    __slots__ = ("_exact", "_known", "_loose")

    def __init__(self, patterns: list[str]) -> None:
        self._exact = {pattern for pattern in patterns if "*" not in pattern}
        self._loose = [(p.strip("*"), p[0] == "*", p[-1] == "*") for p in patterns if "*" in p]
        self._known: dict[str, bool] = {}

    def __contains__(self, text: str) -> bool:
        if text not in self._known:
            self._known[text] = text in self._exact or any(_fits(text, *pattern) for pattern in self._loose)
        return self._known[text]

    def cores(self) -> set[str]:
        """What is written of each text."""
        return self._exact | {core for core, _, _ in self._loose}


def _fits(text: str, core: str, before: bool, after: bool) -> bool:
    if before and after:
        return core in text
    return text.endswith(core) if before else text.startswith(core)
