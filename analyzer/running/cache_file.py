"""The file of a cache: a line with what it was made by and its checksum, then what is known.

A file is replaced as a whole or not at all, and the checksum tells what was written from anything else. Nor
can a file that somebody else made run code: nothing is made of it but the types that are named here.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from io import BytesIO
from pickle import HIGHEST_PROTOCOL, Unpickler, UnpicklingError, dumps

from ..annotations import Any
from ..files.grounds import Fact, digest
from ..findings import Edit, FileReport, Finding, Fix, Place, Skipped, Started, Turn
from ..records import NamedTuple

SECONDS_KEPT = 30 * 24 * 3600


class Known(NamedTuple):
    """A report; what text and settings it is `about`; the numbers of the facts it rests on, as bytes."""

    about: bytes
    report: FileReport
    grounds: bytes


class Content(NamedTuple):
    """The facts, the report on each path, and what the texts are known by that hold no word of spans."""

    facts: list[Fact]
    known: dict[str, Known]
    quiet: frozenset[bytes]


TYPES = {
    each.__name__: each
    for each in (
        Content,
        Edit,
        Fact,
        FileReport,
        Finding,
        Fix,
        Known,
        Place,
        Skipped,
        Started,
        Turn,
        frozenset,
    )
}


class OursOnly(Unpickler):
    """Makes nothing but what a cache holds."""

    def find_class(self, _module: str, name: str) -> Any:
        if name not in TYPES:
            raise UnpicklingError(f"{name} has no place in a cache")
        return TYPES[name]


def load(path: str) -> Content:
    """What a file holds; nothing if it is not there, not whole or not ours."""
    try:
        with open(path, "rb") as file:
            first, body = file.readline(), file.read()
        if first == header(body):
            content: Content = OursOnly(BytesIO(body)).load()
            return content
    except Exception:
        # There is no end of ways in which bytes can be wrong, and all of them mean the same.
        return Content([], {}, frozenset())
    return Content([], {}, frozenset())


def save(path: str, content: Content) -> None:
    """Replaces a file, and takes away what nobody has used for long. Raises OSError, and leaves nothing."""
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    replace(os.path.join(folder, ".gitignore"), b"# Written by spanlint, which can do without it.\n*\n")
    body = dumps(content, HIGHEST_PROTOCOL)
    replace(path, header(body) + body)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.stat().st_mtime < time.time() - SECONDS_KEPT:
                os.remove(entry)


def replace(path: str, text: bytes) -> None:
    """Writes a file beside its place, and moves it there when all of it is written."""
    new = f"{path}.{os.getpid()}"
    try:
        with open(new, "wb") as file:
            file.write(text)
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            os.remove(new)
        raise


def header(body: bytes) -> bytes:
    return f"spanlint {made_by()} {digest(body)}\n".encode()


@cache
def made_by() -> str:
    """What tells this spanlint from others: its code and facts, its parsers, and the Python they run in."""
    package = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
    code = [text for name in ("analyzer", "grammars_config") for text in _code(os.path.join(package, name))]
    return digest(b"\0".join([*code, *_parsers(), sys.version.encode()]))


def _code(folder: str) -> Iterator[bytes]:
    for inner, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                with open(os.path.join(inner, name), "rb") as file:
                    yield file.read()


def _parsers() -> list[bytes]:
    """The names of what is installed for tree-sitter, with the versions."""
    spec = PathFinder.find_spec("tree_sitter")
    (where,) = (spec and spec.submodule_search_locations) or [os.curdir]
    return sorted(os.fsencode(name) for name in os.listdir(os.path.dirname(where)) if "tree_sitter" in name)
