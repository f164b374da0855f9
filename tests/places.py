"""Whether what is reported stands in the text at all."""

from spanlint.analyzer.findings import Finding


def in_range(finding: Finding, text: bytes) -> bool:
    """Whether each place of a finding is one of the text, or right behind the end of a line."""
    lines = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    places = [(finding.line, finding.column), (finding.end_line, finding.end_column)]
    places += [(turn.line, turn.column) for turn in finding.flow]
    return all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1].decode("utf-8", "replace")) + 1
        for line, column in places
    )
