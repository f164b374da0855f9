"""What holds for all tests: each run ends with the number of known gaps in the samples."""

from harness import known_gaps
from pytest import TerminalReporter


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Prints how many leaks in the samples are known to be missed, how many reports to be wrong."""
    for language, count in sorted(known_gaps().items()):
        terminalreporter.write_line(f"known gaps in {language}: {count['miss']} miss, {count['noise']} noise")
