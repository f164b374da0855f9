"""Which rules to apply, by the names that a user gives: those of rules, and those of sets of them."""

from collections.abc import Iterable

from .annotations import Protocol
from .errors import UsageError

SETS = {"default": ("on",), "strict": ("on", "strict"), "all": ("on", "strict", "off")}
"""The sets by name: the rules with one of these defaults belong to each. No rule is named like one."""


class Named(Protocol):
    """What is selected: `default` is "on", "strict" or "off"."""

    @property
    def name(self) -> str: ...
    @property
    def default(self) -> str: ...


def selected(
    rules: Iterable[Named], select: Iterable[str], extend: Iterable[str] = (), ignore: Iterable[str] = ()
) -> frozenset[str]:
    """The names of the rules to apply: those of `select`, or of the default set where it names none, and of
    `extend`, without those of `ignore`. Each holds names of rules and of sets. Raises UsageError for any
    other name, with the nearest that there is."""
    known = list(rules)
    wanted = list(select) or ["default"]
    chosen = _named(known, wanted) | _named(known, extend)
    return frozenset(chosen - _named(known, ignore))


def split_names(given: Iterable[str]) -> list[str]:
    """The names in texts that hold one or several with commas between, as options may be written."""
    return [name for text in given for part in text.split(",") if (name := part.strip())]


def hint(name: str, names: Iterable[str], otherwise: str = "spanlint rules lists them") -> str:
    """What to do about an unknown name: the nearest of `names`, or `otherwise` where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), n=1)
    return f'did you mean "{near[0]}"?' if near else otherwise


def _named(rules: list[Named], names: Iterable[str]) -> set[str]:
    by_name = {rule.name: {rule.name} for rule in rules}
    by_name |= {name: {rule.name for rule in rules if rule.default in kinds} for name, kinds in SETS.items()}
    found: set[str] = set()
    for name in names:
        if name not in by_name:
            raise UsageError(f'unknown rule "{name}"; {hint(name, by_name)}')
        found |= by_name[name]
    return found
