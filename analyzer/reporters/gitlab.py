"""GitLab's Code Quality report: docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from collections.abc import Iterator

from ..outcome import Outcome
from .fingerprints import with_fingerprints
from .view import View


def gitlab(outcome: Outcome, _: View) -> Iterator[str]:
    """All findings as one JSON array."""
    import json

    issues = [
        {
            "description": f"{finding.rule}: {finding.message}",
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": "major",
            "location": {
                "path": finding.path.replace("\\", "/").removeprefix("./"),
                "positions": {
                    "begin": {"line": finding.line, "column": finding.column},
                    "end": {"line": finding.end_line, "column": finding.end_column},
                },
            },
        }
        for finding, fingerprint in with_fingerprints(outcome.findings)
    ]
    yield json.dumps(issues, indent=2) + "\n"
