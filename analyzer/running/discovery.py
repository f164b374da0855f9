"""Which files to check: those named on the command line, and those found in the folders named there.

Paths come out as they went in: relative where given relative. What a walk leaves out (ignored files, other
people's code, build output, declarations without code) is left out without a word; what it can't read is
said.
"""

import os
from collections.abc import Iterable, Iterator

from ..errors import reason_of
from ..findings import Skipped
from ..prefilter import ENDINGS
from ..records import NamedTuple

# Other people's code, or a tool's own storage, whatever is in it.
FOREIGN_FOLDERS = frozenset(
    (
        *("node_modules", "bower_components", "jspm_packages", "vendor", "_vendor"),
        *("site-packages", "__pypackages__"),
        *(".venv", "venv", ".tox", ".nox", ".eggs", ".git", ".hg", ".svn", ".jj", ".yarn", ".pnpm-store"),
        *("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".spanlint_cache", ".cache"),
        ".ipynb_checkpoints",
    )
)
# What a build leaves behind, unless it is a Python package: people do name those `build` or `coverage`.
BUILT_FOLDERS = frozenset(
    (
        *("build", "dist", "out", "_build", "coverage", "htmlcov", "storybook-static"),
        *(".next", ".nuxt", ".output", ".svelte-kit", ".angular", ".turbo", ".parcel-cache", ".nx"),
        *(".vercel", ".netlify", ".aws-sam", ".serverless"),
    )
)
BUILT_ENDINGS = (".min.js", ".min.mjs", ".min.cjs", "-min.js", ".bundle.js", ".chunk.js")
DECLARATION_ENDINGS = (".d.ts", ".d.mts", ".d.cts", ".pyi")
SOURCE_ENDINGS = tuple(ENDINGS)
PASSED_ENDINGS = BUILT_ENDINGS + DECLARATION_ENDINGS


class Target(NamedTuple):
    """A file to check. One `named` on the command line is checked even where a walk would pass it by."""

    path: str
    named: bool


def missing_of(paths: Iterable[str]) -> list[str]:
    """Those of `paths` where nothing stands."""
    return [path for path in paths if not os.path.exists(path)]


def discover(paths: Iterable[str], unreadable: list[Skipped]) -> Iterator[Target]:
    """The files that `paths`, files and folders, stand for, each once, as they are found: those named first,
    and then in an order that the names alone decide. Folders that can't be read are added to `unreadable`."""
    seen: set[str] = set()
    for target in candidates(list(paths), unreadable):
        place = os.path.normpath(target.path)
        if place not in seen:
            seen.add(place)
            yield target


def candidates(paths: list[str], unreadable: list[Skipped]) -> Iterator[Target]:
    """What `discover` finds, one file maybe more than once."""
    for path in paths:
        if os.path.exists(path) and not os.path.isdir(path):
            yield Target(path, True)
    for path in paths:
        if os.path.isdir(path):
            yield from (Target(found, False) for found in walk(path, unreadable))


def walk(folder: str, unreadable: list[Skipped]) -> Iterator[str]:
    """The source files below `folder`. Adds the folders that can't be read to `unreadable`.

    Symbolic links are not followed: what they point to is checked where it stands, and no loop can arise.
    """
    # A hook names files, and files need no rules to be found.
    from .ignored import IGNORE_FILE, rules_above

    top = "" if folder == os.curdir else os.path.join(folder, "")
    waiting = [(top, rules_above(folder))]
    while waiting:
        prefix, ignored = waiting.pop()
        try:
            folders, files = listed(prefix or os.curdir)
        except OSError as error:
            unreadable.append(Skipped(prefix or os.curdir, reason_of(error)))
            continue
        if prefix != top and "pyvenv.cfg" in files:
            continue
        if IGNORE_FILE in files:
            ignored = ignored.reading(prefix + IGNORE_FILE)
        for name in folders:
            inside = prefix + name + os.sep
            if not is_passed_by(name, inside) and not ignored.leaves_out(name + "/"):
                waiting.append((inside, ignored.inside(name)))
        yield from (prefix + name for name in files if is_source(name) and not ignored.leaves_out(name))


def listed(folder: str) -> tuple[list[str], list[str]]:
    """The names of the folders in `folder`, and those of the ordinary files, both sorted. Raises OSError."""
    folders, files = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                files.append(entry.name)
    return sorted(folders), sorted(files)


def is_passed_by(name: str, folder: str) -> bool:
    """Whether the folder called `name` is, by that name, not for us to check."""
    if name in BUILT_FOLDERS:
        return not os.path.exists(folder + "__init__.py")
    return name in FOREIGN_FOLDERS


def is_source(name: str) -> bool:
    """Whether a file is, by its name, code that somebody wrote and that we can read."""
    name = name.lower()
    return name.endswith(SOURCE_ENDINGS) and not name.endswith(PASSED_ENDINGS)
