"""The examples that stand in the documentation of the rules."""

import re
from inspect import cleandoc
from textwrap import dedent

from spanlint.analyzer.rules import RULES
from spanlint.analyzer.rules.rule import Rule

PART = re.compile(r"^(Example|Instead)\n((?:    .*\n|\n)+)", re.MULTILINE)
PYTHON = re.compile(r"^(async )?(def|with|class|@)\b", re.MULTILINE)


def examples(rule: Rule) -> list[tuple[str, str]]:
    """The examples of a rule: heading and text, in their order."""
    return [(part[1], dedent(part[2])) for part in PART.finditer(cleandoc(rule.documentation) + "\n")]


def language_of(text: str) -> str:
    """The language of an example, "python" or "javascript"."""
    return "python" if PYTHON.search(text) else "javascript"


def example(name: str, language: str, heading: str) -> str:
    """The text of a rule's example in a language, under that heading."""
    rule = next(rule for rule in RULES if rule.name == name)
    return next(text for own, text in examples(rule) if own == heading and language_of(text) == language)


# What these say is of comments, and nothing of what a tracing library does.
ABOUT_COMMENTS = {"invalid-suppression", "unused-suppression"}


def rules_with(language: str) -> set[str]:
    """The names of the rules about spans that have an example in a language."""
    about_spans = (rule for rule in RULES if rule.name not in ABOUT_COMMENTS)
    return {
        rule.name for rule in about_spans if any(language_of(text) == language for _, text in examples(rule))
    }
