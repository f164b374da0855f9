"""Which configuration speaks for a file: the nearest one up the tree, unless the command line names one."""

import os
from functools import cache

from ..annotations import TYPE_CHECKING
from ..errors import ConfigError, UsageError, reason_of
from ..records import NamedTuple
from ..settings import Configuration, Settings

if TYPE_CHECKING:
    from ..running.gitignore import Ignores

PROJECT_FILE, OUR_TABLE = "pyproject.toml", b"tool.spanlint"
NAMES = ("spanlint.toml", PROJECT_FILE)


class Overrides(NamedTuple):
    """What the command line says over any configuration; what is empty or None says nothing."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    max_file_size: int | None = None


class Configurations:
    """The configurations of a run: `config` is the file that speaks for all files, None for the nearest of
    each, "" for none at all. Every method raises ConfigError where a configuration is wrong."""

    def __init__(self, config: str | None = None, overrides: Overrides = Overrides()) -> None:  # noqa: B008
        self._overrides = overrides
        self._fixed = None if config is None else required(config) if config else Configuration()
        self._of_folder = cache(self._nearest)
        # Files stand many in a folder; what holds for all of them is asked for once.
        self._of_named_folder = cache(lambda folder: self._of_folder(os.path.abspath(folder)))
        self._for_all_in = cache(self._settings_in)
        self._patterns = cache(matcher)
        self._rules = cache(self._selected)

    def of(self, path: str) -> Configuration:
        """The configuration for the file at `path`."""
        return self._fixed or self._of_named_folder(os.path.dirname(path))

    def here(self) -> Configuration:
        """The configuration for what is no matter of one file."""
        return self._fixed or self._of_folder(os.path.abspath(os.curdir))

    def require_rules(self) -> None:
        """Raises UsageError where the command line names a rule that there is not."""
        self._rules((), (), ())

    def settings(self, path: str) -> Settings:
        """How to analyse the file at `path`."""
        found = self.of(path)
        if not found.per_file_ignores:
            return self._for_all_in(os.path.dirname(path))
        inside = relative(path, found)
        ignored = [
            name
            for pattern, names in found.per_file_ignores
            if self._patterns((pattern,)).verdict(inside)
            for name in names
        ]
        return self._settings(found, tuple(ignored))

    def _settings_in(self, folder: str) -> Settings:
        return self._settings(self._fixed or self._of_named_folder(folder), ())

    def _settings(self, found: Configuration, ignored: tuple[str, ...]) -> Settings:
        return Settings(
            self._rules(found.select, found.extend_select, (*found.ignore, *ignored)),
            found.error_path,
            self._overrides.max_file_size or found.max_file_size,
            found.max_seconds,
            found.libraries,
        )

    def leaves_out(self, path: str) -> bool:
        """Whether the configuration of the file at `path` says not to check it."""
        found = self.of(path)
        if not found.include and not found.exclude:
            return False
        inside = relative(path, found)
        if found.include and not self._matches(found.include, inside):
            return True
        return self._matches(found.exclude, inside)

    def _matches(self, patterns: tuple[str, ...], inside: str) -> bool:
        """Whether a pattern matches the path or one of the folders on its way."""
        rules, parts = self._patterns(patterns), inside.split("/")
        return any(rules.verdict("/".join(parts[:n]) + "/") for n in range(1, len(parts))) or bool(
            rules.verdict(inside)
        )

    def _selected(
        self, select: tuple[str, ...], extend: tuple[str, ...], ignore: tuple[str, ...]
    ) -> frozenset[str] | None:
        """The rules that options and configuration select; None where neither says anything."""
        said = self._overrides
        chosen = (said.select or select, (*extend, *said.extend_select), (*ignore, *said.ignore))
        if not any(chosen):
            return None
        # The rules bring the engine with them, which a run over clean files does without.
        from ..rules import RULES
        from ..selection import selected

        return selected(RULES, *chosen)

    def _nearest(self, folder: str) -> Configuration:
        for name in NAMES:
            found = read(os.path.join(folder, name))
            if found is not None:
                return found
        above = os.path.dirname(folder)
        return Configuration() if above == folder else self._of_folder(above)


def required(path: str) -> Configuration:
    """The configuration in the file that the user names. Raises UsageError where there is none."""
    if not os.path.isfile(path):
        raise UsageError(f"no such configuration file: {path}")
    found = read(os.path.abspath(path))
    if found is None:
        raise UsageError(f"{path} has no table [tool.spanlint]")
    return found


def read(path: str) -> Configuration | None:
    """The configuration in the file at `path`, None where none is."""
    # Nearly all folders have none, and to be told so costs less than to fail.
    if not os.access(path, os.F_OK):
        return None
    try:
        with open(path, "rb") as file:
            text = file.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{shown(path)}: can't be read: {reason_of(error)}") from None
    if path.endswith(PROJECT_FILE) and OUR_TABLE not in text:
        return None
    # What can be configured, and how that is checked, is loaded where somebody has configured something.
    from .config import read_configuration

    return read_configuration(shown(path), text)


def shown(path: str) -> str:
    """A path as it is said: from the working directory on, where it is below that."""
    near = os.path.relpath(path)
    return path if near.startswith(os.pardir) else near


def relative(path: str, configuration: Configuration) -> str:
    """`path` as patterns see it: from the configuration's folder on, with slashes."""
    folder = os.path.dirname(configuration.path) or os.curdir
    return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")


def matcher(patterns: tuple[str, ...]) -> "Ignores":
    from ..running.gitignore import Ignores

    return Ignores("\n".join(patterns))
