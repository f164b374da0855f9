"""How an outcome is written down: one module a format, one function each, from the outcome to pieces of
text."""

from collections.abc import Callable, Iterator

from ..outcome import Outcome
from .view import View

FORMATS = ("full", "concise", "json")
OF_FINDINGS_ALONE = frozenset(("concise",))


def reporter(output_format: str) -> Callable[[Outcome, View], Iterator[str]]:
    """The function that writes one of FORMATS; its module is imported only now, as a run needs but one."""
    if output_format == "json":
        from .json_v1 import json_v1

        return json_v1
    if output_format == "concise":
        from .concise import concise

        return concise
    from .full import full

    return full
