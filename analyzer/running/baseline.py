"""Findings that a project lives with for now: written into a file once, and no failure from then on.

An entry says nothing of lines, so that it survives code that moves: it is the rule, the file, the function
and the code with which the start begins, and how many findings there are with all of that in common.
"""

import os
from collections import Counter
from collections.abc import Iterable

from ..errors import SpanlintError, reason_of
from ..findings import Finding
from ..outcome import Outcome
from ..records import NamedTuple

NAME = "spanlint-baseline.json"
VERSION = 1


class Entry(NamedTuple):
    """What findings have in common that stay the same when code moves; `path` is from the baseline's folder
    on, with slashes."""

    path: str
    rule: str
    function: str
    code: str


class Baseline(NamedTuple):
    """The file, and how many findings of each entry are known."""

    path: str
    entries: Counter[Entry]

    def entry(self, finding: Finding) -> Entry:
        """The entry for a finding."""
        path = os.path.relpath(finding.path, os.path.dirname(self.path) or os.curdir)
        return Entry(path.replace(os.sep, "/"), finding.rule, finding.function, finding.code)

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not known; of several alike, those that come last."""
        left, found = self.entries.copy(), list[Finding]()
        for finding in findings:
            entry = self.entry(finding)
            if left[entry] > 0:
                left[entry] -= 1
            else:
                found.append(finding)
        return found

    def stale(self, findings: Iterable[Finding], checked: Iterable[str]) -> Counter[Entry]:
        """What is known and not found any more, as far as files were checked or are gone."""
        folder = os.path.dirname(self.path) or os.curdir
        seen = {os.path.relpath(path, folder).replace(os.sep, "/") for path in checked}
        left = self.entries - Counter(map(self.entry, findings))
        return Counter(
            {
                entry: count
                for entry, count in left.items()
                if entry.path in seen or not os.path.exists(os.path.join(folder, entry.path))
            }
        )


def nearest_baseline(folder: str = os.curdir) -> str | None:
    """The baseline of a folder or the nearest one above it that has one."""
    folder = os.path.abspath(folder)
    while not os.path.isfile(path := os.path.join(folder, NAME)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return os.path.relpath(path)


def read_baseline(path: str) -> Baseline:
    """The baseline in a file. Raises SpanlintError where there is none, or none that can be understood."""
    import json

    try:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        if document["version"] != VERSION:
            raise SpanlintError(f"{path} is a baseline of another version of spanlint")
        entries = Counter[Entry]()
        for each in document["findings"]:
            entry = Entry(*(str(each[name]) for name in Entry._fields))
            entries[entry] += int(each["count"])
    except OSError as error:
        raise SpanlintError(f"can't read {path}: {reason_of(error)}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise SpanlintError(f"{path} is no baseline: {error}; spanlint baseline writes one") from None
    return Baseline(path, entries)


def write_baseline(baseline: Baseline) -> None:
    """Writes the entries, in an order in which changes are small. Raises SpanlintError where it can't."""
    import json

    found = [
        {**dict(zip(Entry._fields, entry, strict=True)), "count": count}
        for entry, count in sorted(baseline.entries.items())
        if count > 0
    ]
    try:
        with open(baseline.path, "w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"version": VERSION, "findings": found}, indent=2) + "\n")
    except OSError as error:
        raise SpanlintError(f"can't write {baseline.path}: {reason_of(error)}") from None


def without_known(outcome: Outcome, path: str | None, seen: Iterable[str]) -> Outcome:
    """The outcome less the findings that the baseline at `path` knows, with the entries that were not found
    in the files that were checked, which are `seen`."""
    if path is None:
        return outcome
    baseline = read_baseline(path)
    new, stale = baseline.new(outcome.findings), baseline.stale(outcome.findings, seen)
    entries = tuple((*entry, count) for entry, count in sorted(stale.items()))
    known = len(outcome.findings) - len(new)
    return outcome._replace(findings=new, known=known, baseline=path, stale=entries)
