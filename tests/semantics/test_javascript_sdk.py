"""The examples of the rules, run on OpenTelemetry's own SDK for JavaScript, where there is Node.js."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rule_examples import example, rules_with

HERE = Path(__file__).parent
PACKAGES = (
    "@opentelemetry/api@1.9.1",
    "@opentelemetry/sdk-trace-base@2.12.1",
    "@opentelemetry/context-async-hooks@2.12.1",
)
PATIENCE = 120

OWNER = "(span) => { helper(); span.setAttribute('kept', true); span.end(); }"
OWNED = f"tracer.startActiveSpan('owner', {OWNER})"

# Of each rule: what is called, what is looked at, and what that is with the example and with what to write
# instead.
CASES: dict[str, tuple[str, str, object, object]] = {
    "unended-span": ("load(new Map(), 'key')", "count", 0, 1),
    "unended-on-exception": ("pay()", "count", 0, 1),
    "discarded-span": ("audit()", "count", 0, 1),
    "overwritten-span": ("run([1, 2, 3])", "count", 1, 3),
    "callback-ignores-span": ("audit()", "count", 0, 1),
    "double-end": ("job()", "complaints", True, False),
    "use-after-end": ("query()", "attributes", {}, {"rows": 3}),
    "foreign-end": (OWNED, "attributes", {}, {"kept": True}),
    "early-end": ("fetchRows('/')", "noted", [1], [0]),
    "recorded-twice": ("payOnce()", "events", 2, 1),
    "record-without-status": ("charge()", "status", 0, 2),
    "ignored-status": ("mark()", "status", None, 2),
    "wrong-exception-argument": ("decline()", "events", 0, 1),
    "unmarked-error": ("charge()", "status", 0, 2),
    "unrecorded-error": ("charge()", "events", 0, 1),
    "unprotected-gap": ("pay({})", "count", 0, 1),
    "dynamic-span-name": ("getUser(42)", "names", ["get_user/42"], ["get_user"]),
    "inactive-parent": ("load()", "nested", False, True),
    "floating-active-span": ("run()", "names", ["parent", "child"], ["child", "parent"]),
}


@cache
def installed() -> Path:
    """The folder in which the packages are; skips, and says why, where they can't be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are needed to run the examples in JavaScript")
    cached = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cached / "spanlint-tests" / "-".join(name.rpartition("@")[2] for name in PACKAGES)
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not install the packages of OpenTelemetry in time")
        if done.returncode:
            pytest.skip(f"npm can't install the packages of OpenTelemetry: {done.stderr.strip()[-200:]}")
        (folder / "ready").touch()
    return folder


@cache
def outcomes() -> dict[str, Any]:
    """What each example left, by rule and heading; all are run by one process."""
    runs = [
        {"name": f"{rule} {heading}", "call": case[0], "code": example(rule, "javascript", heading)}
        for rule, case in CASES.items()
        for heading in ("Example", "Instead")
    ]
    done = subprocess.run(
        ["node", str(HERE / "run_examples.cjs")],
        input=json.dumps(runs),
        env=os.environ | {"NODE_PATH": str(installed() / "node_modules")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("rule", CASES)
def test_the_example_of_a_rule_does_what_its_text_says(rule: str) -> None:
    installed()
    _, look, wrong, right = CASES[rule]
    assert outcomes()[f"{rule} Example"][look] == wrong
    assert outcomes()[f"{rule} Instead"][look] == right


def test_every_rule_with_an_example_in_javascript_is_run() -> None:
    assert set(CASES) >= rules_with("javascript")
