"""How an outcome is written down: one module a format, one function each, from the outcome to pieces of
text."""

from collections.abc import Callable, Iterator
from importlib import import_module

from ..outcome import Outcome
from .view import View

# The module of each format, in which a function has the same name; imported late, as a run needs but one.
_MODULES = {
    "full": "full",
    "concise": "concise",
    "grouped": "grouped",
    "agent": "agent",
    "json": "json_v1",
    "json-lines": "json_lines",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
    "rdjson": "rdjson",
    "html": "html_page",
}
FORMATS = tuple(_MODULES)
# These have no place for files that were skipped.
OF_FINDINGS_ALONE = frozenset(("concise", "grouped", "agent", "json-lines", "github", "gitlab", "rdjson"))


def reporter(output_format: str) -> Callable[[Outcome, View], Iterator[str]]:
    """The function that writes one of FORMATS."""
    name = _MODULES[output_format]
    found: Callable[[Outcome, View], Iterator[str]] = getattr(import_module(f".{name}", __name__), name)
    return found
