"""Reads and checks the facts of `grammars_config/`, and writes them ahead as modules of literals.

    python -m spanlint.analyzer.grammars.facts          writes grammars_config/compiled*.py
    python -m spanlint.analyzer.grammars.facts --check  says whether they are up to date

The command never runs this: reading TOML at start-up would cost a hook more than parsing its files does.
"""

import pathlib
import pprint
import sys
import tomllib
from collections.abc import Iterator, Mapping

from ..annotations import Any
from ..errors import SpanlintError
from .languages import kind_ids
from .library_tables import extended, mistakes, start_words
from .parsers import Grammar, load_grammar
from .vocabulary import (
    CALLS,
    CALM,
    COMMENTS,
    EXCEPTIONS,
    FLAGS,
    HOOKS,
    LANGUAGE,
    MODULES,
    OF_FRAMEWORKS,
    OPERATORS,
    REWRITES,
    ROLES,
    SUCCESSES,
)

_OF_FRAMEWORKS = {
    "hooks": HOOKS,
    "calm": CALM,
    "successes": SUCCESSES,
    "promised": OF_FRAMEWORKS,
    "either": OF_FRAMEWORKS,
    "throwing": OF_FRAMEWORKS,
}
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "grammars_config"
Table = dict[str, Any]
_TEXTS = ("style", "imports", "relays", "index", "inner")
_TABLES = ("written", "settings")
_NO_MODULES: Table = {word: "" if word in _TEXTS else {} if word in _TABLES else [] for word in MODULES}
_WORDS_OF_LANGUAGE = {
    "comments": COMMENTS,
    "calls": CALLS,
    "operators": OPERATORS,
    "exceptions": EXCEPTIONS,
    "modules": MODULES,
    "rewrites": REWRITES,
}


class GrammarConfigError(SpanlintError):
    """A fact in `grammars_config/` uses an unknown word, or does not fit its grammar."""


def read_facts(folder: pathlib.Path = FOLDER) -> Table:
    """Every language's facts by name, with what it inherits merged in. Raises GrammarConfigError, naming file
    and word."""
    languages = {}
    for path in sorted(folder.glob("[!_]*/language.toml")):
        own = _table(path)
        lines = [*_inherited(own, path), path.parent]
        languages[own["name"]] = {
            "language": _language(lines),
            "flow": _flow(lines, own["name"], load_grammar(own["grammar"])),
            "apis": _apis(lines),
        }
    return languages


def _inherited(own: Table, path: pathlib.Path) -> list[pathlib.Path]:
    folders = [path.parent.parent / name for name in own.get("inherits", ())]
    for folder in folders:
        if not folder.is_dir():
            raise _unfit(path, f'no folder "{folder.name}" to inherit from')
    return folders


def _table(path: pathlib.Path) -> Table:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise _unfit(path, str(error)) from error


def _language(lines: list[pathlib.Path]) -> Table:
    merged: Table = {}
    for line in lines:
        if (path := line / "language.toml").is_file():
            table = _table(path)
            _require(table, LANGUAGE, path)
            for word, words in _WORDS_OF_LANGUAGE.items():
                _require(table.get(word, {}), words, path)
            for word, words in _OF_FRAMEWORKS.items():
                for of_framework in table.get(word, {}).values():
                    _require(of_framework, words, path)
            own = {"name", "title", "extensions", "aliases"} if line != lines[-1] else set()
            merged |= {key: value for key, value in table.items() if key not in own}
    return merged


def _flow(lines: list[pathlib.Path], name: str, grammar: Grammar) -> Table:
    merged: Table = {}
    for line in lines:
        if (path := line / "flow.toml").is_file():
            table = _table(path)
            for kind, fact in table.items():
                _check_fact(kind, fact, path)
            merged |= {kind: (path, fact) for kind, fact in table.items()}
    for kind, (path, fact) in merged.items():
        for what in _unknown(kind, fact, grammar):
            raise _unfit(path, f"the grammar of {name} has no {what}")
    return {kind: fact for kind, (_, fact) in merged.items()}


def _check_fact(kind: str, fact: Table, path: pathlib.Path) -> None:
    role = fact.get("role")
    if role not in ROLES:
        raise _unfit(path, f'"{kind}" has no known role: "{role}"')
    for word in fact.keys() - {"role"} - ROLES[role].keys() - FLAGS.keys():
        raise _unfit(path, f'"{kind}" has a part that "{role}" does not have: "{word}"')


def _unknown(kind: str, fact: Table, grammar: Grammar) -> Iterator[str]:
    """What a fact names and the grammar does not have: the node kind, a field, the kind of a part."""
    if not kind_ids(grammar, kind):
        yield f'node kind "{kind}"'
    for part in fact.keys() & ROLES[fact["role"]].keys():
        where = fact[part]
        if isinstance(where, str) and grammar.field_id_for_name(where) is None:
            yield f'field "{where}", which is to be the {part} of "{kind}"'
        for other in where if isinstance(where, list) else ():
            if not kind_ids(grammar, other):
                yield f'node kind or token "{other}", which is to be the {part} of "{kind}"'


def _apis(lines: list[pathlib.Path]) -> list[Table]:
    apis = []
    for line in lines:
        for path in sorted(line.glob("apis/*.toml")):
            table = _table(path)
            for _, mistake in mistakes(table):
                raise _unfit(path, mistake)
            apis.append(table)
    return [_extended(table, apis, lines[-1]) for table in apis]


