"""What can be configured: one table of keys, against which a configuration is checked.

The JSON schema, the documentation and the errors all come from the table. A configuration is the table
`[tool.spanlint]` of a `pyproject.toml`, or a whole `spanlint.toml`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..annotations import Any
from ..errors import ConfigError
from ..grammars.library_tables import LIBRARY
from ..grammars.own_libraries import OwnLibraries, mistakes_in
from ..records import NamedTuple
from ..running.gitignore import translate
from ..selection import SETS, hint
from ..settings import Configuration
from ..sizes import parse_size
from .config_lines import Path, line_of

CONTRACTS = ("end", "record")
TABLE = ("tool", "spanlint")


class Problem(NamedTuple):
    """What is wrong at the keys `path`, maybe with the entry `value` of a list there."""

    path: Path
    message: str
    value: str = ""


class Key(NamedTuple):
    """A key: what it means, the JSON schema of its value, the type that a message asks for, and functions
    that yield the problems of a value of that type and that make of it what a Configuration holds."""

    meaning: str
    schema: Mapping[str, Any]
    wanted: str
    problems: Callable[[Path, Any], Iterator[Problem]]
    made: Callable[[Any], Any]


def read_configuration(path: str, text: bytes) -> Configuration | None:
    """What the file at `path` says, None for a `pyproject.toml` without our table. Raises ConfigError for the
    first thing that is wrong in it."""
    table, problems = examined(path, text)
    if problems:
        raise ConfigError(problems[0])
    if table is None:
        return None
    said = {key.replace("-", "_"): KEYS[key].made(value) for key, value in table.items()}
    return Configuration(path, **said)


def examined(path: str, text: bytes) -> tuple[Mapping[str, Any] | None, list[str]]:
    """Our table in the file, if there is one, and all that is wrong in it: a line each, with its place."""
    if is_project_file(path) and b"tool.spanlint" not in text:
        return None, []
    from tomllib import loads

    try:
        code = text.decode()
        document = loads(code)
    except ValueError as error:  # a TOMLDecodeError says the line itself
        return None, [f"{path}: not TOML: {str(error)[:1].lower()}{str(error)[1:]}"]
    above: Path = TABLE if is_project_file(path) else ()
    table: Any = document
    for name in above:
        if not isinstance(table, dict) or name not in table:
            return None, []
        table = table[name]
    found = sorted(
        (line_of(code, (*above, *problem.path), problem.value), problem) for problem in wrong(table)
    )
    return table, [f"{path}:{line}: {problem.message}" for line, problem in found]


def is_project_file(path: str) -> bool:
    """Whether the file is one of all tools, in which we have a table."""
    return path.endswith("pyproject.toml")


def wrong(table: Any) -> Iterator[Problem]:
    """All that is wrong in our table."""
    if not isinstance(table, dict):
        yield Problem((), "must be a table")
        return
    for name, value in table.items():
        key = KEYS.get(name)
        if key is None:
            yield Problem((name,), f'unknown key "{name}"; {hint(name, KEYS, "see spanlint config schema")}')
        elif not fits(value, key.schema):
            yield Problem((name,), f'"{name}" must be {key.wanted}, not {described(value)}')
        else:
            yield from key.problems((name,), value)


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a value is of the type that a schema names; what is possible in the type is not asked."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if isinstance(value, bool) or not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return False
    if isinstance(value, list):
        return all(fits(each, schema["items"]) for each in value)
    if isinstance(value, dict):
        inner = schema["additionalProperties"]
        return inner is True or all(fits(each, inner) for each in value.values())
    return True


TYPES: dict[str, type | tuple[type, ...]] = {
    "array": list, "object": dict, "string": str, "integer": int, "number": (int, float),
}  # fmt: skip


def described(value: Any) -> str:
    """A value of a wrong type, for a message."""
    words = (
        (bool, "true or false"),
        (str, "text"),
        (int, "a number"),
        (float, "a number"),
        (dict, "a table"),
    )
    if isinstance(value, list):
        return "such a list"
    return next((word for kind, word in words if isinstance(value, kind)), "a date or time")


# What may be wrong with a value of the right type.


def rule_problems(path: Path, names: Iterable[str]) -> Iterator[Problem]:
    known = rule_names()
    for name in names:
        if name not in known:
            yield Problem(
                path, f'unknown rule "{name}"; {hint(name, known, "spanlint rules lists them")}', name
            )


def pattern_problems(path: Path, patterns: Iterable[str]) -> Iterator[Problem]:
    for pattern in patterns:
        if not is_pattern(pattern):
            yield Problem(
                path, f'"{pattern}" is not a pattern; write it as in .gitignore, without a !', pattern
            )


def ignore_problems(path: Path, table: Mapping[str, list[str]]) -> Iterator[Problem]:
    for pattern, names in table.items():
        yield from pattern_problems((*path, pattern), [pattern])
        yield from rule_problems((*path, pattern), names)


def library_problems(path: Path, tables: Mapping[str, Any]) -> Iterator[Problem]:
    for inner, what in mistakes_in(tables):
        yield Problem((*path, *inner), f'library "{inner[0]}": {what}')


def size_problems(path: Path, value: str | int) -> Iterator[Problem]:
    try:
        parse_size(str(value))
    except ValueError:
        yield Problem(path, f'"{value}" is not a size; write it like "500kB" or "2MB"')


def seconds_problems(path: Path, value: float) -> Iterator[Problem]:
    if not 0 < value < 86_400:
        yield Problem(path, f'"{path[-1]}" must be more than 0 seconds and less than a day')


def choice_problems(path: Path, value: str) -> Iterator[Problem]:
    choices = KEYS[path[-1]].schema["enum"]
    if value not in choices:
        yield Problem(path, f'"{path[-1]}" must be one of {", ".join(choices)}, not "{value}"')


def is_pattern(text: str) -> bool:
    return bool(text) and not text.startswith(("!", "#")) and translate(text) is not None


def rule_names() -> list[str]:
    """What can stand where rules are named: the rules and the sets of them."""
    # The rules bring the engine with them.
    from ..rules import RULES

    return [*SETS, *(rule.name for rule in RULES)]


def formats() -> list[str]:
    from ..reporters import FORMATS

    return list(FORMATS)


STRINGS = {"type": "array", "items": {"type": "string"}}
NAMES = "a list of names of rules and sets"
PATTERNS = "a list of patterns"


KEYS: dict[str, Key] = {
    "select": Key("the rules and sets (default, strict, all) to apply", STRINGS, NAMES, rule_problems, tuple),
    "extend-select": Key("rules and sets to apply as well", STRINGS, NAMES, rule_problems, tuple),
    "ignore": Key("rules and sets not to apply", STRINGS, NAMES, rule_problems, tuple),
    "per-file-ignores": Key(
        "rules and sets not to apply in files that a pattern matches",
        {"type": "object", "additionalProperties": STRINGS},
        "a table of patterns, with a list of rules each",
        ignore_problems,
        lambda table: tuple((pattern, tuple(names)) for pattern, names in table.items()),
    ),
    "include": Key(
        "the only files to check, as patterns of .gitignore from this file's folder on",
        STRINGS,
        PATTERNS,
        pattern_problems,
        tuple,
    ),
    "exclude": Key(
        "files and folders not to check, as such patterns", STRINGS, PATTERNS, pattern_problems, tuple
    ),
    "libraries": Key(
        "tracing libraries of your own, a table each",
        {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": True}},
        "a table of tables",
        library_problems,
        OwnLibraries,
    ),
    "max-file-size": Key(
        'files that are larger are skipped: "2MB", or bytes',
        {"type": ["string", "integer"]},
        'a size like "500kB" or a number of bytes',
        size_problems,
        lambda value: parse_size(str(value)),
    ),
    "max-seconds": Key(
        "files that take longer are skipped",
        {"type": "number"},
        "a number of seconds",
        seconds_problems,
        float,
    ),
    "error-path": Key(
        'what settles a span on an error path: only its end ("end"), or a recorded exception, too ("record")',
        {"type": "string", "enum": list(CONTRACTS)},
        f"one of {', '.join(CONTRACTS)}",
        choice_problems,
        str,
    ),
    "output-format": Key(
        "how to report", {"type": "string", "enum": formats()}, "the name of a format", choice_problems, str
    ),
}


# What a schema says of the inside of a value, where its mistakes have words of their own.
DETAILS: dict[str, Any] = {"libraries": {"additionalProperties": LIBRARY}}


def schema() -> dict[str, Any]:
    """The JSON schema of our table."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "spanlint: [tool.spanlint] of pyproject.toml, or spanlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": key.meaning, **key.schema, **DETAILS.get(name, {})}
            for name, key in KEYS.items()
        },
    }
