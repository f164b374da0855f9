"""The examples that ship with the project: what leaks in them is found, and nothing else is."""

import json
import re

from checkout import ROOT, SPANLINT, run
from spanlint.analyzer.rules import RULES

LEAKS = {
    ("catalog/import.ts", "import batch"): "overwritten-span",
    ("catalog/import.ts", "import row"): "double-end",
    ("catalog/search.ts", "find"): "unended-span",
    ("orders/export.py", "audit"): "discarded-span",
    ("orders/export.py", "export"): "dropped-context-manager",
    ("orders/export.py", "export rows"): "unended-on-exception",
    ("orders/worker.py", "drain"): "unended-span",
    ("orders/worker.py", "handle order"): "unended-on-exception",
    ("orders/worker.py", "price"): "unended-span",
    ("payments/charge.js", "charge"): "unended-span",
    ("payments/receipts.cjs", "archive receipt"): "callback-ignores-span",
    ("payments/receipts.cjs", "count receipts"): "use-after-end",
    ("payments/receipts.cjs", "send receipt"): "unended-on-exception",
    ("storefront/CheckoutButton.tsx", "checkout"): "unended-on-exception",
}


def found() -> list[tuple[str, int, str]]:
    done = run(SPANLINT, "check", "--output-format", "json", "examples", cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["skipped"] == []
    return [(finding["path"], finding["line"], finding["rule"]) for finding in report["findings"]]


def span_name(path: str, line: int) -> str:
    """The name of the span that is started on this line, as it stands there."""
    text = (ROOT / path).read_text().splitlines()[line - 1]
    match = re.search(r'"([^"]+)"', text)
    assert match, f"{path}:{line} starts no span: {text}"
    return match[1]


def test_each_leak_of_the_examples_is_found_once_and_nothing_else() -> None:
    findings = found()
    by_name = {(path.removeprefix("examples/"), span_name(path, line)): rule for path, line, rule in findings}
    assert by_name == LEAKS
    assert len(findings) == len(LEAKS)


def test_the_examples_show_every_rule_that_is_on_by_default() -> None:
    assert set(LEAKS.values()) >= {rule.name for rule in RULES if rule.default == "on"}
