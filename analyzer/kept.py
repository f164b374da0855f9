"""Answers about a file that are found out once, and kept with what is known of it."""

from collections.abc import Callable

from .annotations import Any, TypeVar

Question = TypeVar("Question", bound=Callable[..., Any])


def kept(ask: Question) -> Question:
    """The same question about a unit, asked once for each set of further arguments; the unit keeps what was
    found."""

    def answer(unit: Any, *about: Any) -> Any:
        known = unit.kept.setdefault(ask, {})
        if about not in known:
            known[about] = ask(unit, *about)
        return known[about]

    return answer  # type: ignore[return-value]
