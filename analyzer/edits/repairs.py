"""Fixes in files: what `--fix` writes, and what `--diff` shows instead.

A file is written beside its old self and put in its place at once, so that nobody meets half of it; it keeps
its permissions.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from tempfile import NamedTemporaryFile

from ..errors import UsageError, reason_of
from ..findings import Finding
from ..outcome import Outcome
from ..records import NamedTuple
from ..running.looks import SettingsOf, language_of
from ..running.runner import Around
from .fixing import Fixed, fixed, may_fix


class Repair(NamedTuple):
    """A file that fixes change, what it was, and what it becomes."""

    path: str
    before: bytes
    after: Fixed


def repairs(
    wanted: Outcome, whole: Outcome, known: Mapping[str, bytes], settings: SettingsOf, unsafe: bool
) -> Iterator[Repair]:
    """The repairs of the files in which something of what is `wanted` is to be fixed, in the order of their
    paths; the others of the `whole` outcome are left alone. `known` holds texts that stand in no file."""
    chosen = set(wanted.findings)
    spared = [finding for finding in whole.findings if finding not in chosen]
    for path in sorted({finding.path for finding in chosen if may_fix(finding.fix, unsafe)}):
        before = known[path] if path in known else _read(path)
        language, said = language_of(path, before), settings(path)
        # Each file is looked at in the project as the repairs before it have left it.
        around = None if path in known else Around(said, is_noted=False).project
        if language is not None:
            alone = [finding for finding in spared if finding.path == path]
            after = fixed(path, before, said, language, unsafe, around, alone)
            if after.applied:
                yield Repair(path, before, after)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def write_repairs(found: Iterator[Repair], outcome: Outcome) -> Outcome:
    """Writes each repair, and returns what is left. Raises UsageError where a file can't be written."""
    done: dict[str, tuple[Finding, ...]] = {}
    applied = 0
    for repair in found:
        write_atomically(repair.path, repair.after.text)
        done[repair.path] = repair.after.report.findings
        applied += repair.after.applied
    if done:
        print(
            f"spanlint: {_counted(applied, 'fix', 'fixes')} in {_counted(len(done), 'file', 'files')}",
            file=sys.stderr,
        )
    left = [each for each in outcome.findings if each.path not in done]
    left += [each for findings in done.values() for each in findings]
    left.sort(key=lambda finding: (finding.path, finding.line, finding.column, finding.rule))
    return outcome._replace(findings=left)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def write_atomically(path: str, text: bytes) -> None:
    """Puts a text in the place of a file, all at once. Raises UsageError where that can't be done."""
    path = os.path.realpath(path)
    try:
        mode = os.stat(path).st_mode
        with NamedTemporaryFile(dir=os.path.dirname(path), prefix=".spanlint-", delete=False) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, mode & 0o7777)
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as error:
        raise UsageError(f"can't write {path}: {reason_of(error)}") from None


def show_diff(found: Iterator[Repair]) -> bool:
    """Prints what the repairs change, as a unified diff; whether there is anything."""
    shown = False
    for path, before, after in found:
        shown = True
        lines = unified_diff(_lines(before), _lines(after.text), path, path)
        for line in lines:
            print(line, end="" if line.endswith("\n") else "\n\\ No newline at end of file\n")
    return shown


def _lines(text: bytes) -> list[str]:
    return text.decode("utf-8", "backslashreplace").splitlines(keepends=True)
