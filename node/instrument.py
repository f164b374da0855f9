"""`manual_instrument`: how many spans a piece of code starts by hand, and which of them it leaks.

The analysis is the engine's. A recorded exception settles a span on an error path, unless the reading is
strict.
"""

from .protocol import Code, NodeError, quoted

Leak = dict[str, str | int]

# What is said of an end that is missing. That one is wrong, or that an error is not told, is no leak.
LEAKS = frozenset(
    (
        "unended-span",
        "unended-on-exception",
        "discarded-span",
        "overwritten-span",
        "callback-ignores-span",
        "dropped-context-manager",
    )
)


def instrument(code: str, language: str | None, strict: bool) -> tuple[int, list[Leak]]:
    """The number of span starts in `code`, and each that leaks; lines and columns are 1-based.

    The language is guessed from the code unless it is named. Raises NodeError when no language has that name,
    and when the code could not be read to its end.
    """
    # The parser is not loaded before somebody asks for it.
    from ..analyzer.check import Settings, check_source
    from ..analyzer.running.guessing import guess_language

    source = code.encode()
    own_name = guess_language(source) if language is None else _language(language)
    settings = Settings(contract="end" if strict else "record", rules=LEAKS)
    report = check_source("code", source, settings, own_name)
    if report.skipped:
        raise NodeError(Code.PRECONDITION, f"the code was not analysed: {report.skipped.reason}")
    shown = ("rule", "span", "line", "column", "message")
    return report.starts, [{name: getattr(leak, name) for name in shown} for leak in report.findings]


def _language(name: str) -> str:
    from ..analyzer.grammars.languages import language_by_alias, language_names

    language = language_by_alias(name)
    if language is None:
        known = ", ".join(language_names())
        raise NodeError(Code.NOT_SUPPORTED, f"unknown language {quoted(name)}; known are {known}")
    return language
