"""The tables that libraries are written in, those of `grammars_config/` and those of a user's configuration:
what may stand in one, and what one takes over from another.

Each word of `vocabulary.py` has its shape here, as a JSON schema; a word without one may hold any texts.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..annotations import Any
from .library_vocabulary import API, AROUND, ERROR, MANAGE, OPERATIONS, START, STATUS

Table = Mapping[str, Any]
Schema = Mapping[str, Any]
Path = tuple[str, ...]

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
NUMBER: Schema = {"type": "integer", "minimum": 0}
TRUE: Schema = {"type": "boolean"}
OPTION: Schema = {
    "type": "object",
    "properties": {"option": TEXT, "position": NUMBER, "otherwise": TRUE},
    "required": ["option"],
    "additionalProperties": False,
}
TRUE_OR_OPTION: Schema = {"anyOf": [TRUE, OPTION]}
COMMON = {"name": TEXT, "records": TRUE_OR_OPTION, "marks": TRUE_OR_OPTION, "current": TRUE}


def _of_words(words: Mapping[str, str], shapes: Table, required: Iterable[str] = ()) -> Schema:
    """The schema of a table in some words of the vocabulary."""
    properties = {
        word: {"description": meaning, **shapes.get(word, TEXTS)} for word, meaning in words.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


_START = {
    **COMMON,
    "gives": _one_of("span", "manager", "callback"),
    "managed": _one_of("ends"),
    "keeps": OPTION,
    "callback": {"anyOf": [_one_of("last"), NUMBER]},
    "span": NUMBER,
    "named": NUMBER,
    "ends": TRUE,
    "early": TRUE,
    "catches": TRUE,
    "runs": _one_of("yielded"),
    "takes": NUMBER,
    "context": OPTION,
    "sort": _one_of("token", "current"),
    "restores": TEXTS,
    "scoped": TEXT,
    "decorates": _one_of("calls"),
    "bare": TRUE,
    "mark": TEXT,
    "mentions": TEXT,
    "paths": {"type": "array", "items": TEXTS},
    "manual": NUMBER,
    "finish": NUMBER,
    "unless": TEXTS,
    "prepares": TRUE,
    "sent": TRUE,
    "activates": TRUE,
}
_STATUS = {"written": TEXT, "code": TEXT, "message": TEXT, "bare": TRUE}
_STARTS: Schema = {"type": "array", "items": _of_words(START, _START, ("name", "gives"))}
_MANAGES: Schema = {
    "type": "array",
    "items": _of_words(MANAGE, {**COMMON, "span": NUMBER, "ends": OPTION}, ("name", "span", "ends")),
}
LIBRARY: Schema = _of_words(
    API,
    {
        "name": TEXT,
        "title": TEXT,
        "imported": TRUE,
        "travels": TRUE,
        "extends": TEXT,
        "start": _STARTS,
        "manage": _MANAGES,
        "operations": _of_words(OPERATIONS, {}),
        "calls": _of_words(AROUND, {}),
        "status": _of_words(STATUS, _STATUS),
        "error": _of_words(ERROR, {}),
    },
)
"""The JSON schema of a library's table."""


def mistakes(table: Any) -> Iterator[tuple[Path, str]]:
    """What is wrong in a library's table: the keys that lead there, and what to say of it."""
    misfits = list(_misfits((), table, LIBRARY))
    yield from misfits or _incomplete(table)


def _incomplete(table: Table) -> Iterator[tuple[Path, str]]:
    for start in table.get("start", ()):
        for word in ("callback", "span") if start["gives"] == "callback" else ():
            if word not in start:
                yield ("start",), f'a start that gives a callback needs "{word}"'
    for each in table.get("status", {}).get("since", ()):
        if len(each.split()) != 2:
            yield ("status", "since"), f'"since" must be packages, each with a version, not "{each}"'


def _misfits(path: Path, value: Any, schema: Schema) -> Iterator[tuple[Path, str]]:
    if "anyOf" in schema:
        if all(any(True for _ in _misfits(path, value, each)) for each in schema["anyOf"]):
            yield path, f"{_key(path)} must be {' or '.join(_wanted(each) for each in schema['anyOf'])}"
    elif not _is(value, schema):
        yield path, f"{_key(path)} must be {_wanted(schema)}{_instead(value)}"
    elif schema["type"] == "array":
        for each in value:
            yield from _misfits(path, each, schema["items"])
    elif schema["type"] == "object":
        yield from _misfits_inside(path, value, schema)


def _misfits_inside(path: Path, table: Table, schema: Schema) -> Iterator[tuple[Path, str]]:
    for word, value in table.items():
        if word in schema["properties"]:
            yield from _misfits((*path, word), value, schema["properties"][word])
        else:
            yield (*path, word), f'unknown word "{word}"'
    for word in schema["required"]:
        if word not in table:
            yield path, f'{_key(path)} lacks "{word}"'


def _key(path: Path) -> str:
    return f'"{path[-1]}"' if path else "a library"


TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "string": (str, "text"), "integer": (int, "a number"), "boolean": (bool, "true or false"),
    "array": ((list, tuple), "a list"), "object": (dict, "a table"),
}  # fmt: skip


def _is(value: Any, schema: Schema) -> bool:
    kind = TYPES[schema["type"]][0]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        return False
    if "enum" in schema:
        return value in schema["enum"]
    return not isinstance(value, int) or value >= 0


def _instead(value: Any) -> str:
    return f', not "{value}"' if isinstance(value, str) else ""


def _wanted(schema: Schema) -> str:
    if "enum" in schema:
        return ("one of " if len(schema["enum"]) > 1 else "") + ", ".join(schema["enum"])
    if schema is TEXTS or schema.get("items") == TEXT:
        return "a list of texts"
    return TYPES[schema["type"]][1]


def start_words(tables: Iterable[Table]) -> tuple[bytes, ...]:
    """The words of which a file must hold one, to start a span of these libraries: sorted."""
    starts = [start for table in tables for start in table.get("start", ())]
    return tuple(sorted({start.get("mark", start["name"]).encode() for start in starts}))


def extended(table: Table, base: Table) -> dict[str, Any]:
    """A library with the words of another one: its own stand in their place, its own starts before those of
    the other."""
    merged = {**base, **{key: value for key, value in table.items() if key != "extends"}}
    for word in ("operations", "calls"):
        if word in base and word in table:
            merged[word] = {**base[word], **table[word]}
    for word in ("start", "manage"):
        own = {each["name"] for each in table.get(word, ())}
        inherited = [each for each in base.get(word, ()) if each["name"] not in own]
        if own or inherited:
            merged[word] = [*table.get(word, ()), *inherited]
    return merged


def joined(table: Table, base: Table) -> dict[str, Any]:
    """A library with more words: the lists of `table` are added to those of `base`, its starts stand in the
    place of those by the same name."""
    merged = extended(table, base)
    for word, value in table.items():
        if word not in ("start", "manage") and word in base:
            merged[word] = _joined(base[word], value)
    return merged


def _joined(base: Any, value: Any) -> Any:
    if isinstance(value, list) and isinstance(base, list):
        return [*base, *(each for each in value if each not in base)]
    if isinstance(value, Mapping) and isinstance(base, Mapping):
        return {**base, **{word: _joined(base.get(word), inner) for word, inner in value.items()}}
    return value
