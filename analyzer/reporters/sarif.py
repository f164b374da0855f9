"""SARIF 2.1.0, for code scanning: docs.oasis-open.org/sarif/sarif/v2.1.0. The path is a code flow."""

import os
from collections.abc import Iterator

from ..annotations import Any
from ..findings import Finding, Fix, Skipped, Turn
from ..outcome import Outcome
from ..version import VERSION
from .fingerprints import with_fingerprints
from .view import View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(outcome: Outcome, _: View) -> Iterator[str]:
    """The whole run as one JSON document."""
    import json
    from inspect import cleandoc

    from ..rules import RULES

    numbers = {rule.name: number for number, rule in enumerate(RULES)}
    rules = [
        {
            "id": rule.name,
            "name": "".join(word.capitalize() for word in rule.name.split("-")),
            "shortDescription": {"text": f"{rule.summary[:1].upper()}{rule.summary[1:]}."},
            "fullDescription": {"text": " ".join(cleandoc(rule.documentation).partition("\n\n")[0].split())},
            "help": {"text": cleandoc(rule.documentation)},
            "defaultConfiguration": {"enabled": rule.default == "on", "level": "error"},
        }
        for rule in RULES
    ]
    run = {
        "tool": {"driver": {"name": "spanlint", "semanticVersion": VERSION, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [notification(skipped) for skipped in outcome.skipped],
            }
        ],
        "results": [
            result(finding, fingerprint, numbers[finding.rule])
            for finding, fingerprint in with_fingerprints(outcome.findings)
        ],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def result(finding: Finding, fingerprint: str, rule: int) -> dict[str, Any]:
    """One finding; its code flow begins at the start and ends where the span is lost."""
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    place = {"physicalLocation": {"artifactLocation": artifact(finding.path), "region": region}}
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": "error",
        "message": {"text": f"{finding.message}. {finding.help[:1].upper()}{finding.help[1:]}."},
        "locations": [
            {**place, "logicalLocations": [{"fullyQualifiedName": finding.function, "kind": "function"}]}
        ],
        "partialFingerprints": {"spanlint/v1": fingerprint},
    }
    if finding.flow:
        first = {**place, "message": {"text": "started here"}}
        locations = [{"location": first}, *({"location": location(turn)} for turn in finding.flow)]
        found["codeFlows"] = [{"threadFlows": [{"locations": locations}]}]
    if finding.fix:
        found["fixes"] = [fix_of(finding, finding.fix)]
    return found


def fix_of(finding: Finding, fix: Fix) -> dict[str, Any]:
    """A fix as replacements of what stands in the file."""
    replacements = [
        {
            "deletedRegion": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
            "insertedContent": {"text": edit.text},
        }
        for place, edit in zip(fix.places, fix.edits, strict=True)
    ]
    text = f"{fix.title[:1].upper()}{fix.title[1:]}."
    change = {"artifactLocation": artifact(finding.path), "replacements": replacements}
    return {"description": {"text": text}, "artifactChanges": [change]}


def location(turn: Turn) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": artifact(turn.path),
            "region": {"startLine": turn.line, "startColumn": turn.column},
        },
        "message": {"text": turn.note},
    }


def notification(skipped: Skipped) -> dict[str, Any]:
    return {
        "level": "note",
        "message": {"text": f"skipped: {skipped.reason}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(skipped.path)}}],
    }


def artifact(path: str) -> dict[str, str]:
    """Where a file is: from the root of the sources on, or as a URI of its own."""
    from urllib.parse import quote

    name = quote(os.fsencode(os.path.normpath(path).replace(os.sep, "/")))
    return {"uri": f"file://{name}"} if os.path.isabs(path) else {"uri": name, "uriBaseId": "%SRCROOT%"}
