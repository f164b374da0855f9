"""What a rule is: a name, what is said about it, and a function from a lifetime to its findings."""

from collections.abc import Callable, Iterator

from ..findings import Finding, Fix, Turn
from ..graph import Span
from ..judging.judging import Lifetime
from ..judging.lines import placed
from ..records import NamedTuple

ECMA = "javascript", "typescript", "tsx"
ALL = (*ECMA, "python")


class Rule(NamedTuple):
    """`default` is "on", "strict" (in the strict set) or "off"; `documentation` is the
    rule file's docstring."""

    name: str
    summary: str
    default: str
    languages: tuple[str, ...]
    documentation: str
    check: Callable[[Lifetime], Iterator[Finding]]


def no_finding(_: Lifetime) -> Iterator[Finding]:
    """What a rule says of spans that is not about spans."""
    return iter(())


def finding(
    rule: str, life: Lifetime, message: str, remedy: str, flow: tuple[Turn, ...] = (), fix: Fix | None = None
) -> Finding:
    """The finding of a rule at the start of a lifetime."""
    return finding_at(life.at, rule, life, message, remedy, flow, fix)


def finding_at(
    at: Span,
    rule: str,
    life: Lifetime,
    message: str,
    remedy: str,
    flow: tuple[Turn, ...] = (),
    fix: Fix | None = None,
) -> Finding:
    """The finding of a rule at a call in a lifetime."""
    source = life.unit.source
    return Finding(
        rule, message, remedy, source.path,
        source.line(at.start_byte), source.column(at.start_byte),
        source.line(at.end_byte), source.column(at.end_byte),
        life.function, life.span, flow, placed(source, fix), source.first_line(at),
    )  # fmt: skip
