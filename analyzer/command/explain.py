"""`spanlint rules` and `spanlint explain`: the rules, as their registry describes them."""

from ..annotations import Protocol
from ..errors import UsageError
from ..selection import hint


class Described(Protocol):
    """What is shown of a rule: `default` is "on", "strict" or "off"."""

    @property
    def name(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def documentation(self) -> str: ...
    @property
    def default(self) -> str: ...
    @property
    def languages(self) -> tuple[str, ...]: ...


def all_rules() -> list[Described]:
    """Every rule there is, in the order of the registry."""
    from ..rules import RULES

    return list(RULES)


def list_rules(output_format: str = "text") -> int:
    """Prints the rules, a line each: name, default, languages, summary; or, as "json", all that is known of
    them. Returns the exit status."""
    rules = all_rules()
    if output_format == "json":
        print_json(rules)
        return 0
    rows = [(rule.name, rule.default, languages_of(rule, rules), rule.summary) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def print_json(rules: list[Described]) -> None:
    """Prints the rules as one JSON document; the keys are a promise."""
    import json

    described = [
        {
            "name": rule.name,
            "summary": rule.summary,
            "default": rule.default,
            "languages": list(rule.languages),
            "documentation": unindented(rule.documentation),
        }
        for rule in rules
    ]
    print(json.dumps({"version": 1, "rules": described}, indent=2))


def explain_rule(name: str) -> int:
    """Prints the documentation of one rule; returns the exit status. Raises UsageError for an unknown one."""
    rules = all_rules()
    rule = next((rule for rule in rules if rule.name == name), None)
    if rule is None:
        raise UsageError(f'unknown rule "{name}"; {hint(name, [rule.name for rule in rules])}')
    print(f"{rule.name}: {rule.summary}\n")
    print(f"default: {rule.default}; languages: {', '.join(rule.languages)}\n")
    print(unindented(rule.documentation))
    return 0


def languages_of(rule: Described, rules: list[Described]) -> str:
    """The languages of a rule, "all" where they are those of all rules taken together."""
    known = {language for other in rules for language in other.languages}
    return "all" if set(rule.languages) == known else ",".join(rule.languages)


def unindented(documentation: str) -> str:
    """A docstring as it reads outside of code."""
    from inspect import cleandoc

    return cleandoc(documentation)