def _extended(table: Table, apis: list[Table], folder: pathlib.Path) -> Table:
    """A library with the words of the one that it extends."""
    if "extends" not in table:
        return table
    base = next((other for other in apis if other["name"] == table["extends"]), None)
    if base is None:
        raise _unfit(folder / "apis", f'"{table["name"]}" extends an unknown library: "{table["extends"]}"')
    return extended(table, _extended(base, apis, folder))


def _require(table: Mapping[str, Any], words: Mapping[str, str], path: pathlib.Path) -> None:
    for word in table.keys() - words.keys():
        raise _unfit(path, f'unknown word "{word}"')


def _unfit(path: pathlib.Path, what: str) -> GrammarConfigError:
    folder = path.parent.parent if path.parent.name == "apis" else path.parent
    return GrammarConfigError(f"{path.relative_to(folder.parent)}: {what}")


def compiled(facts: Table) -> dict[str, str]:
    """The text of each module to write, by its name. The words stand apart: the prefilter needs nothing
    else. So does each language: few runs need several."""
    endings = {ending: name for name, fact in facts.items() for ending in fact["language"]["extensions"]}
    words = {name: start_words(fact["apis"]) for name, fact in facts.items()}
    shared = {name: pieces(own) for name, own in words.items()}
    touches = {name: _touch_words(fact["apis"]) for name, fact in facts.items()}
    takes = {name: _take_words(fact) for name, fact in facts.items()}
    modules = {name: _NO_MODULES | fact["language"].get("modules", {}) for name, fact in facts.items()}
    return {
        "compiled.py": _module(
            ENDINGS=endings,
            START_WORDS=words,
            START_PIECES=shared,
            TOUCH_WORDS=touches,
            TAKE_WORDS=takes,
        ),
        "compiled_modules.py": _module(MODULES=modules),
        **{f"compiled_facts_{name}.py": _module(FACTS=fact) for name, fact in facts.items()},
    }


def _module(**values: Table) -> str:
    how = "written by `python -m spanlint.analyzer.grammars.facts`, never by hand"
    header = f'"""Facts of this folder as literals; {how}."""'
    body = [
        f"{name} = {pprint.pformat(value, width=120, sort_dicts=False)}" for name, value in values.items()
    ]
    return "\n\n".join(["# ruff: noqa", header, *body]) + "\n"


def pieces(words: tuple[bytes, ...]) -> dict[bytes, tuple[bytes, ...]]:
    """The words under pieces that they have in common, so that few searches tell that none of them is in a
    text: the piece that saves most comes first. A short piece in small letters is no help: it is in other
    words, too."""
    found: dict[bytes, tuple[bytes, ...]] = {}
    left = set(words)
    while left:
        shared: dict[bytes, int] = {}
        for word in left:
            ends = range(len(word) + 1)
            for piece in {word[start:end] for start in ends for end in ends}:
                if len(piece) >= (6 if piece.islower() else 4):
                    shared[piece] = shared.get(piece, 0) + 1
        best = max(shared, key=lambda piece: (shared[piece], not piece.islower(), len(piece), piece))
        found[best] = tuple(sorted(word for word in left if best in word))
        left -= set(found[best])
    return found


def _touch_words(apis: list[Table]) -> dict[bytes, tuple[bytes, ...]]:
    """What stands in nearly every file that does something with a span that it got from elsewhere: a span's
    usual name with a member or as an argument, or a call that ends it. Names and ends that mean much else in
    most files would cost a look at the imports of all of these, so only libraries that `travel` count. Each
    word stands under what it begins with, so that few searches tell that none is in a text."""
    travelling = [api for api in apis if api.get("travels")]
    handles = {handle.strip("*") for api in travelling for handle in api.get("handles", ())}
    handles = {handle for handle in handles if not any(other in handle for other in handles - {handle})}
    ends = {f".{end}(" for api in travelling for end in api.get("operations", {}).get("end", ())}
    names = {handle.encode(): tuple((handle + after).encode() for after in ".,)") for handle in handles}
    return dict(sorted((names | {end.encode(): (end.encode(),) for end in ends}).items()))


def _take_words(fact: Table) -> tuple[tuple[bytes, ...], ...]:
    """Of what one word each stands in every file that gets a span in order to end it when an iteration is
    over: its end, its usual name, what gives an element."""
    travelling = [api for api in fact["apis"] if api.get("travels")]
    ends = {f".{end}(" for api in travelling for end in api["operations"]["end"]}
    names = {handle.strip("*") for api in travelling for handle in api["handles"]}
    groups = ends, names, fact["language"]["iterates"]
    return tuple(tuple(sorted(word.encode() for word in words)) for words in groups)


def main(arguments: list[str]) -> int:
    """Write the modules, or with `--check` compare them: 1 and a line on stderr when one is out of date."""
    stale = 0
    for name, text in compiled(read_facts()).items():
        target = FOLDER / name
        if "--check" not in arguments:
            target.write_text(text, "utf-8")
        elif target.read_text("utf-8") != text:
            print(
                f"grammars_config/{name} is out of date: run python -m spanlint.analyzer.grammars.facts",
                file=sys.stderr,
            )
            stale = 1
    return stale


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
