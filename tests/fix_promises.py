"""What a fix promises, held against texts: those of the samples, and with a folder as argument all in it.

    python tests/fix_promises.py FOLDER

prints a line for each promise that is broken, and how many fixes were tried; it exits with 1 if any is.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spanlint.analyzer.check import check_source
from spanlint.analyzer.edits.fixing import Fixed, applied_to, fixed
from spanlint.analyzer.findings import FileReport
from spanlint.analyzer.grammars.languages import language_of, load_language
from spanlint.analyzer.running.guessing import unread_bytes
from spanlint.analyzer.settings import Settings
from syntax_trees import parse, read_comments

BOM = b"\xef\xbb\xbf"
# Lines that a fix takes away or rewrites, such as those of a start and an end; others are only indented.
MOST_LINES = 4


class Text(NamedTuple):
    """A text, and how it is analysed."""

    name: str
    text: bytes
    language: str

    def report(self) -> FileReport:
        return check_source(self.name, self.text, Settings(), self.language)

    def fixed(self) -> Fixed:
        return fixed(self.name, self.text, Settings(), self.language, unsafe=True)


def broken(text: Text, most: int | None = None) -> Iterator[str]:
    """The promises that the fixes of a text break, in words. Of each rule only so many fixes are looked at
    one by one, and with such a limit the text is not written in other ways, too."""
    before, after = text.report(), text.fixed()
    yield from _broken_by_all(text, after)
    if any(each.fix for each in after.report.findings):
        yield "something is left to fix"
    seen = Counter[str]()
    for finding in before.findings:
        if finding.fix and (most is None or seen[finding.rule] < most):
            seen[finding.rule] += 1
            changed = text._replace(text=applied_to(text.text, finding.fix.edits))
            found, place = rules(changed.report()), f"{finding.rule} in line {finding.line}"
            if found + Counter([finding.rule]) != rules(before):
                yield f"the fix of {place} changes the findings to {dict(found)}"
            if lines_lost(text.text, changed.text) > MOST_LINES:
                yield f"the fix of {place} rewrites more than it has to"
    if most is None:
        yield from _broken_in_other_writing(text, after)


def _broken_by_all(text: Text, after: Fixed) -> Iterator[str]:
    language = load_language(text.language)
    if unread_bytes(language, after.text) > unread_bytes(language, text.text):
        yield "less can be parsed"
    if comments(after.text, text.language) != comments(text.text, text.language):
        yield "comments are lost"
    again = text._replace(text=after.text)
    if again.report() != after.report:
        yield "the report is not that of the text"
    if again.fixed().text != after.text:
        yield "a second run changes more"


def _broken_in_other_writing(text: Text, after: Fixed) -> Iterator[str]:
    if b"\r" in text.text or text.text.startswith(BOM):
        return
    written = text._replace(text=BOM + text.text.replace(b"\n", b"\r\n"))
    if written.fixed().text != BOM + after.text.replace(b"\n", b"\r\n"):
        yield "a byte order mark, or the line endings of Windows, are not kept"


def rules(report: FileReport) -> Counter[str]:
    return Counter(each.rule for each in report.findings)


def comments(text: bytes, language: str) -> Counter[str]:
    """The comments that people wrote for one another; those for us may go."""
    found = (comment.text for comment in read_comments(parse(text, language), text))
    return Counter(comment for comment in found if not comment.startswith("spanlint:"))


def lines_lost(before: bytes, after: bytes) -> int:
    """How many lines are not in the text any more, but for blanks around them."""
    old, new = (Counter(line.strip() for line in text.split(b"\n")) for text in (before, after))
    return (old - new).total()


def texts_in(folder: Path) -> Iterator[Text]:
    """The texts below a folder that have something to fix."""
    for path in sorted(folder.rglob("*")):
        language = language_of(str(path)) if path.is_file() else None
        if language is not None:
            text = Text(str(path), path.read_bytes(), language)
            if any(each.fix for each in text.report().findings):
                yield text


def main() -> int:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    tried = failed = 0
    for text in texts_in(Path(sys.argv[1])):
        tried += sum(each.fix is not None for each in text.report().findings)
        for complaint in broken(text):
            failed += 1
            print(f"{text.name}: {complaint}")
    print(f"{tried} fixes tried, {failed} promises broken")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
