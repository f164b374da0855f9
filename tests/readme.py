"""Renews what the project's pages show of spanlint; `make generate` runs it and a test holds the pages to it.

A part to renew stands between two comments that say what it shows:

    <!-- rules -->                            the table of all rules
    <!-- keys -->                             the table of what can be configured
    <!-- file examples/payments/charge.js --> the text of a file
    <!-- run spanlint check examples -->      what a command prints, run at the root
    <!-- libraries -->                        the table of all libraries
    <!-- /rules -->  <!-- /keys -->  <!-- /libraries -->  <!-- /file -->  <!-- /run -->
"""

import json
import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from checkout import ROOT, SPANLINT, run
from spanlint.analyzer.configuration.config import KEYS
from spanlint.analyzer.grammars.languages import load_language
from spanlint.analyzer.rules import RULES

PAGES = ("README.md", "CONTRIBUTING.md", "examples/README.md")
PART = re.compile(r"(<!-- (rules|libraries|keys|file|run) ?(.*?) -->\n).*?(<!-- /\2 -->)", re.DOTALL)
LANGUAGES = {"javascript": "JavaScript", "typescript": "TypeScript", "tsx": "TSX", "python": "Python"}


def renewed(page: str) -> str:
    """The text of a page with each of its parts as it should be now."""
    return PART.sub(lambda part: part[1] + SHOW[part[2]](part[3]) + part[4], page)


def rules_table(_: str) -> str:
    rows = ["| rule | finds | default | languages |", "| --- | --- | --- | --- |"]
    rows += [
        f"| `{rule.name}` | {rule.summary} | {rule.default} | {language_names(rule.languages)} |"
        for rule in RULES
    ]
    return "\n".join(rows) + "\n"


def libraries_table(_: str) -> str:
    tables = {language: load_language(language).apis for language in LANGUAGES}
    titles = sorted({table["title"] for apis in tables.values() for table in apis}, key=str.lower)
    rows = ["| library | has to be ended | ends by itself | in |", "| --- | --- | --- | --- |"]
    for title in titles:
        found = {
            language: table for language in LANGUAGES for table in tables[language] if table["title"] == title
        }
        starts = [start for table in found.values() for start in table.get("start", ())]
        by_hand = [start["name"] for start in starts if not is_automatic(start)]
        automatic = [start["name"] for start in starts if is_automatic(start)]
        by_itself = names_in(automatic) if starts else "all"
        rows.append(f"| {title} | {names_in(by_hand)} | {by_itself} | {language_names(found)} |")
    return "\n".join(rows) + "\n"


def is_automatic(start: Mapping[str, Any]) -> bool:
    """Whether nobody has to end a span of this start that is used as it is meant to be."""
    return bool(start.get("ends")) or start["gives"] == "manager"


def names_in(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def language_names(languages: Iterable[str]) -> str:
    spoken = [LANGUAGES[language] for language in LANGUAGES if language in languages]
    return "all" if len(spoken) == len(LANGUAGES) else ", ".join(spoken)


def file_text(path: str) -> str:
    return f"```{path.rpartition('.')[2]}\n{(ROOT / path).read_text()}```\n"


def command_output(command: str) -> str:
    name, *arguments = shlex.split(command)
    assert name == "spanlint", f"only spanlint's own output is shown, not that of {name}"
    printed = run(SPANLINT, *arguments, cwd=ROOT).stdout
    if "json" in arguments:
        return f"```json\n{json.dumps(json.loads(printed), indent=2, ensure_ascii=False)}\n```\n"
    return f"```console\n$ {command}\n{printed}```\n"


def keys_table(_: str) -> str:
    rows = ["| key | value | says |", "| --- | --- | --- |"]
    rows += [f"| `{name}` | {key.wanted} | {key.meaning} |" for name, key in KEYS.items()]
    return "\n".join(rows) + "\n"


SHOW: dict[str, Callable[[str], str]] = {
    "rules": rules_table,
    "keys": keys_table,
    "libraries": libraries_table,
    "file": file_text,
    "run": command_output,
}


if __name__ == "__main__":
    for name in PAGES:
        page = ROOT / name
        page.write_text(renewed(page.read_text()))
