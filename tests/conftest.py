"""What holds for all tests: a run that looked at the samples ends with the number of their known gaps."""

import sys

from pytest import TerminalReporter


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Prints how many leaks in the samples are known to be missed, how many reports to be wrong."""
    # Only the tests of samples load the harness; the others need neither it nor the grammars it imports.
    if "harness" not in sys.modules:
        return
    from harness import known_gaps

    for language, count in sorted(known_gaps().items()):
        terminalreporter.write_line(f"known gaps in {language}: {count['miss']} miss, {count['noise']} noise")
