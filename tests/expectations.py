"""What a sample file expects of spanlint, read from the comments of the sample's own language.

    span = tracer.start_span("work")  # want(a): unended-span "not ended when"
    if skip:
        return None  # exit(a)

A comment that starts with a word and a colon, or with a word and a label in parentheses, is an expectation;
what can't be read in it is an error. Several stand in one comment with commas between. Any other comment is
prose. `miss` and `noise` need a reason: prose on the line above them.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from spanlint.analyzer import rules
from syntax_trees import Comment

WORDS = ("want", "miss", "noise", "exit")

RULES = tuple(rule.name for rule in rules.RULES)

_LOOKS_LIKE_ONE = re.compile(r"[a-z]+(\(\w*\))?:(\s|$)|[a-z]+\(\w*\)(\s*,|$)")
_BETWEEN = re.compile(r",\s*(?=[a-z]+[(:])")
_ONE = re.compile(r'(?P<word>[a-z]+)(\((?P<label>\w+)\))?(:\s*(?P<rule>[\w-]+)(\s+"(?P<text>[^"]*)")?)?')


class ExpectationError(ValueError):
    """An expectation that can't be read: which line, what is wrong with it, and what to write instead."""


class Expectation(NamedTuple):
    """One expectation and the line of code it speaks for. An `exit` has only a label; `text` is part of the
    message that is wanted, empty where any will do."""

    line: int
    word: str
    rule: str
    label: str
    text: str


def read_expectations(comments: Sequence[Comment]) -> list[Expectation]:
    """The expectations in the comments of one file, in their order. Raises ExpectationError."""
    prose = {comment.line for comment in comments if not _is_expectation(comment)}
    return [
        expectation
        for comment in comments
        if _is_expectation(comment)
        for expectation in _read_comment(comment, reason=comment.line - 1 in prose)
    ]


def _is_expectation(comment: Comment) -> bool:
    return _LOOKS_LIKE_ONE.match(comment.text) is not None and not comment.text.startswith("spanlint:")


def _read_comment(comment: Comment, reason: bool) -> Iterator[Expectation]:
    for part in _BETWEEN.split(comment.text.strip()):
        found = _ONE.fullmatch(part)
        if found is None:
            raise ExpectationError(
                f'line {comment.line}: cannot read "{part}"; '
                'write want: RULE, want(a): RULE "text", exit(a), miss: RULE or noise: RULE'
            )
        fields = {name: value or "" for name, value in found.groupdict().items()}
        expectation = Expectation(comment.speaks_for, **fields)
        if problem := _problem(expectation, reason):
            raise ExpectationError(f"line {comment.line}: {problem}")
        yield expectation


def _problem(expectation: Expectation, reason: bool) -> str | None:
    """What is wrong with an expectation whose form is right, or None; `reason` says whether it has one."""
    word, rule, label = expectation.word, expectation.rule, expectation.label
    if word not in WORDS:
        return f'unknown word "{word}"; {_nearest(word, WORDS)}'
    if word == "exit":
        return None if label and not rule else "an exit has a label and no rule; write exit(a)"
    if rule not in RULES:
        return f'unknown rule "{rule}"; {_nearest(rule, RULES)}'
    if word == "want":
        return None
    if label:
        return f"only a want has a label; write {word}: {rule}"
    return None if reason else f"{word} without a reason; give it in a comment on the line above"


def _nearest(word: str, known: Sequence[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known are {', '.join(known)}"
