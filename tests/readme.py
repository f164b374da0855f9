"""Renews what the project's pages show of spanlint; `make generate` runs it and a test holds the pages to it.

A part to renew stands between two comments that say what it shows:

    <!-- rules -->                            the table of all rules
    <!-- keys -->                             the table of what can be configured
    <!-- file examples/payments/charge.js --> the text of a file
    <!-- run spanlint check examples -->      what a command prints, run at the root
    <!-- /rules -->  <!-- /file -->  <!-- /run -->
"""

import json
import re
import shlex
from collections.abc import Callable, Iterable

from checkout import ROOT, SPANLINT, run
from spanlint.analyzer.config import KEYS
from spanlint.analyzer.rules import RULES

PAGES = ("README.md", "CONTRIBUTING.md", "examples/README.md")
PART = re.compile(r"(<!-- (rules|keys|file|run) ?(.*?) -->\n).*?(<!-- /\2 -->)", re.DOTALL)
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
    "file": file_text,
    "run": command_output,
}


if __name__ == "__main__":
    for name in PAGES:
        page = ROOT / name
        page.write_text(renewed(page.read_text()))
