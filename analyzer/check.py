"""The whole pipeline, from bytes to findings; the first file to read.

bytes --prefilter--> tree --locate--> touched functions --lower--> flow graph
      --search--> lifetimes --rules--> findings
"""

from .code.abroad import Abroad
from .code.project import Project
from .findings import FileReport, Finding, Skipped, Started
from .grammars.languages import language_of, load_language
from .grammars.parsing import parse
from .grammars.room import with_room
from .judging.lifetimes import lifetimes, outcome_of
from .prefilter import SUPPRESSION_MARK, may_report
from .rules import RULES
from .settings import Settings
from .source import Source, Unreadable
from .starts.contracts import Asked, names_a_start
from .syntax import Deadline, touched_functions
from .unit import Unit

__all__ = ["Settings", "check_source"]


def check_source(
    path: str,
    text: bytes,
    settings: Settings,
    language: str | None = None,
    project: Project | None = None,
    held: bool | None = None,
) -> FileReport:
    """The report on one file's bytes. Never raises, whatever the bytes are, and does no I/O but for what a
    `project` reads; without one, nothing is known of other files. `held` is what the prefilter said, where it
    was asked, and that this file is worth parsing.

    The language is that of the path's ending where none is given; a file in none of
    ours has nothing to report.
    """
    name = language or language_of(path)
    if name is None:
        return FileReport(path, 0, (), None)
    try:
        source = Source(path, text)
        if held is None:
            held = may_report(text, name, settings.own_words)
            if not held and not (project and project.neighbours.may_hold(path, text, name)):
                return FileReport(path, 0, (), None)
        if len(text) > settings.max_bytes:
            raise Unreadable(f"larger than {settings.max_bytes / 1_000_000:g} MB")
        return with_room(len(text), lambda: _analyse(source, name, settings, project, held))
    except Unreadable as reason:
        return FileReport(path, 0, (), Skipped(path, str(reason)))


def _analyse(
    source: Source, name: str, settings: Settings, project: Project | None, held: bool
) -> FileReport:
    if project and not held and not _names_a_start(source, name, settings, project):
        return FileReport(source.path, 0, (), None)
    language, deadline = load_language(name), Deadline(settings.deadline)
    tree = project.tree(source, language, deadline) if project else parse(source, language, deadline)
    touched = touched_functions(source, tree, language, deadline, settings.own_words)
    unit = Unit(source, tree, language, deadline, settings.libraries)
    abroad = Abroad(project, unit) if project is not None else None
    rules = [
        rule
        for rule in RULES
        if (rule.default == "on" if settings.rules is None else rule.name in settings.rules)
    ]
    starts, findings = dict[tuple[str, str], int](), list[Finding]()
    for life in lifetimes(unit, touched, settings.contract, abroad):
        if life.start is not None and not life.start.derived and not life.start.sort:
            starts[life.start.way] = starts.get(life.start.way, 0) + 1
        found = [finding for rule in rules for finding in rule.check(life)]
        if life.start is not None and life.start.sort == "current":
            # The current span may be one that is known by its start, too, and is told of once.
            known = {(each.rule, each.line, each.column) for each in findings}
            found = [each for each in found if (each.rule, each.line, each.column) not in known]
        findings += found
    if SUPPRESSION_MARK in source.text:
        from .suppressions import unsilenced

        findings = unsilenced(unit, findings, [rule.name for rule in rules])
    findings.sort(key=lambda finding: (finding.line, finding.column, finding.rule))
    started = tuple(Started(*way, count) for way, count in sorted(starts.items()))
    return FileReport(source.path, sum(starts.values()), tuple(findings), None, started)


def _names_a_start(source: Source, name: str, settings: Settings, project: Project) -> bool:
    """Whether a file without a start word names what starts a span for it in a file that it imports."""
    place = project.neighbours.files.absolute(source.path)
    return names_a_start(project, place, source.text, name, Asked(outcome_of, settings.contract))
