"""Promises that are settled by hand: `await done.promise`, where the file calls `done.resolve()`."""

from ..graph import Risk, Step
from ..texts import occurrences
from ..unit import Unit


def is_only_fulfilled(step: Step, unit: Unit) -> bool:
    """Whether a step awaits, by its name or as a part of what has one, what its file fulfils by hand, and
    rejects nothing by hand."""
    if not (isinstance(step, Risk) and step.what == "await"):
        return False
    text = unit.source.text
    words = text[step.at.start_byte : step.at.end_byte].decode(errors="replace").split()
    name = words[-1] if len(words) == 2 else ""
    named = all(part.isidentifier() for part in name.split("."))
    owners = {name, name.rpartition(".")[0]} - {""} if named else ()
    return any(
        f"{owner}.{fulfils}(".encode() in text and next(occurrences(text, rejects), None) is None
        for fulfils, rejects in unit.calls["settlers"].items()
        for owner in owners
    )
