"""What comments say about findings: `spanlint: ignore[unended-span] why`, read from the comments of the tree.

On a line of code it speaks for that line, alone on a line for the code that follows, and with `ignore-file`
for the whole file. A finding is reported where its start stands, so that is the place to silence it.
"""

import re
from collections.abc import Iterable, Iterator

from .findings import Edit, Finding, Fix
from .judging.lines import placed
from .prefilter import SUPPRESSION_MARK
from .records import NamedTuple
from .rules import RULES
from .rules.invalid_suppression import RULE as INVALID
from .rules.unused_suppression import RULE as UNUSED
from .selection import hint
from .syntax import Node, path_to
from .unit import Unit

_WORDS = re.compile(
    r"spanlint:\s*(?P<what>ignore(?:-file)?)(?!-)\b\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*)", re.DOTALL
)
# What may stand around a comment that is alone on its line; in JSX a comment needs braces.
_NOTHING = (b"", b"{")


class Suppression(NamedTuple):
    """One such comment: its node and the functions and classes around it, the rules that it names, the reason
    that it gives, and the lines of code for which it speaks; None for all of them."""

    node: Node
    around: tuple[Node, ...]
    rules: tuple[str, ...]
    reason: str
    lines: range | None

    def silences(self, finding: Finding) -> bool:
        """Whether it speaks for a finding; where a start runs over lines, for any of them."""
        if finding.rule not in self.rules:
            return False
        return self.lines is None or any(
            line in self.lines for line in range(finding.line, finding.end_line + 1)
        )


def unsilenced(unit: Unit, findings: list[Finding], active: Iterable[str]) -> list[Finding]:
    """The findings that no comment silences, and those about the comments themselves, as far as the rules
    named in `active` are applied."""
    found = list(suppressions(unit))
    used = {(each.node.id, finding.rule) for finding in findings for each in found if each.silences(finding)}
    kept = [finding for finding in findings if not any(each.silences(finding) for each in found)]
    applied = frozenset(active)
    for each in found:
        kept += [problem for problem in problems(unit, each, used, applied) if problem.rule in applied]
    return kept


def suppressions(unit: Unit) -> Iterator[Suppression]:
    """The comments of a file that speak to spanlint, in their order."""
    text, kinds = unit.source.text, unit.language.comments
    at = text.find(SUPPRESSION_MARK)
    while at >= 0:
        path = path_to(unit.root, at)
        comment = next((node for node in path if node.kind_id in kinds), None)
        if comment is not None and (words := _WORDS.search(_without_close(unit, comment))):
            yield suppression(unit, comment, tuple(path), words)
        at = text.find(SUPPRESSION_MARK, max(at + 1, comment.end_byte if comment is not None else 0))


def suppression(unit: Unit, comment: Node, path: tuple[Node, ...], words: re.Match[str]) -> Suppression:
    rules = tuple(name for part in (words["rules"] or "").split(",") if (name := part.strip()))
    lines = None if words["what"].endswith("file") else lines_of(unit, comment)
    reason = " ".join(words["reason"].split()).strip(" -:.")
    return Suppression(comment, tuple(node for node in path if _is_scope(unit, node)), rules, reason, lines)


def lines_of(unit: Unit, comment: Node) -> range:
    """The lines of code for which a comment speaks: its own, or the next one where it is alone."""
    source = unit.source
    first, last = source.line(comment.start_byte), source.line(comment.end_byte)
    if (
        source.text[source.text.rfind(b"\n", 0, comment.start_byte) + 1 : comment.start_byte].strip()
        not in _NOTHING
    ):
        return range(first, last + 1)
    at = comment.end_byte
    while code := re.compile(rb"[^\s}]").search(source.text, at):
        node = path_to(unit.root, code.start())[-1]
        if node.kind_id not in unit.language.comments:
            return range(source.line(code.start()), source.line(code.start()) + 1)
        at = node.end_byte
    return range(0)


def problems(
    unit: Unit, each: Suppression, used: set[tuple[int, str]], active: frozenset[str]
) -> Iterator[Finding]:
    """What is wrong with a comment: it can't be understood, it gives no reason, it silences nothing."""
    known = [rule.name for rule in RULES]
    if not each.rules:
        yield about(
            unit,
            each,
            INVALID.name,
            "the comment names no rule",
            "write it like spanlint: ignore[unended-span] why",
        )
    for name in each.rules:
        if name not in known:
            yield about(unit, each, INVALID.name, f'unknown rule "{name}"', hint(name, known))
        elif name in active and (each.node.id, name) not in used:
            yield about(
                unit,
                each,
                UNUSED.name,
                f"{name} is not reported here",
                "remove it from the comment, or the whole comment",
                without(unit, each, name),
            )
    if each.rules and not each.reason:
        yield about(
            unit,
            each,
            INVALID.name,
            "the comment gives no reason",
            "say after the bracket why it is no mistake",
        )


def without(unit: Unit, each: Suppression, name: str) -> Fix:
    """The comment without a rule; with the last rule the comment goes, and with it a line that held nothing
    else."""
    text, start, end = unit.source.text, each.node.start_byte, each.node.end_byte
    if others := [other for other in each.rules if other != name]:
        first, last = text.index(b"[", start) + 1, text.index(b"]", start)
        return Fix("take the rule out of the comment", (Edit(first, last, ", ".join(others)),), True)
    while start and text[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    # A comment may run to the end of its line, and the CR of that is none of it.
    end -= text[end - 1 : end] == b"\r"
    if text[start - 1 : start] in (b"", b"\n") and (line_end := re.compile(rb"\r?\n").match(text, end)):
        end = line_end.end()
    return Fix("remove the comment", (Edit(start, end, ""),), True)


def about(
    unit: Unit, each: Suppression, rule: str, message: str, remedy: str, fix: Fix | None = None
) -> Finding:
    """A finding at a comment."""
    source, node = unit.source, each.node
    return Finding(
        rule, message, remedy, source.path,
        source.line(node.start_byte), source.column(node.start_byte),
        source.line(node.end_byte), source.column(node.end_byte),
        ".".join(filter(None, map(unit.name_of, each.around))) or "<module>", "", (), placed(source, fix),
        source.first_line(node),
    )  # fmt: skip


def _is_scope(unit: Unit, node: Node) -> bool:
    fact = unit.language.facts.get(node.kind_id)
    return fact is not None and fact.role in ("function", "class")


def _without_close(unit: Unit, comment: Node) -> str:
    text = unit.source.slice(comment)
    return next((text.removesuffix(close) for close in unit.language.closes if text.endswith(close)), text)
