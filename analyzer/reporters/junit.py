"""JUnit's XML: a suite a file, a failed test a finding; without findings one test that passes."""

import re
from collections.abc import Iterator
from itertools import groupby

from ..outcome import Outcome
from .view import View

# What XML 1.0 has no way to say.
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(outcome: Outcome, _: View) -> Iterator[str]:
    """The whole report as one document."""
    found, skipped = len(outcome.findings), len(outcome.skipped)
    tests = found + skipped or 1
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="spanlint" tests="{tests}" failures="{found}" errors="0" time="0">\n'
    for path, findings in groupby(outcome.findings, key=lambda finding: finding.path):
        cases = list(findings)
        yield suite_of(path, len(cases), len(cases), 0)
        for finding in cases:
            name = f"{finding.rule} at {finding.line}:{finding.column} in {finding.function}"
            yield f'    <testcase classname={attribute(path)} name={attribute(name)} time="0">\n'
            yield f"      <failure type={attribute(finding.rule)} message={attribute(finding.message)}>"
            steps = [f"{turn.path}:{turn.line}:{turn.column}: {turn.note}" for turn in finding.flow]
            place = f"{finding.path}:{finding.line}:{finding.column}: {finding.message}"
            yield content("\n".join([place, *steps, finding.help])) + "</failure>\n    </testcase>\n"
        yield "  </testsuite>\n"
    if skipped:
        yield suite_of("skipped", skipped, 0, skipped)
        for each in outcome.skipped:
            yield f'    <testcase classname={attribute(each.path)} name="read" time="0">\n'
            yield f"      <skipped message={attribute(each.reason)}/>\n    </testcase>\n"
        yield "  </testsuite>\n"
    if not found and not skipped:
        yield suite_of("spanlint", 1, 0, 0)
        yield f'    <testcase classname="spanlint" name={attribute(outcome.summary())} time="0"/>\n'
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def suite_of(name: str, tests: int, failures: int, skipped: int) -> str:
    counts = f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    return f"  <testsuite name={attribute(name)} {counts}>\n"


def content(text: str) -> str:
    """`text` as it stands between tags."""
    plain = _UNSPEAKABLE.sub("\ufffd", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """`text` as the value of an attribute, quoted."""
    plain = content(text).replace('"', "&quot;")
    return '"' + plain.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
