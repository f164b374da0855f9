"""How an outcome is written down: one module a format, one function each, from the outcome to pieces of
text."""

from collections.abc import Callable, Iterator

from ..outcome import Outcome
from .concise import concise
from .full import full
from .json_v1 import json_v1
from .view import View

REPORTERS: dict[str, Callable[[Outcome, View], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": json_v1,
}
