"""One file while it is analysed: its text, its tree, and what can be looked up in it.

Nothing here is decided; lowering and search ask, and answers that cost something are kept.
"""

from functools import cache, cached_property
from itertools import takewhile

from .annotations import TYPE_CHECKING, Any
from .code.imports import Origin, meanings, origins_inside, origins_of
from .grammars.languages import Fact, Language
from .grammars.vocabulary import CALLS
from .kept import kept
from .names import Function
from .patterns import Patterns
from .prefilter import start_words_in
from .source import Source
from .syntax import Deadline, Node, Tree, path_to
from .texts import occurrences
from .tracing.libraries import Library, libraries

if TYPE_CHECKING:
    from .grammars.own_libraries import OwnLibraries

_TABLES = {
    *("copies", "settlers", "quantifies", "events", "settles", "batches", "collections", "guards", "raises")
}
_DEFAULTS: dict[str, Any] = {word: {} if word in _TABLES else [] for word in CALLS}
# Which part of a pattern, by its role, says what it binds.
_NAMING = {"pair": "value", "parameter": "name", "bind": "target"}
# Which part of what holds a function, by its role, gives it a name.
_NAMED_BY = {"bind": "target", "field": "name", "pair": "key"}
# The same few places are asked for in a row: for each library, for each of a function's parameters.
_MOST_PATHS = 64


@cache
def _settings(language: Language) -> dict[str, Any]:
    calls: dict[str, Any] = _DEFAULTS | language.settings["calls"]
    for key in ("once", "each", "quits", "stops", "throws", "harmless", "foreign", "looks", "keeps",
                "through", "later", "reports", "brackets", "closes", "asks", "pauses", "promises",
                "repeats", "hands_on", "result_types", "carries", "idles", "launches", "resumes",
                "unpacks", "coroutines", "numbers", "injects"):
        calls[key] = Patterns(calls[key])
    calls["raises"] = [(Patterns([name]), errors) for name, errors in calls["raises"].items()]
    return calls


