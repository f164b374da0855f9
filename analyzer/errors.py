"""Errors meant for the user: each text says what is wrong, where, and what to do next, in lower case."""

import os
import sys

FAILED = 2


class SpanlintError(Exception):
    """What was asked could not be done; the command prints the text as one line and exits with 2."""


class UsageError(SpanlintError):
    """The command line asks for something that does not exist, or for two things that exclude each other."""


class ConfigError(SpanlintError):
    """A configuration can't be used; the text begins with its file and line."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words and in lower case: `permission denied`."""
    return (error.strerror or str(error)).lower()


def explain_failure(error: Exception) -> int:
    """Says on standard error why the command failed, and returns the exit status for that."""
    if isinstance(error, SpanlintError):
        print(f"spanlint: {error}", file=sys.stderr)
    elif isinstance(error, AssertionError):
        print(f"spanlint: internal error: {error}; please report it", file=sys.stderr)
    elif isinstance(error, OSError):
        # It is the output that fails, and the interpreter's last flush of it must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"spanlint: can't go on: {reason_of(error)}", file=sys.stderr)
    else:
        from traceback import print_exception

        print_exception(error)
        print("spanlint: internal error; please report it with the lines above", file=sys.stderr)
    return FAILED
