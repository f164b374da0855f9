"""What the names of a file stand for that it has from other files of its project: one check's view of that.

Imports may go in a circle, and so may what a name stands for: every step towards a definition is counted.
"""

from ..grammars.languages import Fact
from ..kept import kept
from ..names import Function
from ..syntax import Node
from ..unit import Unit
from .bound_names import getter_of, taken_out_of, values_bound
from .declared import names_in_type, property_of, renamed, types_of, types_returned
from .exports import DEFAULT, OPEN, Alias, Entry
from .imports import Origin, module_in
from .members import class_of, does_nothing
from .places import alternatives, arguments_of, called, part, role_of, values_returned
from .project import Project
from .seen import Seen
from .things import Thing, instance_of, only_one

_MOST_STEPS = 30


class Abroad:
    """The other files of a project, as the check of one file sees them."""

    def __init__(self, project: Project, unit: Unit) -> None:
        self.project = project
        self._seen = Seen(project, unit)
        self._steps = 0

    def path(self, unit: Unit) -> str:
        """The absolute path of a file."""
        return self._seen.path(unit)

    def allows(self, unit: Unit, since: list[str]) -> bool:
        """Whether the project of a file may have one of some packages in these versions or later ones."""
        modules = self.project.neighbours.modules
        return modules.allow(self.path(unit), since, unit.language.name)

    def thing(self, unit: Unit, name: str) -> Thing | None:
        """What a name of a file's top level stands for, in whichever file that is written."""
        self._steps = 0
        return self._named(unit, name)

    def callee(
        self, unit: Unit, root: str, path: tuple[str, ...], free: bool = True, of: Node | None = None
    ) -> Thing | None:
        """The function that `root.path()` calls in a file, where it comes from another one, or is a member of
        an object that the file writes down; `free` says whether `root` is a name of the file's top level, and
        `of` is the class whose object it stands for, or whose base's, if it does. A part with `()` behind it
        stands for what a call of it gives."""
        found = self._by_name(unit, root, path, free)
        above = root not in unit.language.settings["receivers"]
        return found or (self._by_class(unit, of, path, above) if of is not None and path else None)

    def _by_name(self, unit: Unit, root: str, path: tuple[str, ...], free: bool) -> Thing | None:
        self._steps = 0
        thing = self._part(self._named(unit, root.removesuffix("()")), root) if free else None
        thing = self._at(thing, path) if thing is not None else self._of_owners(unit, root, path)
        thing = self._called(thing)
        if thing is None or thing.unit is not unit:
            return thing
        return thing if path and thing.kind == "function" and unit.definition(path[-1]) is None else None

    def _by_class(self, unit: Unit, of: Node, path: tuple[str, ...], above: bool) -> Thing | None:
        """The member of another file that a class of a file has from one that it extends, and, but for what
        is asked of that, not itself; or what a path leads to from there."""
        self._steps = 0
        own = Thing("class", unit, of)
        first = path[0].removesuffix("()")
        thing = self._inherited(own, first) if above or self._written(own, first) is None else None
        thing = self._part(thing, path[0])
        thing = self._called(self._at(thing, path[1:])) if thing is not None else None
        return thing if thing is not None and thing.unit is not unit else None

    def _at(self, thing: Thing, path: tuple[str, ...]) -> Thing | None:
        found: Thing | None = thing
        for name in path:
            inner = self._member(found, name.removesuffix("()")) if found is not None else None
            found = self._part(inner, name)
        return found

    def _part(self, thing: Thing | None, name: str) -> Thing | None:
        """A thing, or what a call of it gives where its name has `()` behind it."""
        return self._given(thing) if thing is not None and name.endswith("()") else thing

    def _of_owners(self, unit: Unit, root: str, path: tuple[str, ...]) -> Thing | None:
        """What stands at the end of a path, by the nearest part of it of which the file says what it is."""
        parts = (root, *path)
        for at in reversed(range(len(path))):
            owner = self._owner(unit, parts[at]) if not parts[at].endswith("()") else None
            if owner is not None and (owner.unit is not unit or owner.kind in ("module", "pack")):
                return self._at(owner, path[at:])
        taken = self._taken_out(unit, root) if not root.endswith("()") else None
        return self._at(taken, path) if taken is not None and taken.unit is not unit else None

    def _taken_out(self, unit: Unit, name: str) -> Thing | None:
        """What a name stands for that a file takes out of one thing alone, `const { end } = useTracing()`, or
        out of a parameter of a type."""
        types, values = taken_out_of(unit, name)
        things = [*(self._typed(unit, each) for each in types), *(self._kept(unit, each) for each in values)]
        return only_one([self._member(thing, name) if thing is not None else None for thing in things])

    def function(self, thing: Thing | None) -> Function | None:
        """The function of a thing, ready to be summarised; None for anything but one that is called as it is
        written."""
        if thing is None or thing.kind != "function" or thing.node is None:
            return None
        unit, node = thing.unit, thing.node
        fact = unit.language.facts[node.kind_id]
        return Function(node, unit.name_of(node), None, fact.marked(node, "async"), unit)

    def _called(self, thing: Thing | None) -> Thing | None:
        """What a call of a thing runs."""
        if thing is not None and thing.kind == "module":
            return self._of_module(thing, DEFAULT)
        return thing

    # Names.

    def _named(self, unit: Unit, name: str) -> Thing | None:
        names = self._seen.names(unit)
        if names is None:
            return None
        if (entry := names.known.get(name)) is not None:
            return self._thing(unit, entry)
        # What is imported last has the name, and what is private is not imported so.
        modules = reversed(names.taken_whole) if not name.startswith("_") else ()
        things = (self._imported(unit, Origin(module, name)) for module in modules)
        return next((thing for thing in things if thing is not None), None)

    def _thing(self, unit: Unit, entry: Entry) -> Thing | None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return None
        if isinstance(entry, Alias):
            return self._named(unit, entry.name)
        if isinstance(entry, Origin):
            return self._imported(unit, entry)
        fact = unit.language.facts.get(entry.kind_id)
        generic = fact is not None and fact.flags.get("generic")
        return self._value(unit, entry) if not generic else Thing("type", unit, entry)

    def _imported(self, unit: Unit, origin: Origin) -> Thing | None:
        if _is_of_a_library(unit, origin.module):
            return None
        module = self._seen.module(unit, origin.module)
        if module is None:
            return None
        thing = Thing("module", unit, None, module)
        if not origin.name:
            return thing
        if (found := self._of_module(thing, origin.name)) is not None or origin.name == DEFAULT:
            return found
        whole = self._of_module(thing, DEFAULT)
        return self._member(whole, origin.name) if whole is not None and whole.kind != "function" else None

    def _of_module(self, thing: Thing, name: str) -> Thing | None:
        """What a name of a module stands for."""
        assert thing.module is not None
        self._steps += 1
        file = thing.module.file if self._steps <= _MOST_STEPS else None
        unit = self._seen.unit(file) if file else None
        names = self._seen.names(unit) if unit is not None else None
        if unit is not None and names is not None:
            entry = names.known.get(name)
            if entry is not None:
                return self._thing(unit, entry)
            for source in names.handed_on if name != DEFAULT else ():
                found = self._imported(unit, Origin(source, name))
                if found is not None:
                    return found
        inner = self._seen.inner(thing.unit, thing.module, name)
        return Thing("module", thing.unit, None, inner) if inner is not None else None

    # Values.

    def _value(self, unit: Unit, node: Node) -> Thing | None:
        while role_of(unit, node) in ("group", "await") and (inner := part(unit, node, "value")) is not None:
            said = part(unit, node, "type")
            if said is not None and (typed := self._typed(unit, said)) is not None:
                return typed
            node = inner
        fact = unit.language.facts.get(node.kind_id)
        role = fact.role if fact is not None else ""
        if fact is None or role in ("function", "class", "namespace", "pack", "type"):
            return Thing(role, unit, node) if fact is not None else None
        if role == "decorated":
            return self._decorated(unit, node)
        if role == "name":
            own = unit.source.slice(node)
            return self._thing(unit, Alias(own)) or self._nested(unit, own)
        if role in ("logic", "choice"):
            # What is made once and kept, `kept.shop ?? new Shop()`, is what can be seen of it.
            ways = (self._value(unit, each) for each in alternatives(unit, node))
            things = [thing for thing in ways if thing is not None]
            return things[0] if len(things) == 1 else None
        self._steps += role in ("member", "call")  # a chain of them may be as long as the file
        if self._steps > _MOST_STEPS:
            return None
        if role == "member":
            owner, name = fact.one(node, "object"), fact.one(node, "name")
            thing = self._value(unit, owner) if owner is not None and name is not None else None
            return self._member(thing, unit.source.slice(name)) if thing is not None and name else None
        if role == "call":
            return self._called_in(unit, node, fact)
        return None

    def _nested(self, unit: Unit, name: str) -> Thing | None:
        """The only function of a name in a file, where that stands in another one and is no method."""
        self._steps += 1
        found = unit.definition(name) if self._steps <= _MOST_STEPS and name not in unit.imports else None
        if found is None or not found[1] or class_of(unit, found[1]) is not None:
            return None
        return Thing("function", unit, found[0])

    def _called_in(self, unit: Unit, node: Node, fact: Fact) -> Thing | None:
        """What a call gives."""
        module = module_in(node, unit.source, unit.language)
        if module:
            return self._imported(unit, Origin(module))
        callee = fact.one(node, "callee")
        text, given = called(unit, node), arguments_of(unit, node)
        if text in unit.calls["through"]:
            return self._value(unit, given[0]) if given else None
        if text in unit.calls["injects"]:
            of = self._value(unit, given[0]) if given else None
            return instance_of(of) if of is not None else None
        made = self._called(self._value(unit, callee)) if callee is not None else None
        return (self._given(made) if made is not None else None) or Thing("made", unit, node)

    def _given(self, thing: Thing) -> Thing | None:
        """What a call of a thing gives: an instance of a class, or what a function is declared to return, or
        returns."""
        if thing.kind == "class":
            return thing._replace(kind="instance")
        if thing.kind not in ("function", "decorated") or thing.node is None:
            return None
        if (found := self._returned(thing)) is not None:
            return found
        said = types_returned(Function(thing.node, "", None, False), thing.unit)
        return self._class_among(thing.unit, said)

    def _decorated(self, unit: Unit, node: Node) -> Thing | None:
        inner = unit.language.facts[node.kind_id].one(node, "definition")
        if inner is None or role_of(unit, inner) == "class":
            return Thing("class", unit, inner) if inner is not None else None
        return Thing("function" if unit.keeps_meaning(node) else "decorated", unit, inner)

    def _owner(self, unit: Unit, name: str) -> Thing | None:
        """The instance that a name or a field holds, where the file only ever binds it to new ones of one
        class, to what a function is declared to return or returns, or declares it to be one."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return None
        makers = unit.made_by(name)
        made = self._called(self._by_text(unit, next(iter(makers)))) if len(makers) == 1 else None
        if made is not None:
            return self._given(made)
        return self._class_among(unit, types_of(unit, name)) or self._bound(unit, name)

    def _bound(self, unit: Unit, name: str) -> Thing | None:
        """What a name or a field is bound to wherever it is in a file, or what its getter gives, where that
        is but one thing that can be seen."""
        values = values_bound(unit, name)
        if not values:
            getter = getter_of(unit, name)
            return self._given(Thing("function", unit, getter)) if getter is not None else None
        if not all(self._says_more(unit, value) for value in values):
            return None
        found = only_one([self._value(unit, value) for value in values])
        return None if found is None or does_nothing(found.unit, found.node) else found

    def _says_more(self, unit: Unit, value: Node) -> bool:
        """Whether a value shows what it is though it is neither made there nor a name."""
        role = role_of(unit, value)
        if role == "call":
            text = called(unit, value)
            return text in unit.calls["through"] or text in unit.calls["injects"]
        return role in ("logic", "choice", "await", "group")

    def _typed(self, unit: Unit, said: Node) -> Thing | None:
        """An instance of what a type says."""
        return self._class_among(unit, names_in_type(unit, said))

    def _by_text(self, unit: Unit, text: str) -> Thing | None:
        """What a dotted name stands for."""
        root, *path = text.split(".")
        thing = self._named(unit, root) if root and "()" not in text else None
        return self._at(thing, tuple(path)) if thing is not None else None

    def _returned(self, thing: Thing) -> Thing | None:
        """The instance of a class, or the object with members, that is all that a function returns, be it by
        a name."""
        assert thing.node is not None
        values = values_returned(thing.unit, thing.node)
        made = only_one([self._kept(thing.unit, value) for value in values])
        return made if made is not None and made.kind in ("instance", "pack") else None

    def _kept(self, unit: Unit, value: Node) -> Thing | None:
        """What a value is, or what is kept under its name."""
        last = unit.dotted(value).rpartition(".")[2]
        return self._value(unit, value) or (self._owner(unit, last) if last.isidentifier() else None)

    def _class_among(self, unit: Unit, names: set[str]) -> Thing | None:
        """An instance of the only class or type that some of these names stand for in a file."""
        named = [self._named(unit, name) for name in sorted(names)]
        things = [self._called(thing) or thing for thing in named]
        for kinds in (("class", "instance", "module", "pack"), ("type",)):
            found = [thing for thing in things if thing is not None and thing.kind in kinds]
            if found:
                return self._meant(instance_of(found[0])) if len(found) == 1 else None
        return None

    def _meant(self, thing: Thing) -> Thing:
        """An instance of the class for which a type is but another name; else the thing itself."""
        self._steps += 1
        of = renamed(thing.unit, thing.node) if thing.kind == "type" and thing.node is not None else None
        found = self._typed(thing.unit, of) if of is not None and self._steps <= _MOST_STEPS else None
        return found or thing

    # Members.

    def member(self, thing: Thing, name: str) -> Thing | None:
        """What a member of a thing is; None where it has none that can be seen."""
        self._steps = 0
        return self._member(thing, name)

    def _member(self, thing: Thing, name: str) -> Thing | None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return None
        if thing.kind == "module":
            whole = self._of_module(thing, DEFAULT)
            found = self._member(whole, name) if whole is not None and whole.kind != "function" else None
            return found or self._of_module(thing, name)
        if thing.kind == "type":
            said = property_of(thing.unit, thing.node, name) if thing.node is not None else None
            return self._typed(thing.unit, said) if said is not None else None
        if thing.node is None or thing.kind in ("function", "decorated", "made"):
            return None
        found = self._written(thing, name) or self._inherited(thing, name)
        return found or (self._owner(thing.unit, name) if thing.kind == "instance" else None)

    def _written(self, thing: Thing, name: str) -> Thing | None:
        """A member that is written in a class, a namespace or an object."""
        unit, node = thing.unit, thing.node
        assert node is not None
        body = unit.language.facts[node.kind_id].one(node, "body") if thing.kind != "pack" else node
        todo = list(body.named_children) if body is not None else []
        while todo:
            child = todo.pop(0)
            fact = unit.language.facts.get(child.kind_id)
            if fact is None or fact.role in (*OPEN, "export"):
                todo = [*child.named_children, *todo]
            elif fact.role == "spread" and (spread := fact.one(child, "value")) is not None:
                whole = self._value(unit, spread)
                if whole is not None and (found := self._member(whole, name)) is not None:
                    return found
            elif self._name_of_member(unit, child) == name:
                value = fact.one(child, "value") if fact.role in ("bind", "pair", "field") else child
                return self._value(unit, value) if value is not None else None
        return None

    def _name_of_member(self, unit: Unit, node: Node) -> str:
        fact = unit.language.facts[node.kind_id]
        if fact.role == "decorated":
            inner = fact.one(node, "definition")
            return self._name_of_member(unit, inner) if inner is not None else ""
        part = {"function": "name", "class": "name", "bind": "target", "field": "name", "pair": "key"}
        name = fact.one(node, part[fact.role]) if fact.role in part else None
        if fact.role == "name" and fact.flags.get("shorthand"):
            name = node
        return unit.source.slice(name).strip("'\"#") if name is not None else ""

    def _inherited(self, thing: Thing, name: str) -> Thing | None:
        """A member that a class has from one that it extends."""
        unit, node = thing.unit, thing.node
        assert node is not None
        is_class = thing.kind in ("class", "instance")
        bases = unit.language.facts[node.kind_id].one(node, "bases") if is_class else None
        todo = list(bases.named_children) if bases is not None else []
        while todo:
            child = todo.pop(0)
            role = role_of(unit, child)
            base = self._value(unit, child) if role in ("name", "member") else None
            if not role:
                todo = [*child.named_children, *todo]
            of_a_class = base is not None and base.kind == "class"
            found = self._member(base._replace(kind="instance"), name) if base and of_a_class else None
            if found is not None:
                return found
        return None


@kept
def _is_of_a_library(unit: Unit, module: str) -> bool:
    """Whether a module is one of a tracing library's, whose vocabulary says what its names stand for."""
    return any(module in library.modules for library in unit.libraries)
