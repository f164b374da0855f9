"""Which functions the calls of a file run, in it and in other files, where that is certain."""

from ..code.abroad import Abroad
from ..code.declared import extends, is_from_others, is_of_another_family
from ..code.decorators import is_seen_through, makes_manager
from ..code.members import class_at, class_meant, class_named, class_of, constructor_of, methods_of
from ..code.places import is_unwritten, role_of
from ..code.things import Thing
from ..graph import Call, Graph
from ..names import Function
from ..syntax import Node
from ..unit import Unit
from ..values import Place


class Callees:
    """The callees of one file, each looked for once."""

    def __init__(self, unit: Unit, abroad: Abroad | None) -> None:
        self.unit = unit
        self._abroad = abroad
        self._far: dict[tuple[tuple[str, ...], bool, int], Function | None] = {}
        self._found: dict[tuple[str, int], Function | None] = {}

    def here(self, step: Call, graph: Graph) -> Function | None:
        """The function of this file that a call by name runs: the only one of its name, or of its class."""
        if not step.name or not isinstance(step.callee, Place):
            return None
        place = step.callee
        anew = step.makes and step.name == self.unit.language.settings["constructors"]["own"]
        if not (place.path or anew) and (place.root in graph.owned or place.root in graph.taken):
            return None
        if len(place.path) > 1 or (place.path and place.root.partition(":")[2] in self.unit.imports):
            return None
        own = place.path and place.root.partition(":")[2] in self.unit.language.settings["receivers"]
        kind = "new " if step.makes else "." if place.path else ""
        key = f"{kind}{step.name}", graph.at if own or step.makes else -1
        if key not in self._found:
            find = self._constructor if step.makes else self._named
            self._found[key] = find(step.name, bool(place.path), key[1])
        found = self._found[key]
        if found is not None and not place.path and step.name in self.unit.imports:
            return None  # it stands in for what can't be imported
        if found is None or not place.path or step.makes:
            return found
        if is_unwritten(self.unit, found.node):
            return None  # what a subclass is to write can't be seen
        root = step.text.partition(".")[0].removesuffix("()")
        if root == self.unit.language.settings["constructors"]["above"]:
            of, here = class_of(self.unit, self.unit.around(found.node)), class_at(self.unit, graph.at)
            return found if of is None or here is None or of.id != here.id else None
        # What a method calls by its own name on something else is another one's, such as that of a base.
        again = found.node.start_byte == graph.at
        others = not own and (again or is_from_others(self.unit, place.root.partition(":")[2]))
        return None if others else found

    def _constructor(self, name: str, member: bool, at: int) -> Function | None:
        own = name == self.unit.language.settings["constructors"]["own"]
        of = class_at(self.unit, at) if own else class_named(self.unit, name, at) if not member else None
        return constructor_of(self.unit, of) if of is not None else None

    def _named(self, name: str, member: bool, at: int) -> Function | None:
        found = self._definitions(name)
        if at >= 0 and (of := class_at(self.unit, at)) is not None:
            within = [each for each in found if each[1][-1:] and each[1][-1].id == of.id]
            if within and any(extends(self.unit, each[1][-1], of) for each in found if each[1][-1:]):
                return None  # a subclass has written it anew
            # One that the class has itself, if only in a form that can't be seen, is not another class's.
            hides = len(found) > 1 or any(name == each.name for each in methods_of(self.unit, of))
            found = within if within or hides else found
            if any(is_of_another_family(self.unit, of, each[1][-1]) for each in found if each[1][-1:]):
                return None
        if not member:
            found = [each for each in found if class_of(self.unit, each[1]) is None]
        if len(found) != 1 or (class_of(self.unit, found[0][1]) is not None) != member:
            return None
        node = found[0][0]
        fact = self.unit.language.facts[node.kind_id]
        return Function(node, name, None, fact.marked(node, "async"))

    def _definitions(self, name: str) -> list[tuple[Node, tuple[Node, ...]]]:
        """Every function of that name in the file that is called as it is written, decorated or not, or is
        made a context manager: that gets what it is called with as well."""
        seen = [
            (node, around)
            for node, around, holder in self.unit.decorated(name)
            if makes_manager(self.unit, node) or is_seen_through(self.unit, holder, self._abroad)
        ]
        return [*self.unit.definitions(name), *seen]

    def abroad(self, step: Call, graph: Graph) -> Function | None:
        """The function of another file that a call runs, where that is certain."""
        place = step.callee
        if self._abroad is None or step.makes or not isinstance(place, Place):
            return None
        root, *path = place.root.partition(":")[2], *place.path
        own = place.root in graph.owned or place.root in graph.taken
        if place.root[0] == "#":
            # What is called on what another call has given has no name but its text.
            root, *path = step.text.split(".")
            first = root.removesuffix("()")
            own = any(name.partition(":")[2] == first for name in graph.owned | graph.taken)
            if not path or "" in (root, *path):
                return None
        of = class_meant(self.unit, root, graph.at)
        key = (root, *path), own, of.id if of is not None else 0
        if key not in self._far:
            thing = self._abroad.callee(self.unit, root, tuple(path), not own, of)
            self._far[key] = self._abroad.function(self._undecorated(thing))
        return self._far[key]

    def _undecorated(self, thing: Thing | None) -> Thing | None:
        """A decorated function as one that is called as it is written, where that is what it does."""
        if thing is None or thing.kind != "decorated" or thing.node is None:
            return thing
        around = thing.unit.path_to(thing.node.start_byte)
        holder = next(node for node in reversed(around) if role_of(thing.unit, node) == "decorated")
        seen = is_seen_through(thing.unit, holder, self._abroad)
        return thing._replace(kind="function") if seen else thing
