"""Names that a try is the first to bind, and that its `finally` reads: where the try fails before, to read
one raises (Python 3.13, reference 4.2.2: UnboundLocalError).

Whether such a name is bound is a fact of its own, kept in a place that no text names.
"""

from ..code.places import own_nodes, role_of
from ..grammars.languages import Fact
from ..graph import FOREIGN, Bind, Edge, Risk, Span, Step, Test
from ..syntax import Node
from ..texts import occurrences
from ..unit import Unit
from ..values import Literal, Place, Value
from .jumps import place
from .loops import Loops
from .retries import LOOPS

_CONDITIONAL = {*LOOPS, "if", "choice", "logic", "switch", "case", "try", "with", "comprehension"}


def first_bound_in(unit: Unit, node: Node, last: Node) -> set[str]:
    """The names that a `finally` reads whatever is so, and that its try binds as the first in the function
    around them, by something else than a loop, which may be known to have a turn."""
    above = [each for each in unit.path_to(node.start_byte) if each.end_byte >= node.end_byte]
    function = next((each for each in reversed(above) if role_of(unit, each) == "function"), None)
    # An earlier turn of a loop may have bound them.
    if function is None or any(role_of(unit, each) in LOOPS for each in above[above.index(function) :]):
        return set()
    said, text = unit.language.facts[function.kind_id], unit.source.text
    read = _read_always(unit, last) - unit.parameter_names(function, said) - unit.declared_in(last)
    bound = unit.declared_in(node) if read else set[str]()
    before, inside = text[function.start_byte : node.start_byte], text[node.start_byte : last.start_byte]
    return {
        name
        for name in read & bound
        if next(occurrences(before, name), None) is None
        if not any(
            role_of(unit, each) == "foreach"
            for at in occurrences(inside, name)
            for each in unit.path_to(node.start_byte + at)[-3:]
        )
    }


def _read_always(unit: Unit, last: Node) -> set[str]:
    """The names that stand in a `finally` under no condition, handler or loop of its own, and nowhere else
    in it."""
    found, others = set[str](), set[str]()
    for each in own_nodes(unit, last):
        if role_of(unit, each) == "name":
            path = (one for one in unit.path_to(each.start_byte) if one.start_byte >= last.start_byte)
            roles = {role_of(unit, one) for one in path}
            (others if roles & _CONDITIONAL else found).add(unit.source.slice(each))
    return found - others


class Unbound(Loops):
    """What it means to read a name that may not be bound."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._bound_by: dict[str, Place] = {}  # by the root of a name, where it is known whether it is bound
        self._read: set[str] = set()  # the roots of those that are asked for where they are read

    def begin_unbound(self, node: Node, last: Node) -> set[str]:
        """Note the names of a try that are not bound where it begins, and give their roots."""
        raises = self.unit.language.settings.get("unbound") and not self.graph.module
        roots = {self.scope.root(name) for name in first_bound_in(self.unit, node, last)} if raises else set()
        for root in sorted(roots):
            self._bound_by[root] = self.temporary()
            super().emit(Bind(place(node), self._bound_by[root], Literal("false", "")))
        return roots

    def visit_reading(self, last: Node, roots: set[str]) -> None:
        """Lower a `finally` that reads some names of its try."""
        outer, self._read = self._read, roots
        self.visit(last)
        self._read = outer

    def emit(self, step: Step) -> None:
        super().emit(step)
        if isinstance(step, Bind) and not step.target.path and step.target.root in self._bound_by:
            super().emit(Bind(step.at, self._bound_by[step.target.root], Literal("true", "")))

    def lower_name(self, node: Node, fact: Fact) -> Value:
        value = super().lower_name(node, fact)
        if isinstance(value, Place) and value.root in self._read:
            self._read = self._read - {value.root}
            self._ask_for(self._bound_by[value.root], place(node))
        return value

    def _ask_for(self, known: Place, at: Span) -> None:
        """Go on where a name is bound, and raise where it is not."""
        bound, missing = self.block(), self.block()
        test = Test(at, f"truth {known.key}", "bound", known, frozenset((known.root,)))
        self.current.edges.append(Edge(bound.number, at, test=test))
        self.current.edges.append(Edge(missing.number, at, test=test, outcome=False))
        self.begin(missing)
        self.emit(Risk(at, "unbound", FOREIGN))
        self.begin(bound)
