"""`spanlint config`, and `spanlint check --show-settings`."""

import os
import sys
from argparse import Namespace

from ..configuration.config import KEYS, examined, schema
from ..configuration.config_files import NAMES, Configurations, shown
from ..errors import FAILED, UsageError, reason_of
from ..settings import Configuration
from .checking import Request

ACTIONS = ("verify", "schema")


def config(options: Namespace, _: list[str]) -> int:
    """Verifies configuration files, or prints the schema; returns the exit status."""
    if options.action == "schema":
        import json

        print(json.dumps(schema(), indent=2))
        return 0
    return verify(options.paths or [os.curdir])


def verify(paths: list[str]) -> int:
    """Prints all that is wrong in the configurations that `paths`, files and folders, lead to."""
    files = [file for path in paths for file in ([path] if not os.path.isdir(path) else files_above(path))]
    wrong = 0
    for file in dict.fromkeys(files):
        try:
            with open(file, "rb") as opened:
                table, problems = examined(file, opened.read())
        except OSError as error:
            raise UsageError(f"can't read {file}: {reason_of(error)}") from None
        for problem in problems:
            print(f"spanlint: {problem}", file=sys.stderr)
        if not problems:
            print(f"{file}: " + ("fine" if table is not None else "has no table [tool.spanlint]"))
        wrong += len(problems)
    if not files:
        print("no configuration file here or above")
    return FAILED if wrong else 0


def files_above(folder: str) -> list[str]:
    """The configuration files of the nearest folder, `folder` or above, that has one of ours."""
    place = os.path.abspath(folder)
    while True:
        found = [
            path for name in NAMES if os.path.isfile(path := os.path.join(place, name)) and is_ours(path)
        ]
        above = os.path.dirname(place)
        if found or above == place:
            return [shown(path) for path in found]
        place = above


def is_ours(path: str) -> bool:
    with open(path, "rb") as file:
        table, problems = examined(path, file.read())
    return table is not None or bool(problems)


def show_settings(request: Request) -> int:
    """Prints what holds for the first path of a request, in the words of a configuration file."""
    configurations = Configurations(request.config, request.overrides)
    path = request.stdin_filename or request.paths[0]
    if os.path.isdir(path):
        path = os.path.join(path, "*")
    found = configurations.of(path)
    settings = configurations.settings(path)
    print(f"# {found.path or 'no configuration file; these are the defaults'}")
    print(f"rules = {toml(sorted(settings.rules) if settings.rules is not None else default_rules())}")
    for name in KEYS:
        if name not in ("select", "extend-select", "ignore"):
            print(f"{name} = {toml(value_of(found, settings.max_bytes, name))}")
    return 0


def default_rules() -> list[str]:
    from ..rules import RULES
    from ..selection import selected

    return sorted(selected(RULES, ()))


def value_of(found: Configuration, max_bytes: int, name: str) -> object:
    if name == "max-file-size":
        return max_bytes
    value = getattr(found, name.replace("-", "_"))
    if name == "libraries":
        return found.libraries.tables if found.libraries is not None else {}
    return dict(value or ()) if name == "per-file-ignores" else value


def toml(value: object) -> str:
    """A value in the words of TOML."""
    if isinstance(value, dict):
        inside = ", ".join(f"{toml(str(name))} = {toml(inner)}" for name, inner in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        import json

        return json.dumps(value)
    return str(value)
