"""Calls: their arguments in order, callbacks that run at once, and the chains of a promise.

A callback that its callee runs before it returns is lowered in place, as if its body stood there. So are the handlers of
a promise: `p.then(a, b)` branches to `a` where `p` is fulfilled and to `b` where it is rejected, each handler may reject
the rest of the chain, and at its end an `await` raises what is still rejected.
"""

from typing import TYPE_CHECKING

from .graph import FOREIGN, NEVER, PLAIN, Block, Call, Edge, Span, Stop, Test
from .jumps import Builder, Frame
from .languages import Fact
from .names import Function, Scope
from .syntax import Node
from .values import Made, Place, Value

if TYPE_CHECKING:
    from .unit import Unit

_INLINE_DEPTH = 6


class Calling(Builder):
    """The calls of a graph under construction; `evaluating.py` supplies what it takes from the rest."""

    unit: "Unit"
    function: Function
    scope: Scope
    foreign: set[str]
    awaited: bool
    inlined = 0
    returns_into: Place | None = None

    if TYPE_CHECKING:

        def visit(self, node: Node | None) -> Value: ...
        def fact(self, node: Node) -> Fact | None: ...
        def text(self, node: Node) -> str: ...
        def temporary(self) -> Place: ...
        def bind_parameters(self, node: Node, fact: Fact, values: tuple[Value, ...]) -> None: ...
        def run_body(self, node: Node, fact: Fact) -> None: ...
        def _test(self, node: Node | None, value: Value, about: str) -> Test: ...
        def _split(self, test: Test, then: int, other: int) -> None: ...

    def lower_call(self, node: Node, fact: Fact) -> Value:
        awaited, self.awaited = self.awaited, False
        callee_node = fact.one(node, "callee")
        arguments = fact.one(node, "arguments")
        if callee_node is None:
            return None
        member = self.fact(callee_node)
        if member is not None and member.role == "member" and not fact.flags.get("new"):
            settles = self._settles(callee_node, member)
            if settles and arguments is not None:
                return self._chain(node, awaited)
        return self._plain_call(node, fact, callee_node, arguments)

    def _plain_call(self, node: Node, fact: Fact, callee_node: Node, arguments: Node | None) -> Value:
        member = self.fact(callee_node)
        receiver: Value = None
        after: Block | None = None
        if member is not None and member.role == "member":
            receiver = self.visit(member.one(callee_node, "object"))
            name_node = member.one(callee_node, "name")
            name = self.text(name_node) if name_node is not None else ""
            callee: Value = receiver.field(name) if isinstance(receiver, Place) else None
            if self._optional(callee_node, member) or self._optional(node, fact):
                after = self._skip_if_null(callee_node, receiver)
        else:
            callee = self.visit(callee_node)
            name = self.text(callee_node) if callee_node.child_count == 0 else ""
            if self._optional(node, fact):
                after = self._skip_if_null(callee_node, callee)
        value = self._finish_call(node, fact, self.unit.dotted(callee_node), name, callee, receiver, arguments)
        if after is not None:
            self.go(after, _at(node))
            self.begin(after)
        return value

    def _optional(self, node: Node, fact: Fact) -> bool:
        return fact.flags.get("optional_chain") is not None and any(
            child.type == fact.flags["optional_chain"] for child in node.children
        )

    def _skip_if_null(self, node: Node, value: Value) -> Block:
        """Go on only where `value` is there; the block returned is where both ways meet."""
        going, after = self.block(), self.block()
        self._split(self._test(node, value, "null"), after.number, going.number)
        self.begin(going)
        return after

    def _finish_call(
        self, node: Node, fact: Fact, text: str, name: str, callee: Value, receiver: Value, arguments: Node | None
    ) -> Value:
        unit, at, makes = self.unit, _at(node), bool(fact.flags.get("new")) or self.unit.is_constructor(name)
        runs = unit.runs_argument(text)
        positional: list[Value] = []
        keywords: list[tuple[str, Value]] = []
        callbacks: list[tuple[int, Made]] = []
        for index, child in enumerate(_arguments(arguments)):
            inner = self.fact(child)
            if inner is not None and inner.role == "keyword":
                key = inner.one(child, "name")
                keywords.append((self.text(key) if key else "", self.visit(inner.one(child, "value"))))
                continue
            value = self.visit(child)
            positional.append(value)
            if runs and isinstance(value, Made) and inner is not None and inner.role == "function":
                callbacks.append((index, value))
        if name in unit.calls["binds"] and receiver is not None and text not in unit.calls["through"]:
            return receiver
        result = self.temporary()
        error = self._error(text, callee, receiver)
        if callbacks and self.inlined < _INLINE_DEPTH:
            for index, made in callbacks:
                positional[index] = None
                self._run_callback(made, runs, result, receiver.field("[]") if isinstance(receiver, Place) else None)
            error = NEVER
        self.emit(Call(at, text, name, callee, receiver, tuple(positional), tuple(keywords), result, makes, error))
        self._end_program(text, at)
        return result

    def _end_program(self, text: str, at: Span) -> None:
        if text in self.unit.calls["stops"]:
            self.emit(Stop(at))
            self.current = self.block()
        elif text in self.unit.calls["quits"]:
            self.jump("quit", at)

    def _error(self, text: str, callee: Value, receiver: Value) -> int:
        """How surely a call raises, by what is called."""
        if self.unit.is_harmless(text):
            return NEVER
        for value in (callee, receiver):
            if isinstance(value, Place):
                root = value.root.partition(":")[2]
                passes = not value.path or (value.path[-1] in self.unit.calls["passes"] and len(value.path) == 1)
                if passes and (root in self.foreign or root in self.unit.calls["foreign"]):
                    return FOREIGN
        return FOREIGN if text in self.unit.calls["foreign"] else PLAIN

    # Callbacks that run at once.

    def _run_callback(self, made: Made, runs: str, result: Place, elements: Value) -> None:
        """Lower a callback in place: once, or as the body of a loop."""
        node = made.function.node
        if runs == "each":
            head, after = self.block(), self.block()
            floor = self.unit.next_scope()
            self.go(head, _at(node))
            self.begin(head)
            inner = self.block()
            self.current.edges.append(Edge(inner.number, _at(node), "element"))
            self.current.edges.append(Edge(after.number, _at(node), "exhausted"))
            self.begin(inner)
            self.inline(made.function, (elements,), self.temporary())
            self.current.edges.append(Edge(head.number, _end(node), "loop", forgets=floor))
            self.begin(after)
        else:
            self.inline(made.function, (), result)

    def inline(self, function: Function, values: tuple[Value, ...], result: Place) -> None:
        """Lower a function's body here: its return goes on from here, what it raises is raised here."""
        fact = self.fact(function.node)
        assert fact is not None
        after = self.block()
        outer, self.scope = self.scope, Scope(self.unit.next_scope(), function.scope or self.scope)
        self.scope.names |= self.unit.names_of(function)
        known, self.foreign = self.foreign, self.foreign | self.unit.parameter_names(function.node, fact)
        self.inlined += 1
        self.push(Frame(**{"return": after.number}))
        body = self.block()
        self.go(body, _at(function.node))
        self.begin(body)
        self.bind_parameters(function.node, fact, values)
        given, self.returns_into = self.returns_into, result
        self.run_body(function.node, fact)
        self.returns_into = given
        self.pop()
        self.inlined -= 1
        self.foreign = known
        self.scope = outer
        self.go(after, _end(function.node))
        self.begin(after)

    # Promises.

    def _settles(self, callee: Node, member: Fact) -> str:
        name = member.one(callee, "name")
        text = self.text(name) if name is not None else ""
        return next((sort for sort, names in self.unit.calls["settles"].items() if text in names), "")

    def _chain(self, node: Node, awaited: bool) -> Value:
        """A promise with its handlers, from the innermost on."""
        links: list[tuple[str, Node]] = []
        base = node
        while (link := self._link(base)) is not None:
            sort, arguments, base = link
            links.append((sort, arguments))
        rejected = self.block()
        self.push(Frame(error=rejected.number))
        fulfilled = self.block()
        self.go(fulfilled, _at(base))
        self.begin(fulfilled)
        value = self.visit(base)
        self.current.edges.append(Edge(rejected.number, _at(base), "rejects"))
        going = self.block()
        self.go(going, _at(base))
        self.begin(going)
        self.pop()
        outer, self.deferred = self.deferred, self.deferred or not awaited
        self._region = None
        for sort, arguments in reversed(links):
            rejected = self._settle(sort, arguments, rejected)
        self.deferred = outer
        self._region = None
        return self._end_of_chain(node, rejected, value, awaited)

    def _link(self, node: Node) -> tuple[str, Node, Node] | None:
        """What kind of handlers a call attaches, its arguments, and the promise it attaches them to."""
        fact = self.fact(node)
        if fact is not None and fact.role == "group" and (inner := fact.one(node, "value")) is not None:
            return self._link(inner)
        if fact is None or fact.role != "call":
            return None
        callee, arguments = fact.one(node, "callee"), fact.one(node, "arguments")
        member = self.fact(callee) if callee is not None else None
        if callee is None or arguments is None or member is None or member.role != "member":
            return None
        sort, base = self._settles(callee, member), member.one(callee, "object")
        return (sort, arguments, base) if sort and base is not None else None

    def _settle(self, sort: str, arguments: Node, rejected: Block) -> Block:
        """Attach one link's handlers; `current` goes on fulfilled, the block returned is where it is rejected."""
        handlers = _arguments(arguments)
        first = handlers[0] if handlers else None
        second = handlers[1] if len(handlers) > 1 else None
        failed, fine = self.block(), self.block()
        runs = {"then": (first, second), "catch": (None, first), "finally": (first, first)}[sort]
        self.push(Frame(error=failed.number))
        for handler, start, otherwise in ((runs[0], self.current, fine), (runs[1], rejected, failed)):
            self.begin(start)
            inner = self.block()
            self.go(inner, _at(arguments), "handler" if handler is not None else "")
            self.begin(inner)
            if handler is not None:
                self._run_handler(handler)
            meets = failed if sort == "finally" and start is rejected else fine
            self.go(meets if handler is not None else otherwise, _at(arguments))
        self.pop()
        self.begin(fine)
        return failed

    def _run_handler(self, node: Node) -> None:
        value = self.visit(node)
        if isinstance(value, Made) and self.inlined < _INLINE_DEPTH:
            self.inline(value.function, (), self.temporary())
        elif isinstance(value, (Place, Made)):
            receiver = Place(value.root, value.path[:-1]) if isinstance(value, Place) and value.path else None
            name = value.path[-1] if isinstance(value, Place) and value.path else self.unit.dotted(node)
            text = self.unit.dotted(node)
            self.emit(Call(_at(node), text, name, value, receiver, (), (), self.temporary(), False, NEVER))

    def _end_of_chain(self, node: Node, rejected: Block, value: Value, awaited: bool) -> Value:
        fulfilled = self.current
        if awaited:
            rejected.edges.append(self.route("error", at=_at(node)))
        else:
            after = self.block()
            rejected.edges.append(Edge(after.number, _at(node), "unhandled"))
            self.go(after, _at(node))
            self.begin(after)
            return value if isinstance(value, Place) else None
        self.begin(fulfilled)
        return value


def _arguments(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return [child for child in node.named_children if not child.is_extra]


def _at(node: Node) -> Span:
    return Span(node.start_byte, node.end_byte)


def _end(node: Node) -> Span:
    return Span(node.end_byte, node.end_byte)

