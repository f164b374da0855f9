"""What the names that a file imports stand for: a module, or a name in one."""

from collections.abc import Iterator

from ...grammars_config.compiled_modules import MODULES
from ..annotations import Any
from ..files.modules import compiled_pattern
from ..grammars.languages import Language, parts_of
from ..records import NamedTuple
from ..source import Source
from ..syntax import Node, path_to

QUOTES = "'\"` "


class Origin(NamedTuple):
    """Where an imported name comes from; `name` is "" where it stands for the module itself."""

    module: str
    name: str = ""

    @property
    def dotted(self) -> str:
        """Module and name as people write them, the module without a scheme: "node:os" is "os"."""
        return ".".join(part for part in (self.module.rpartition(":")[2], self.name) if part)


def origins_in(node: Node, source: Source, language: Language) -> dict[str, Origin]:
    """The names that an import statement or a declaration of what `require` gives binds; none for anything
    else."""
    return dict(_Reader(source, language).statement(node))


def module_in(node: Node, source: Source, language: Language) -> str:
    """The module that a call gives; "" for anything else."""
    return _Reader(source, language).module_required(node)


def origins_of(root: Node, source: Source, language: Language) -> dict[str, Origin]:
    """The names that a module's own code imports, be it on a condition or where that may fail: there the
    first one to bind a name stands for all."""
    reader, found = _Reader(source, language), dict[str, Origin]()
    for statement in root.named_children:
        found |= dict(reader.statement(statement))
        for inner in reader.inside(statement):
            for name, origin in reader.statement(inner):
                found.setdefault(name, origin)
    return found


def origins_inside(root: Node, source: Source, language: Language) -> dict[str, Origin]:
    """The names that functions of a module import for themselves, where all that import one mean the same."""
    reader, found = _Reader(source, language), dict[str, set[Origin]]()
    facts: dict[str, Any] = MODULES[language.name]
    for match in compiled_pattern(facts["imports"]).finditer(source.text):
        start = match.end() - len(match.group().lstrip())
        for node in path_to(root, start) if start > match.start() else ():
            for name, origin in reader.statement(node) if reader.role(node) == "import" else ():
                found.setdefault(name, set()).add(origin)
    return {name: next(iter(origins)) for name, origins in found.items() if len(origins) == 1}


def meanings(text: str, origins: dict[str, Origin]) -> Iterator[str]:
    """A dotted name, and what it stands for by what is imported: with its module, and without."""
    yield text
    root, dot, rest = text.partition(".")
    if (origin := origins.get(root)) is not None:
        yield origin.dotted + dot + rest
        yield origin.name + dot + rest


class _Reader:
    def __init__(self, source: Source, language: Language) -> None:
        self.source = source
        self.language = language

    def role(self, node: Node | None) -> str:
        fact = self.language.facts.get(node.kind_id) if node is not None else None
        return fact.role if fact is not None else ""

    def part(self, node: Node, part: str) -> Node | None:
        return self.language.facts[node.kind_id].one(node, part)

    def text(self, node: Node) -> str:
        return self.source.slice(node)

    def statement(self, node: Node) -> Iterator[tuple[str, Origin]]:
        if self.role(node) == "import":
            yield from self.imported(node)
        elif self.role(node) in ("", "declare", "discard", "sequence"):
            for child in parts_of(node):
                if self.role(child) == "bind":
                    yield from self.required(child)

    def inside(self, node: Node) -> Iterator[Node]:
        """What stands on the branches of a statement, the outer things first."""
        todo = [node] if self.role(node) in ("if", "try") else []
        for branch in todo:
            for child in branch.named_children:
                yield child
                if self.role(child) in ("sequence", "handler", "if", "try", ""):
                    todo.append(child)

    def imported(self, node: Node) -> Iterator[tuple[str, Origin]]:
        module = self.part(node, "module")
        own = self.text(module).strip(QUOTES) if module is not None else None
        fact = self.language.facts[node.kind_id]
        for holder in fact.all(node, "names"):
            if self.role(holder) == "import":
                yield from self.imported(holder)
            else:
                yield from self.names(holder, own, bool(fact.flags.get("members")))

    def names(self, node: Node, module: str | None, members: bool) -> Iterator[tuple[str, Origin]]:
        """What one clause of an import binds; without a module the clause names the modules. A bare name is a
        member of the module, or the module itself."""
        if self.role(node) == "pair":
            key, alias = self.part(node, "key"), self.part(node, "value")
            name = self.text(key).strip(QUOTES) if key is not None else ""
            origin = Origin(name) if module is None else Origin(module, "" if name == "default" else name)
            yield (self.text(alias) if alias is not None else name), origin
        elif module is None:
            first = self.text(node).partition(".")[0]
            yield first, Origin(first)
        elif members or self.role(node) == "name":
            yield self.text(node), Origin(module, self.text(node) if members else "")
        else:
            for child in parts_of(node):
                yield from self.names(child, module, members)

    def required(self, node: Node) -> Iterator[tuple[str, Origin]]:
        """What is bound to a module that a call gives: `const { exit: leave } = require("process")`."""
        target, value = self.part(node, "target"), self.part(node, "value")
        module = self.module_required(value) if value is not None else ""
        if target is None or not module:
            return
        if self.role(target) != "pack":
            yield self.text(target), Origin(module)
            return
        for child in parts_of(target):
            key = self.part(child, "key") if self.role(child) == "pair" else child
            bound = self.part(child, "value") if self.role(child) == "pair" else child
            if key is not None and bound is not None:
                yield self.text(bound), Origin(module, self.text(key))

    def module_required(self, value: Node) -> str:
        callee = self.part(value, "callee") if self.role(value) == "call" else None
        given = self.part(value, "arguments") if callee is not None else None
        if callee is None or given is None or self.text(callee) not in ("require", "import"):
            return ""
        first = next(parts_of(given), None)
        return self.text(first).strip(QUOTES) if first is not None else ""
