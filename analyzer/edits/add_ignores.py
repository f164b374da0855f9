"""`--add-ignores`: comments that silence what is found now, written into the files, each one tried."""

from collections.abc import Iterable, Mapping

from ..findings import Finding
from ..grammars.languages import load_language
from ..prefilter import language_of_ending, language_of_first_line
from ..running.looks import SettingsOf
from ..running.runner import check_text

# Findings about comments are mended in the comments.
_ABOUT_COMMENTS = ("unused-suppression", "invalid-suppression")
_ABOVE, _BEHIND, _NOWHERE = range(3)


def add_ignores(
    findings: Iterable[Finding], reason: str, settings: SettingsOf
) -> tuple[int, int, list[Finding]]:
    """Writes comments with `reason` into the files of the findings: how many in how many files, and the
    findings that no comment could silence. Raises OSError."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule not in _ABOUT_COMMENTS:
            by_file.setdefault(finding.path, []).append(finding)
    written, files, left = 0, 0, list[Finding]()
    for path, found in by_file.items():
        with open(path, "rb") as file:
            text = file.read()
        changed, lines = silenced(path, text, found, reason, settings)
        if lines:
            with open(path, "wb") as file:
                file.write(changed)
        left += [finding for finding in found if finding.line not in lines]
        written, files = written + len(lines), files + bool(lines)
    return written, files, left


def silenced(
    path: str, text: bytes, findings: list[Finding], reason: str, settings: SettingsOf
) -> tuple[bytes, set[int]]:
    """`text` with comments that silence its findings, and the lines for which there is one now. Each is tried
    above its line, then behind it; in a template or in markup neither may be a comment."""
    language = language_of_ending(path) or language_of_first_line(text)
    mark = load_language(language).line_comment.encode() if language else b""
    rules: dict[int, list[str]] = {}
    for finding in findings:
        rules.setdefault(finding.line, []).append(finding.rule)
    comments = {
        line: mark + f" spanlint: ignore[{', '.join(sorted(set(names)))}] {reason}".encode()
        for line, names in rules.items()
    }
    placed = dict.fromkeys(comments, _ABOVE)
    while True:
        changed = commented(text, comments, placed)
        report = check_text(path, changed, settings)
        speaking = {finding.line for finding in report.findings}
        wrong = [
            line for line, (first, last) in moved(placed).items() if speaking & set(range(first, last + 1))
        ]
        if not wrong or report.skipped:
            return changed, {line for line, place in placed.items() if place != _NOWHERE}
        for line in wrong:
            if placed[line] != _NOWHERE:
                placed[line] += 1


def moved(placed: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """The first and the last line, after the comments are there, of each line that has one; without those
    that were given up."""
    found, shift = dict[int, tuple[int, int]](), 0
    for line in sorted(placed):
        above = placed[line] == _ABOVE
        if placed[line] != _NOWHERE:
            found[line] = line + shift, line + shift + above
        shift += above
    return found


def commented(text: bytes, comments: Mapping[int, bytes], placed: Mapping[int, int]) -> bytes:
    """`text` with the comments above or behind their lines."""
    lines = text.split(b"\n")
    for line in sorted(comments, reverse=True):
        code = lines[line - 1]
        end = b"\r" if code.endswith(b"\r") else b""
        if placed[line] == _ABOVE:
            indent = code[: len(code) - len(code.lstrip())]
            lines.insert(line - 1, indent + comments[line] + end)
        elif placed[line] == _BEHIND:
            lines[line - 1] = code.removesuffix(b"\r") + b"  " + comments[line] + end
    return b"\n".join(lines)
