"""The ignore rules in force in a folder: those of its own `.gitignore` and of every one above it in the
repository."""

import os

from ..records import NamedTuple
from .gitignore import Ignores, ignores

IGNORE_FILE = ".gitignore"


class Ignored(NamedTuple):
    """The rules that speak for one folder. `inner` is its path from the outermost folder that has a say,
    empty or with a slash at its end; each of `rules`, the nearest last, comes with the length of its own
    folder's `inner`."""

    inner: str
    rules: tuple[tuple[int, Ignores], ...]

    def leaves_out(self, name: str) -> bool:
        """Whether the entry `name` of this folder is ignored; a folder's name ends in a slash."""
        path = self.inner + name
        for start, rules in reversed(self.rules):
            verdict = rules.verdict(path[start:])
            if verdict is not None:
                return verdict
        return False

    def inside(self, name: str) -> "Ignored":
        """The rules for the folder `name` in this one, before its own `.gitignore` is read."""
        return Ignored(f"{self.inner}{name}/", self.rules)

    def reading(self, path: str) -> "Ignored":
        """These rules and, stronger than they, those in the file at `path`, which belongs to this folder."""
        try:
            with open(path, "rb") as file:
                text = os.fsdecode(file.read())
        except OSError:
            return self
        return Ignored(self.inner, (*self.rules, (len(self.inner), ignores(text))))


def rules_above(folder: str) -> Ignored:
    """The rules that the folders above `folder` lay down for it, from the root of its repository on.

    Outside of a repository the working directory speaks for the folders in it, as it is most likely the
    project's."""
    place = os.path.realpath(folder)
    root = repository_of(place) or os.path.realpath(os.curdir)
    if not os.path.join(place, "").startswith(os.path.join(root, "")):
        return Ignored("", ())
    ignored = Ignored("", ()).reading(os.path.join(root, ".git", "info", "exclude"))
    names = os.path.relpath(place, root).split(os.sep) if place != root else []
    for name in names:
        ignored = ignored.reading(os.path.join(root, ignored.inner, IGNORE_FILE)).inside(name)
    return ignored


def repository_of(place: str) -> str | None:
    """The nearest folder at or above `place` that holds a `.git`, or None."""
    while not os.path.exists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            return None
        place = parent
    return place