class Unit:
    """What is known of one file."""

    def __init__(
        self,
        source: Source,
        tree: Tree,
        language: Language,
        deadline: Deadline,
        own: "OwnLibraries | None" = None,
    ) -> None:
        self.source = source
        self.tree = tree
        self.root: Node = tree.root_node
        self.language = language
        self.deadline = deadline
        self.calls = _settings(language)
        self.known_libraries = libraries(language, own)
        self._own_words = own.words if own is not None else ()
        self.this_scope = 0
        self.visits = 0
        self.kept: dict[Any, dict[Any, Any]] = {}  # filled by `kept.py`
        self._scopes = self._temporaries = 0
        self._definitions: dict[str, list[tuple[Node, tuple[Node, ...]]]] = {}
        self._decorated: dict[str, list[tuple[Node, tuple[Node, ...], Node]]] = {}
        self._paths: dict[int, list[Node]] = {}

    # Numbers that are unique in the file.

    def next_scope(self) -> int:
        self._scopes += 1
        return self._scopes

    def next_temporary(self) -> int:
        self._temporaries += 1
        return self._temporaries

    # What the language says.

    @property
    def catches_errors_only(self) -> bool:
        """Whether a handler without a type sees errors only, and not what leaves a function for good."""
        return not self.language.settings["exceptions"]["everything"]

    @property
    def cancels(self) -> bool:
        """Whether an await may be cancelled."""
        return not self.catches_errors_only

    @property
    def assigns(self) -> bool:
        """Whether to assign a name makes it the function's own."""
        return self.language.settings.get("assignment") == "declares"

    @kept
    def is_harmless(self, text: str) -> bool:
        """Whether a call by a dotted name raises nothing, by whatever import, or as a method of a maker's."""
        harmless, asks = self.calls["harmless"], self.calls["asks"]
        if any(name in harmless or name in asks for name in meanings(text, self.origins)):
            return True
        owner, _, method = text.rpartition(".")
        own = owner in ("", *self.language.settings["receivers"])
        return not own and any(f"{made}.{method}" in harmless for made in self.makers_of(owner))

    @kept
    def runs_argument(self, text: str) -> str:
        """"once" or "each" where the callee runs its function argument before it returns, else ""."""
        if text in self.calls["once"] or any(text in each.once for each in self.libraries):
            return "once"
        return "each" if text in self.calls["each"] else ""

    def is_constructor(self, name: str) -> bool:
        facts = self.language.settings["constructors"]
        return bool(facts["capitalised"]) and (name.lstrip("_")[:1].isupper() or name == facts["own"])

    def suppresses(self, item: Node, sort: str = "suppressing") -> bool:
        """Whether a context manager swallows errors, or by its `sort` whatever is raised."""
        known, text = self.language.settings["exceptions"][sort], self.dotted(item).removesuffix("()")
        return any(name.rpartition(".")[2] in known for name in meanings(text, self.origins))

    # What the text says.

    def path_to(self, offset: int) -> list[Node]:
        """The nodes around an offset, from the root on. Raises Unreadable when the time is up."""
        self.deadline.check()
        path = self._paths.get(offset)
        if path is None:
            if len(self._paths) >= _MOST_PATHS:
                self._paths.clear()
            near = next(reversed(self._paths.values()), ())
            path = self._paths[offset] = path_to(self.root, offset, near)
        return path

    @kept
    def around(self, node: Node) -> tuple[Node, ...]:
        """The functions and classes around a node, from the outside in. Raises Unreadable when the time is
        up."""
        path = takewhile(lambda each: each.id != node.id, self.path_to(node.start_byte))
        return tuple(each for each in path if self._role(each) in ("function", "class"))

    def dotted(self, node: Node) -> str:
        """The dotted name of an expression: "self.tracer().start", with "" for what has none."""
        parts: list[str] = []
        at: Node | None = node
        while at is not None:
            fact = self.language.facts.get(at.kind_id)
            role = fact.role if fact is not None else ""
            if fact is not None and role == "member":
                name = fact.one(at, "name")
                parts.append("." + (self.source.slice(name) if name is not None else ""))
                at = fact.one(at, "object")
            elif fact is not None and role == "call":
                parts.append("()")
                at = fact.one(at, "callee")
            elif fact is not None and role in ("group", "await"):
                at = fact.one(at, "value")
            else:
                parts.append(self.source.slice(at) if role in ("name", "this") else "")
                at = None
        return "".join(reversed(parts))

    def words(self, node: Node) -> list[str]:
        """The dotted names in an expression: one, or those of a tuple; what a name is bound
        to counts, the name not."""
        fact = self.language.facts.get(node.kind_id)
        if fact is not None and fact.role == "bind":
            value = fact.one(node, "value")
            return self.words(value) if value is not None else []
        if fact is not None and fact.role in ("pack", "group"):
            return [word for child in node.named_children for word in self.words(child)]
        return [self.dotted(node)]

    def names_in(self, pattern: Node) -> set[str]:
        """Every name that a pattern binds."""
        found: set[str] = set()
        todo = [pattern]
        while todo:
            node = todo.pop()
            fact = self.language.facts.get(node.kind_id)
            role = fact.role if fact is not None else ""
            if role == "name":
                found.add(self.source.slice(node))
            elif fact is not None and role in _NAMING:
                todo += filter(None, (fact.one(node, _NAMING[role]),))
            elif role in ("pack", "group"):
                todo += node.named_children
        return found

    # Functions.

    def parameters(self, node: Node, fact: Fact) -> list[Node]:
        """The parameters of a function, in order."""
        found: list[Node] = []
        body = fact.one(node, "body")
        for holder in fact.all(node, "parameters"):
            if body is not None and holder.id == body.id:
                continue
            inner = self.language.facts.get(holder.kind_id)
            if inner is not None and inner.role == "name":
                found.append(holder)
            else:
                found += [
                    child
                    for child in holder.named_children
                    if not child.is_extra and not self._is_this(child)
                ]
        return found

    def _is_this(self, parameter: Node) -> bool:
        """Whether a parameter only says of what type the object is whose method runs."""
        fact = self.language.facts.get(parameter.kind_id)
        name = fact.one(parameter, "name") if fact is not None and fact.role == "parameter" else None
        return name is not None and self._role(name) == "this"

    def parameter_names(self, node: Node, fact: Fact) -> set[str]:
        return {name for parameter in self.parameters(node, fact) for name in self.names_in(parameter)}

    def foreign_names(self, function: Function) -> set[str]:
        """The parameters of a function and of those around it: to call one is to call code of others."""
        names: set[str] = set()
        for node in (*self.around(function.node), function.node):
            fact = self.language.facts.get(node.kind_id)
            if fact is not None and fact.role == "function":
                names |= self.parameter_names(node, fact)
        return names - set(self.language.settings["receivers"])

    def names_of(self, function: Function) -> set[str]:
        """The names that belong to a nested function: its parameters and what it binds for itself."""
        fact = self.language.facts[function.node.kind_id]
        body = fact.one(function.node, "body")
        names = self.parameter_names(function.node, fact)
        return names | self.declared_in(body) if body is not None else names

    def declared_in(self, body: Node) -> set[str]:
        """The names that a body binds for the function that it is the body of."""
        names, others = set[str](), set[str]()
        todo = [body]
        while todo:
            node = todo.pop()
            fact = self.language.facts.get(node.kind_id)
            if fact is not None and fact.role == "outer":
                others |= {self.source.slice(name) for name in fact.all(node, "names")}
            if fact is not None and fact.role in ("function", "class") and node is not body:
                name = fact.one(node, "name")
                if name is not None and not fact.flags.get("method"):
                    names.add(self.source.slice(name))
                continue
            declares = fact is not None and fact.flags.get("declares")
            if fact is not None and declares and (target := fact.one(node, "target")) is not None:
                names |= self.names_in(target)
            todo += node.named_children
        return names - others

    @kept
    def name_of(self, function: Node) -> str:
        """The name of a function or a class: its own, or that of what it is bound to;
        "" where it has none."""
        name = self.language.facts[function.kind_id].one(function, "name")
        return self.source.slice(name) if name is not None else self._bound_name(function)

    def _bound_name(self, function: Node) -> str:
        path = self.path_to(function.start_byte)
        at = next((index for index, node in enumerate(path) if node.id == function.id), 0)
        fact = self.language.facts.get(path[at - 1].kind_id) if at else None
        holder = _NAMED_BY.get(fact.role) if fact is not None else None
        target = fact.one(path[at - 1], holder) if fact is not None and holder else None
        bound = target is not None and target.end_byte <= function.start_byte
        return self.source.slice(target).rpartition(".")[2] if target is not None and bound else ""

    def definition(self, name: str) -> tuple[Node, tuple[Node, ...]] | None:
        """The only function of that name in the file, with the functions and classes around it; None where
        there is none, or more than one."""
        if name not in self._definitions:
            self._definitions[name] = self._find_definitions(name)
        found = self._definitions[name]
        return found[0] if len(found) == 1 else None

    def definitions(self, name: str) -> list[tuple[Node, tuple[Node, ...]]]:
        """Every function of that name in the file."""
        self.definition(name)
        return self._definitions[name]

    def decorated(self, name: str) -> list[tuple[Node, tuple[Node, ...], Node]]:
        """The other functions of that name, which are decorated so that a call may mean something else; with
        what holds the decorators."""
        self.definition(name)
        return self._decorated.get(name, [])

    def _find_definitions(self, name: str) -> list[tuple[Node, tuple[Node, ...]]]:
        self._decorated.pop(name, None)
        # A member of something is no definition, and it is what most names in a long chain of calls are.
        places = (at for at in occurrences(self.source.text, name) if self.source.text[at - 1 : at] != b".")
        # A function in a name that is its own, too, is one.
        return [*{made[0].id: made for at in places if (made := self._defined_at(at)) is not None}.values()]

    def _defined_at(self, offset: int) -> tuple[Node, tuple[Node, ...]] | None:
        path = self.path_to(offset)
        if len(path) < 2:
            return None
        holder = path[-2]
        fact = self.language.facts.get(holder.kind_id)
        if fact is None:
            return None
        around = tuple(node for node in path[:-2] if self._role(node) in ("function", "class"))
        if fact.role == "function" and _same(fact.one(holder, "name"), path[-1]):
            if len(path) > 2 and self._role(path[-3]) == "decorated" and not self.keeps_meaning(path[-3]):
                name = self.source.slice(path[-1])
                self._decorated.setdefault(name, []).append((holder, around, path[-3]))
                return None
            return holder, around
        if fact.role in ("bind", "field") and _same(fact.one(holder, _NAMED_BY[fact.role]), path[-1]):
            value = fact.one(holder, "value")
            return (value, around) if value is not None and self._role(value) == "function" else None
        return None

    def keeps_meaning(self, decorated: Node) -> bool:
        """Whether a function is still called as it is written, decorated as it is."""
        return self.decorators_of(decorated) <= set(self.calls.get("transparent", ()))

    def decorators_of(self, decorated: Node) -> set[str]:
        """The dotted names of what decorates a function."""
        fact = self.language.facts[decorated.kind_id]
        return {
            self.dotted(d.named_children[0]).partition("(")[0]
            for d in fact.all(decorated, "decorators")
            if d.named_children
        }

    def _role(self, node: Node) -> str:
        fact = self.language.facts.get(node.kind_id)
        return fact.role if fact is not None else ""

    # Imports, and what a name is made by.

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """What each imported name of the file stands for; the names of the file itself come first, then those
        that functions import for themselves."""
        inside = origins_inside(self.root, self.source, self.language)
        return inside | origins_of(self.root, self.source, self.language)

    @cached_property
    def libraries(self) -> tuple[Library, ...]:
        """The libraries whose words may count in the file: those that it imports or of which it has a start
        word, or all where there is none."""
        modules = {*self.imports.values()}
        marked = start_words_in(self.source.text, self.language.name, self._own_words)
        used = (
            each
            for each in self.known_libraries
            if not marked.isdisjoint(each.marks) or any(module in each.modules for module in modules)
        )
        return tuple(used) or self.known_libraries

    def gets_spans_of(self, libraries: tuple[Library, ...]) -> None:
        """Count the words of libraries besides: the file gets spans of theirs from another one."""
        if not set(libraries) <= set(self.libraries):
            self.libraries = tuple(dict.fromkeys((*self.libraries, *libraries)))
            self.kept = {}  # what a call runs depends on their words

    @cached_property
    def imports(self) -> dict[str, str]:
        """The module from which each imported name of the file comes."""
        return {name: origin.module for name, origin in self.origins.items()}

    def makers_of(self, name: str) -> set[str]:
        """The last names of the calls whose value a name is bound to anywhere in the file."""
        return {text.rpartition(".")[2] for text in self.made_by(name)}

    @kept
    def made_by(self, name: str) -> set[str]:
        """The dotted names of those calls."""
        return set[str]().union(*map(self._made_at, occurrences(self.source.text, name)))

    def _made_at(self, offset: int) -> set[str]:
        path = self.path_to(offset)
        if len(path) > 2 and self._role(path[-2]) in ("member", "group"):
            path = path[:-1]
        fact = self.language.facts.get(path[-2].kind_id) if len(path) > 1 else None
        if fact is None or fact.role != "bind" or not _same(fact.one(path[-2], "target"), path[-1]):
            return set()
        value = fact.one(path[-2], "value")
        text = self.dotted(value) if value is not None else ""
        return {text.removesuffix("()")} if text.endswith("()") else set()

    def asks_recording(self, name: str) -> bool:
        """Whether a method, or a member of what one gives, says if a span is recording."""
        return any(name in api.get("operations", {}).get("recording", ()) for api in self.language.apis)


def _same(one: Node | None, other: Node) -> bool:
    return one is not None and one.id == other.id
