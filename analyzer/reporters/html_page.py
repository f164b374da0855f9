"""One page that needs nothing but a browser: each finding with its code, and the path drawn beside it."""

import os
from collections.abc import Iterator
from itertools import groupby

from ..findings import Finding
from ..outcome import Outcome
from .cells import visible
from .html_code import listings
from .html_text import SCROLLED, attribute, text
from .view import View


def html_page(outcome: Outcome, view: View) -> Iterator[str]:
    """The whole page."""
    yield "<!DOCTYPE html>\n"
    yield '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<link rel="icon" href="data:,">\n'
    yield f"<title>spanlint: {text(outcome.summary())}</title>\n"
    yield f"<style>\n{beside('report.css')}</style>\n</head>\n<body>\n"
    yield "<header>\n<h1>spanlint</h1>\n"
    mood = "summary" if outcome.findings else "good"
    yield f'<p class="{mood}">{text(outcome.summary())}</p>\n</header>\n<main>\n'
    if outcome.findings:
        yield from filters(outcome)
    for path, findings in groupby(outcome.findings, key=lambda finding: finding.path):
        yield f'<section class="file">\n<h2>{text(visible(path))}</h2>\n'
        for finding in findings:
            yield from shown(finding, view)
        yield "</section>\n"
    yield from skipped(outcome)
    yield from instrumentation(outcome)
    yield f"</main>\n<script>\n{beside('report.js')}</script>\n</body>\n</html>\n"


def filters(outcome: Outcome) -> Iterator[str]:
    """What to show of the findings; hidden where no script can make it work."""
    rules = sorted({finding.rule for finding in outcome.findings})
    yield '<div class="filters" hidden>\n<label>Rule <select id="rule"><option value="">all rules</option>'
    for rule in rules:
        count = sum(finding.rule == rule for finding in outcome.findings)
        yield f"<option value={attribute(rule)}>{text(rule)} ({count})</option>"
    yield "</select></label>\n"
    yield '<label>File <input id="file" type="search" placeholder="part of a path"></label>\n'
    yield '<p class="count" id="count" role="status"></p>\n</div>\n'


def shown(finding: Finding, view: View) -> Iterator[str]:
    """One finding, open, with the listings of its path."""
    place = f"{visible(finding.path)}:{finding.line}:{finding.column} in {visible(finding.function)}"
    data = f"data-rule={attribute(finding.rule)} data-path={attribute(visible(finding.path))}"
    yield f'<details class="finding" open {data}>\n'
    yield f'<summary><span class="rule">{text(finding.rule)}</span> '
    yield f'<span class="message">{text(visible(finding.message))}</span> '
    yield f'<span class="place">{text(place)}</span></summary>\n'
    yield from listings(finding, view)
    yield f'<div class="help">{text(finding.help)}</div>\n</details>\n'


def skipped(outcome: Outcome) -> Iterator[str]:
    if outcome.skipped:
        yield "<h2>Skipped</h2>\n<ul>\n"
        for each in outcome.skipped:
            yield f"<li>{text(visible(each.path))}: {text(visible(each.reason))}</li>\n"
        yield "</ul>\n"


def instrumentation(outcome: Outcome) -> Iterator[str]:
    """How the spans are started, by library."""
    counts = outcome.starts_by_library()
    if not counts:
        return
    kinds = ("manual", "managed", "callback")
    yield f'<h2>Span starts</h2>\n<div class="scroll" {SCROLLED} aria-label="Span starts">\n<table>\n'
    yield "<thead><tr><th>library</th>"
    yield from (f'<th class="number">{kind}</th>' for kind in (*kinds, "all"))
    yield "</tr></thead>\n<tbody>\n"
    for library, by_kind in counts.items():
        numbers = [*(by_kind.get(kind, 0) for kind in kinds), sum(by_kind.values())]
        cells = "".join(f'<td class="number">{number}</td>' for number in numbers)
        yield f"<tr><td>{text(library)}</td>{cells}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def beside(name: str) -> str:
    """The text of a file that stands beside this module."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
