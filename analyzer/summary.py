"""The last line of a report. The command's first stage prints it too, so this module imports nothing."""


def summary_line(
    files: int, files_with_spans: int, spans: int, findings: int, skipped: int, known: int = 0, gone: int = 0
) -> str:
    """What was found in how much code, in one sentence without its full stop."""
    if not files:
        return "no files to check" + (f"; {skipped} skipped" if skipped else "")
    if spans:
        read = f"{counted(spans, 'span start')} in {files_with_spans} of {counted(files, 'file')}"
    else:
        read = f"no span is started by hand in {counted(files, 'file')}"
    new = "new " if known else ""
    found = counted(findings, f"{new}finding") if findings else f"no {new}findings"
    if known:
        found += f", {counted(known, 'old one')} in the baseline"
    if gone:
        found += f", {gone} no longer found" if known else f", {counted(gone, 'old one')} no longer found"
    return f"{found}; {read}" + (f"; {skipped} skipped" if skipped else "")


def counted(number: int, noun: str) -> str:
    """`number` and `noun`, in the plural where that is due: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
