"""The examples that ship with the project: what leaks in them is found, and nothing else is."""

import json
import re

from checkout import ROOT, SPANLINT, run
from spanlint.analyzer.rules import RULES

LEAKS = {
    ("catalog/import.ts", "import batch"): "overwritten-span",
    ("catalog/import.ts", "import row"): "double-end",
    ("catalog/search.ts", "find"): "unended-span",
    ("orders/nightly.py", "schedule_cleanup"): "invalid-suppression",
    ("orders/nightly.py", "sweep"): "unused-suppression",
    ("orders/export.py", "audit"): "discarded-span",
    ("orders/export.py", "export"): "dropped-context-manager",
    ("orders/export.py", "export rows"): "unended-on-exception",
    ("orders/returns.py", "accept return"): "recorded-twice",
    ("orders/returns.py", "inspect return"): "record-without-status",
    ("orders/returns.py", "refuse return"): "ignored-status",
    ("orders/returns.py", "reimburse"): "wrong-exception-argument",
    ("orders/ship.py", "finish_shipping"): "foreign-end",
    ("orders/stream.py", "send"): "undetached-token",
    ("orders/stream.py", "follow orders"): "yield-in-active-span",
    ("orders/stream.py", "page through"): "decorated-generator",
    ("orders/stream.py", "price later"): "early-end",
    ("orders/worker.py", "drain"): "unended-span",
    ("orders/worker.py", "handle order"): "unended-on-exception",
    ("orders/worker.py", "price"): "unended-span",
    ("payments/charge.js", "charge"): "unended-span",
    ("payments/receipts.cjs", "archive receipt"): "callback-ignores-span",
    ("payments/receipts.cjs", "count receipts"): "use-after-end",
    ("payments/receipts.cjs", "send receipt"): "unended-on-exception",
    ("storefront/CheckoutButton.tsx", "checkout"): "unended-on-exception",
}


def found() -> list[tuple[str, str, str]]:
    done = run(SPANLINT, "check", "--output-format", "json", "examples", cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["skipped"] == []
    return [(each["path"], span_name(each), each["rule"]) for each in report["findings"]]


def span_name(finding: dict[str, str]) -> str:
    """The name of the span that a finding is about, or that of the function where the span has none."""
    named = re.search(r'span "([^"]+)"', finding["message"])
    return named[1] if named else finding["function"]


def test_each_leak_of_the_examples_is_found_once_and_nothing_else() -> None:
    findings = found()
    by_name = {(path.removeprefix("examples/"), span): rule for path, span, rule in findings}
    assert by_name == LEAKS
    assert len(findings) == len(LEAKS)


def test_the_examples_show_every_rule_that_is_on_by_default() -> None:
    assert set(LEAKS.values()) >= {rule.name for rule in RULES if rule.default == "on"}
