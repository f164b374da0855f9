"""A function's tree to its flow graph, in one walk that dispatches on the roles of `flow.toml`.

One method per role, named after it. The methods for what moves control are here, those for what moves values in
`evaluating.py`, where control goes is in `jumps.py`.
"""

from .evaluating import Evaluating
from .graph import FOREIGN, NEVER, PLAIN, Block, Edge, Enter, Graph, Leave, Release, Risk, Span
from .jumps import Frame, Labelled
from .languages import Fact
from .names import Function
from .syntax import Node
from .unit import Unit
from .values import Literal, Place, Value

_SURENESS = {None: NEVER, "plain": PLAIN, "foreign": FOREIGN}


def lower(unit: Unit, function: Function) -> Graph:
    """The graph of a function's body, or of a module's own code. Raises Unreadable where it is nested too deep."""
    return Lowering(unit, function).build()


class Lowering(Evaluating):
    """The statements; every method gets a node and its fact, and leaves `current` where control goes on."""

    def build(self) -> Graph:
        node = self.function.node
        fact = self.fact(node)
        self.graph.module = fact is None or fact.role != "function"
        self.graph.first_scope = self.scope.number
        self.graph.asynchronous = fact is not None and fact.marked(node, "async")
        if fact is not None and fact.role == "function":
            self.seed_parameters(node, fact)
            self.run_body(node, fact)
        else:
            self.visit(node)
        self.jump("return", Span(node.end_byte, node.end_byte))
        return self.graph

    def run_body(self, node: Node, fact: Fact) -> None:
        """Lower a function's body; an expression's value is returned."""
        body = fact.one(node, "body")
        if body is None:
            return
        inner = self.fact(body)
        value = self.visit(body)
        if inner is None or inner.role != "sequence":
            self.give_back(_at(body), value)

    def lower_sequence(self, node: Node, fact: Fact) -> Value:
        items = fact.all(node, "items") if fact.has("items") else node.named_children
        scoped = fact.flags.get("scope", False)
        if scoped:
            self.enter_scope(items)
        value: Value = None
        for item in items:
            value = self.visit(item)
        if scoped:
            self.leave_scope()
        return value if len(items) == 1 else None

    def lower_declare(self, node: Node, fact: Fact) -> Value:
        return self.generic(node, fact)

    def lower_if(self, node: Node, fact: Fact) -> Value:
        after = self.block()
        arm: Node | None = node
        rest: list[Node] = []
        while arm is not None:
            arm_fact = self.facts[arm.kind_id]
            then, other = self.block(), self.block()
            self.branch(arm_fact.one(arm, "test"), then.number, other.number)
            self.begin(then)
            self.visit(arm_fact.one(arm, "then"))
            self.go(after, _end(arm))
            self.begin(other)
            rest = arm_fact.all(arm, "else") + rest
            arm = self._else_if(rest)
        for last in rest:
            self.visit(last)
        self.go(after, _end(node))
        self.begin(after)
        return None

    def _else_if(self, rest: list[Node]) -> Node | None:
        """The next condition of an else-if chain, taken off `rest`, so that a long chain needs no deep recursion."""
        if not rest:
            return None
        head = rest[0]
        fact = self.fact(head)
        inner = [child for child in head.named_children if not child.is_extra]
        if fact is not None and fact.role == "sequence" and len(inner) == 1 and not fact.has("items"):
            head = inner[0]
            fact = self.fact(head)
        if fact is None or fact.role != "if":
            return None
        rest.pop(0)
        return head

    def lower_while(self, node: Node, fact: Fact) -> Value:
        head, body, done, after = self.block(), self.block(), self.block(), self.block()
        floor = self.unit.next_scope()
        self.go(head, _at(node))
        self.begin(head)
        self.branch(fact.one(node, "test"), body.number, done.number)
        self._loop_body(fact.one(node, "body"), node, body, head, after, floor)
        self.begin(done)
        for last in fact.all(node, "else"):
            self.visit(last)
        self.go(after, _end(node))
        self.begin(after)
        return None

    def _loop_body(self, body: Node | None, node: Node, start: Block, again: Block, after: Block, floor: int) -> None:
        frame = Frame(self.take_label(), floor, **{"break": after.number, "continue": again.number})
        self.push(frame)
        inner = self.block()
        start.edges.append(Edge(inner.number, _at(node)))
        self.begin(inner)
        self.visit(body)
        self.pop()
        self.current.edges.append(Edge(again.number, _end(node), "loop", forgets=floor))

    def lower_do(self, node: Node, fact: Fact) -> Value:
        start, test, after = self.block(), self.block(), self.block()
        floor = self.unit.next_scope()
        self.go(start, _at(node))
        self._loop_body(fact.one(node, "body"), node, start, test, after, floor)
        self.begin(test)
        self.branch(fact.one(node, "test"), start.number, after.number)
        self.begin(after)
        return None

    def lower_for(self, node: Node, fact: Fact) -> Value:
        self.enter_scope([child for child in fact.all(node, "init")])
        for part in fact.all(node, "init"):
            self.visit(part)
        head, body, step, after = self.block(), self.block(), self.block(), self.block()
        floor = self.unit.next_scope()
        self.go(head, _at(node))
        self.begin(head)
        self.branch(next(iter(fact.all(node, "test")), None), body.number, after.number)
        self._loop_body(fact.one(node, "body"), node, body, step, after, floor)
        self.begin(step)
        for part in fact.all(node, "step"):
            self.visit(part)
        self.go(head, _end(node), "loop")
        self.begin(after)
        self.leave_scope()
        return None

    def lower_foreach(self, node: Node, fact: Fact) -> Value:
        source_node = fact.one(node, "source")
        source = self.visit(source_node)
        self.enter_scope([])
        head, body, done, after = self.block(), self.block(), self.block(), self.block()
        floor = self.unit.next_scope()
        self.go(head, _at(node))
        self.begin(head)
        awaits = fact.marked(node, "async")
        error = FOREIGN if awaits else _SURENESS[fact.flags.get("error")]
        exits = FOREIGN if awaits and self.unit.cancels else NEVER
        at = _at(source_node or node)
        if error and not self.is_harmless_source(source_node):
            self.emit(Risk(at, "iteration", error, exits))
        self.current.edges.append(Edge(body.number, at, "element"))
        self.current.edges.append(Edge(done.number, at, "exhausted"))
        target = fact.one(node, "target")
        self.begin(body)
        inner = self.block()
        self.go(inner, at)
        self.begin(inner)
        if target is not None:
            if "scope" in fact.flags:
                self.declare_pattern(target)
            self.graph.owned |= {self.scope.root(name) for name in self.unit.names_in(target)}
            self.bind(target, source.field("[]") if isinstance(source, Place) else None)
        entered = self.block()
        self.go(entered, at)
        self._loop_body(fact.one(node, "body"), node, entered, head, after, floor)
        self.begin(done)
        for last in fact.all(node, "else"):
            self.visit(last)
        self.go(after, _end(node))
        self.begin(after)
        self.leave_scope()
        return None

    def lower_comprehension(self, node: Node, fact: Fact) -> Value:
        start, after = self.block(), self.block()
        for clause in fact.all(node, "clauses")[:1]:
            self.generic(clause, None)
        self.go(start, _at(node))
        self.go(after, _at(node))
        self.begin(start)
        for clause in fact.all(node, "clauses")[1:]:
            self.generic(clause, None)
        for part in fact.all(node, "body"):
            self.visit(part)
        self.go(start, _end(node), "loop")
        self.go(after, _end(node))
        self.begin(after)
        return None

    def lower_switch(self, node: Node, fact: Fact) -> Value:
        self.visit(fact.one(node, "subject"))
        after = self.block()
        holder = fact.one(node, "body") or node
        cases = fact.all(holder, "cases") if fact.has("cases") else []
        falls = bool(fact.flags.get("falls"))
        self.enter_scope([child for case in cases for child in case.named_children])
        if falls:
            self.push(Frame(self.take_label(), **{"break": after.number}))
        bodies = [self.block() for _ in cases]
        default: int | None = None
        for case, body in zip(cases, bodies, strict=True):
            if self._always_matches(case):
                default = body.number
                if not falls:
                    break
            else:
                self._try_case(case, body.number)
        self.current.edges.append(Edge(after.number if default is None else default, _at(node), "default"))
        for index, (case, body) in enumerate(zip(cases, bodies, strict=True)):
            self.begin(body)
            for part in self.facts[case.kind_id].all(case, "body"):
                self.visit(part)
            self.go(bodies[index + 1] if falls and index + 1 < len(bodies) else after, _end(case))
        if falls:
            self.pop()
        self.begin(after)
        self.leave_scope()
        return None

    def _try_case(self, case: Node, body: int) -> None:
        """Compare with one case: control goes to its body, or on to the next comparison."""
        fact = self.facts[case.kind_id]
        self.visit(fact.one(case, "value"))
        for pattern in fact.all(case, "pattern"):
            self.bind(pattern, None)
        following = self.block()
        guard = fact.one(case, "guard")
        at = _at(fact.one(case, "value") or fact.one(case, "pattern") or case)
        if guard is not None:
            checked = self.block()
            self.current.edges.append(Edge(checked.number, at, "case"))
            self.current.edges.append(Edge(following.number, at))
            self.begin(checked)
            condition = next((child for child in guard.named_children if not child.is_extra), guard)
            self.branch(condition, body, following.number)
        else:
            self.current.edges.append(Edge(body, at, "case"))
            self.current.edges.append(Edge(following.number, at))
        self.begin(following)

    def _always_matches(self, case: Node) -> bool:
        fact = self.facts[case.kind_id]
        if fact.one(case, "guard") is not None:
            return False
        patterns = fact.all(case, "pattern")
        if patterns:
            return len(patterns) == 1 and self.text(patterns[0]).strip().isidentifier()
        return fact.one(case, "value") is None

    def lower_try(self, node: Node, fact: Fact) -> Value:
        last = next(iter(fact.all(node, "finally")), None)
        frame = self.protect() if last is not None else None
        handlers = fact.all(node, "handlers")
        after = self.block()
        if handlers:
            errors, exits = self.block(), self.block()
            seen = [self.sees(handler) for handler in handlers]
            targets = {"error": errors.number}
            if any(sees in ("everything", "exits") for sees in seen):
                targets["exit"] = targets["quit"] = exits.number
            self.push(Frame(**targets))
            self._enter_new_block(node)
            self.visit(fact.one(node, "body"))
            self.pop()
        else:
            self._enter_new_block(node)
            self.visit(fact.one(node, "body"))
        self._enter_new_block(node)
        for part in fact.all(node, "else"):
            self.visit(part)
        self.go(after, _end(node))
        if handlers:
            starts = [self.block() for _ in handlers]
            self._dispatch(errors, handlers, seen, starts, "error")
            self._dispatch(exits, handlers, seen, starts, "exit")
            for handler, start in zip(handlers, starts, strict=True):
                self._handle(handler, start)
                self.go(after, _end(handler))
        self.begin(after)
        if frame is not None and last is not None:
            self.finish(frame, _at(last))
            self._enter_new_block(last)
            self.visit(last)
            self.resume(frame, _end(last))
        return None

    def _enter_new_block(self, node: Node) -> None:
        """Go on in a block of the present frames: a block belongs to one region only."""
        inner = self.block()
        self.go(inner, _at(node))
        self.begin(inner)

    def _dispatch(self, block: Block, handlers: list[Node], seen: list[str], starts: list[Block], kind: str) -> None:
        """What is raised looks for the first handler that sees it."""
        complete = ("everything",) if kind == "exit" else ("everything", "errors")
        partial = ("exits",) if kind == "exit" else ("some",)
        for handler, sees, start in zip(handlers, seen, starts, strict=True):
            if sees in complete or sees in partial:
                block.edges.append(Edge(start.number, _head(handler), "caught"))
            if sees in complete:
                return
        block.edges.append(self.route(kind))

    def sees(self, handler: Node) -> str:
        """What a handler catches: "everything", all "errors", ways to leave for good ("exits"), or "some" errors."""
        fact = self.facts[handler.kind_id]
        caught = fact.one(handler, "type")
        if caught is None:
            return "errors" if self.unit.catches_errors_only else "everything"
        names = {part.rpartition(".")[2] for part in self.unit.words(caught)}
        known = self.unit.language.settings["exceptions"]
        sorts = [sort for sort in ("everything", "errors", "exits") if names & set(known[sort])]
        return "everything" if sorts == ["errors", "exits"] else sorts[0] if sorts else "some"

    def _handle(self, handler: Node, start: Block) -> None:
        fact = self.facts[handler.kind_id]
        self.begin(start)
        self.enter_scope([])
        for part in (fact.one(handler, "name"), fact.one(handler, "type")):
            if part is not None:
                self.declare_caught(part)
        self.visit(fact.one(handler, "body"))
        self.leave_scope()

    def lower_with(self, node: Node, fact: Fact) -> Value:
        items: list[Node] = []
        for holder in fact.all(node, "items"):
            items += [child for child in holder.named_children if not child.is_extra]
        awaits = fact.marked(node, "async")
        opened = []
        for item in items:
            value_node, target = self.item_parts(item)
            manager = self.visit(value_node)
            place = self.temporary()
            error = FOREIGN if awaits else NEVER
            self.emit(Enter(_at(value_node or item), manager, place, error, error))
            if target is not None:
                self.bind(target, place)
            frame = self.protect()
            self._enter_new_block(item)
            opened.append((frame, manager, value_node or item))
        self.visit(fact.one(node, "body"))
        for frame, manager, item in reversed(opened):
            self.finish(frame, _end(node))
            self.emit(Release(_at(item), manager))
            self.resume(frame, _end(node), self.unit.suppresses(item))
        return None

    def lower_return(self, node: Node, fact: Fact) -> Value:
        value = self.visit(fact.one(node, "value"))
        self.give_back(_at(node), value)
        return None

    def lower_raise(self, node: Node, fact: Fact) -> Value:
        for child in node.named_children:
            self.visit(child)
        self.jump("error", _at(node))
        return None

    def lower_error(self, node: Node, fact: Fact) -> Value:
        self.generic(node, fact)
        raising = next((child for child in node.children if child.type in fact.flags["raising"]), None)
        if raising is not None:
            self.jump("error", _at(raising))
        else:
            self.emit(Risk(_at(node), "unreadable code", PLAIN))
        return None

    def lower_break(self, node: Node, fact: Fact) -> Value:
        self.jump("break", _at(node), self.label_of(fact.one(node, "label")))
        return None

    def lower_continue(self, node: Node, fact: Fact) -> Value:
        self.jump("continue", _at(node), self.label_of(fact.one(node, "label")))
        return None

    def lower_label(self, node: Node, fact: Fact) -> Value:
        self.label = self.label_of(fact.one(node, "label"))
        body, after = fact.one(node, "body"), self.block()
        inner = self.fact(body) if body is not None else None
        loops = inner is not None and inner.role in ("while", "do", "for", "foreach", "switch")
        if not loops:
            self.push(Labelled(self.take_label(), **{"break": after.number}))
            self._enter_new_block(node)
        self.visit(body)
        if not loops:
            self.pop()
        self.go(after, _end(node))
        self.begin(after)
        return None

    def lower_yield(self, node: Node, fact: Fact) -> Value:
        self.graph.generator = True
        value = self.visit(fact.one(node, "value"))
        self.emit(Leave(_at(node), value, "yield"))
        error = FOREIGN if fact.marked(node, "delegates") else _SURENESS[fact.flags.get("error")]
        self.emit(Risk(_at(node), "yield", error, _SURENESS[fact.flags.get("exit")]))
        return None

    def lower_await(self, node: Node, fact: Fact) -> Value:
        value = self.visit_awaited(fact.one(node, "value"))
        if not (isinstance(value, Literal)):
            self.emit(Risk(_at(node), "await", _SURENESS[fact.flags.get("error")], _SURENESS[fact.flags.get("exit")]))
        return value


def _at(node: Node) -> Span:
    return Span(node.start_byte, node.end_byte)


def _head(node: Node) -> Span:
    return Span(node.start_byte, node.start_byte)


def _end(node: Node) -> Span:
    return Span(node.end_byte, node.end_byte)

