"""Where the command starts: the first of its two stages.

A hook runs the command on the few files of a commit, and nearly always none of them starts a span. This stage
reads the files and asks the prefilter, with next to nothing imported; if no file can start a span, the answer
is known. Everything else, and anything in doubt, goes to the full command, which would have given the same
answer later: options, directories, missing or odd files, a configuration that says something about files in
which no span is started.
"""

import os
import sys

from .prefilter import language_of_ending, may_report, touches_spans
from .summary import summary_line

TYPE_CHECKING = False  # that of `typing` costs more to import than this stage does
if TYPE_CHECKING:
    from .files.neighbours import Neighbours

INTERRUPTED = 130
PLAIN_FILE_BYTES = 1_000_000
CONFIGURATION_MARKS = (("spanlint.toml", b""), ("pyproject.toml", b"tool.spanlint"))
# Keys that matter where no span is started: libraries bring start words of their own, include and exclude
# change what is counted, and output-format how that is said.
DECISIVE_KEYS = (b"libraries", b"clude", b"output")

# What is known of the texts around the files, once one of them asks.
_neighbours: "list[Neighbours]" = []


def main(arguments: list[str] | None = None) -> int:
    """Runs the command with `arguments` (those of the process by default) and returns its exit status."""
    if sys.stdout is None:
        # The caller closed it; what is said there goes nowhere, but the exit status still tells.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    try:
        status = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from .errors import explain_failure

        return explain_failure(error)
    return status


def run(arguments: list[str]) -> int:
    """Answers from the prefilter where that is sure to be the whole answer, else runs the full command."""
    paths = plain_paths(arguments)
    if not paths:
        from .cli import main as full_command

        return full_command(arguments)
    if all(map(is_surely_clean, paths)) and not is_configured(paths):
        print(summary_line(len(set(map(os.path.normpath, paths))), 0, 0, 0, 0))
        return 0
    from .bundle import Bundle

    with Bundle():
        # Without options there is nothing to parse, and the parser of options is dear.
        from .command.checking import Request, run_check

        return run_check(Request(tuple(paths)))


def plain_paths(arguments: list[str]) -> list[str]:
    """The paths of a `check` that has no options; empty if it is anything else."""
    if arguments[:1] != ["check"] or any(argument.startswith("-") for argument in arguments):
        return []
    return arguments[1:]


def is_surely_clean(path: str) -> bool:
    """Whether `path` is an ordinary source file in which nothing can start a span; False in any doubt."""
    language = language_of_ending(path)
    try:
        if language is None or not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            text = file.read(PLAIN_FILE_BYTES)
    except (OSError, ValueError):
        return False
    odd = len(text) == PLAIN_FILE_BYTES or b"\0" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff")
    return not odd and not may_report(text, language) and not may_hold(path, text, language)


def may_hold(path: str, text: bytes, language: str) -> bool:
    """Whether a file that starts no span may have one that another file of its project starts."""
    if not touches_spans(text, language):
        return False
    if not _neighbours:
        from .files.disk import Disk
        from .files.neighbours import Neighbours

        _neighbours.append(Neighbours(Disk(PLAIN_FILE_BYTES)))
    return _neighbours[0].may_hold(path, text, language)


def is_configured(paths: list[str]) -> bool:
    """Whether a file in the folder of one of `paths`, or above it, may say something about files that start
    no span."""
    seen: set[str] = set()
    for path in paths:
        folder = os.path.dirname(os.path.abspath(path))
        while folder not in seen:
            seen.add(folder)
            if any(speaks(os.path.join(folder, name), mark) for name, mark in CONFIGURATION_MARKS):
                return True
            folder = os.path.dirname(folder)
    return False


def speaks(path: str, mark: bytes) -> bool:
    """Whether the file at `path` holds `mark`, and so is ours, and a decisive key: False if there is none,
    True if it can't be read."""
    try:
        with open(path, "rb") as file:
            text = file.read()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return mark in text and any(key in text for key in DECISIVE_KEYS)
