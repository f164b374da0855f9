"""Which lines have changed since a branch was begun, as git tells it, and which findings they touch."""

import os
import re
import subprocess
from collections import deque
from collections.abc import Iterable, Mapping
from itertools import islice

from ..errors import UsageError
from ..findings import Finding
from ..records import NamedTuple

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ALL = range(1, 1 << 60)


class Changes(NamedTuple):
    """Of each file, by its absolute path, the stretches of lines that are new or changed, and the lines after
    which some are gone."""

    changed: Mapping[str, list[range]]
    gone: Mapping[str, list[int]]

    def touch(self, finding: Finding) -> bool:
        """Whether the start or a step of the path stands on a changed line, or lines between are gone."""
        places = [(finding.path, finding.line), (finding.path, finding.end_line)]
        places += [(turn.path, turn.line) for turn in finding.flow]
        if any(
            line in lines for path, line in places for lines in self.changed.get(os.path.abspath(path), ())
        ):
            return True
        here = [line for path, line in places if path == finding.path]
        return any(min(here) <= line < max(here) for line in self.gone.get(os.path.abspath(finding.path), ()))


def touched(findings: Iterable[Finding], revision: str) -> list[Finding]:
    """The findings that changes since the merge base of `revision` and HEAD touch, those in files that git
    does not follow among them. Raises UsageError where git can't tell."""
    changes = changes_since(revision)
    return [finding for finding in findings if changes.touch(finding)]


def changes_since(revision: str) -> Changes:
    """What changed in the working tree since the merge base of `revision` and HEAD. Raises UsageError."""
    top = os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n"))
    base = git("merge-base", "--end-of-options", revision, "HEAD").strip().decode()
    quiet = ("--no-color", "--no-ext-diff", "--no-prefix", "--unified=0")
    changed, gone = read_diff(git("-C", top, "diff", *quiet, base), top)
    for name in filter(None, git("-C", top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")):
        changed[os.path.join(top, os.fsdecode(name))] = [_ALL]
    return Changes(changed, gone)


def read_diff(text: bytes, top: str) -> tuple[dict[str, list[range]], dict[str, list[int]]]:
    """The changed stretches and the places of deletions in a diff without context, by path."""
    changed, gone, path = dict[str, list[range]](), dict[str, list[int]](), ""
    lines = iter(text.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            path = os.path.join(top, unquoted(line[4:]))
        elif hunk := _HUNK.match(line):
            before, start, count = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            if count:
                changed.setdefault(path, []).append(range(start, start + count))
            else:
                gone.setdefault(path, []).append(start)
            # What follows is code, which may look like anything.
            deque(islice(lines, before + count), maxlen=0)
    return changed, gone


def unquoted(name: bytes) -> str:
    """A file's name as a diff writes it: a tab follows where it holds a space, in quotes where it must."""
    name = name.removesuffix(b"\t")
    if name.startswith(b'"'):
        from codecs import escape_decode

        name = escape_decode(name[1:-1])[0]
    return os.fsdecode(name)


def git(*arguments: str) -> bytes:
    """What git prints. Raises UsageError with its own words where it fails."""
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        raise UsageError("--diff-base needs git") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        hint = said or "the revision and HEAD have no commit in common; was enough of the history fetched?"
        raise UsageError(f"git can't tell what changed: {hint}")
    return done.stdout
