"""Conditions to branches: where control goes by the answer to what each one asks."""

from ..code.places import arguments_of
from ..grammars.languages import Fact
from ..graph import Bind, Block, Edge, Span, Test
from ..syntax import Node
from ..values import Literal, Place, Value, one_of
from .jumps import NOWHERE, place
from .questions import Questions, is_one_of


class Conditions(Questions):
    """Branches, and the expressions that choose between values."""

    _written: int | None = None
    """The block that runs where the condition of a statement holds, while that is evaluated."""
    _splits: list[tuple[str, int, int]]
    """The questions asked for it, each with the blocks where it is answered by yes and by no."""

    def branch(self, node: Node | None, then: Block, other: Block) -> Value:
        """Evaluate a condition: control goes to `then` where it holds, else to `other`. A missing one always
        holds."""
        waiting: list[tuple[Node | None, Block, Block, Block]] = []
        while node is not None and (fact := self.fact(node)) is not None:
            sort = self.sort_of(node, fact) if fact.role == "logic" else ""
            if fact.role == "group" and fact.one(node, "value") is not None:
                node = fact.one(node, "value")
            elif fact.role == "not" and self._negates(node, fact):
                node, then, other = fact.one(node, "value"), other, then
            elif sort in ("and", "or"):
                middle = self.block()
                waiting.append((fact.one(node, "right"), middle, then, other))
                node, then, other = (
                    fact.one(node, "left"),
                    *((middle, other) if sort == "and" else (then, middle)),
                )
            elif (quantified := self._quantified(node, fact)) is not None:
                sort, (node, *others) = quantified
                for item in reversed(others):
                    middle = self.block()
                    waiting.append((item, middle, then, other))
                    then, other = (middle, other) if sort == "and" else (then, middle)
            else:
                break
        values = [self._leaf(node, then, other)]
        for right, middle, then, other in reversed(waiting):
            self.begin(middle)
            values.append(self.branch(right, then, other))
        return one_of(values)

    def _quantified(self, node: Node, fact: Fact) -> tuple[str, list[Node]] | None:
        """The operator that says what a call does, which asks of a list that is written there whether all or
        any of it is true, and what stands in that; None for any other node."""
        quantifies = self.unit.calls["quantifies"] if fact.role == "call" else {}
        sort = quantifies.get(self.unit.dotted(node).removesuffix("()"), "") if quantifies else ""
        given = arguments_of(self.unit, node) if sort else []
        if len(given) != 1 or self.role(given[0]) != "pack":
            return None
        items = [each for each in given[0].named_children if not each.is_extra]
        plain = all(self.role(each) not in ("spread", "pair") for each in items)
        return (sort, items) if items and plain else None

    def ask(self, node: Node | None, then: Block, other: Block) -> list[tuple[str, bool]]:
        """Evaluate the condition of a statement. Returns the questions, by their keys, that have one answer
        wherever `then` runs."""
        outer = self._written, self._splits if self._written is not None else []
        self._written, self._splits = then.number, []
        self.branch(node, then, other)
        splits = self._splits
        self._written, self._splits = outer
        if sum(then.number in (yes, no) for _, yes, no in splits) != 1:
            return []
        return [(key, no == other.number) for key, yes, no in splits if other.number in (yes, no)]

    def _negates(self, node: Node, fact: Fact) -> bool:
        return fact.one(node, "operator") is None or is_one_of(node, fact, "negated")

    def _leaf(self, node: Node | None, then: Block, other: Block) -> Value:
        """Ask the one question of a condition that no operator takes apart."""
        fact = self.fact(node)
        if node is None or not node.is_named or (fact is not None and fact.role == "skip"):
            self.go(then, place(node) if node is not None else NOWHERE)
            return None
        if fact is not None and fact.role == "choice":
            return self._ask_choice(node, fact, then, other)
        outer, self.touched = self.touched, set()
        value, test = self._asked(node, fact)
        outer |= self.touched
        self.touched = outer
        if isinstance(value, Literal) and value.truth is not None:
            self.go(then if value.truth else other, place(node))
        elif test.negated:
            self.split(test, other, then)
        else:
            self.split(test, then, other)
        return value

    def _ask_choice(self, node: Node, fact: Fact, then: Block, other: Block) -> Value:
        """Ask the condition that a choice gives, on either way."""
        first, last, values = self.block(), self.block(), list[Value]()
        self.branch(fact.one(node, "test"), first, last)
        for start, arm in ((first, "then"), (last, "else")):
            self.begin(start)
            values.append(self.branch(fact.one(node, arm), then, other))
        return one_of(values)

    def _asked(self, node: Node, fact: Fact | None) -> tuple[Value, Test]:
        sort = self.sort_of(node, fact) if fact is not None and fact.role in ("compare", "logic") else ""
        if fact is None or (fact.role not in ("compare", "logic")) or sort == "coalesce":
            value = self.visit(node)
            # What is set in a condition, `if (on = options.on)`, is what is asked about.
            target = fact.one(node, "target") if fact is not None and fact.role == "bind" else None
            about = self.visit(target) if target is not None and self.role(target) == "name" else value
            return value, self.test(node, about, "truth")
        return None, self.comparison(node, fact, sort)

    def split(self, test: Test, then: Block, other: Block, how: str = "") -> None:
        """Go to `then`, in this way, where the test says yes, to `other` where it says no."""
        if self._written is not None:
            self._splits.append((test.key, then.number, other.number))
            if test.place is not None and test.place.path:
                otherwise = test.key, other.number == self._written
                test = test._replace(again=otherwise in self.answered)
        self.current.edges.append(Edge(then.number, test.at, how, test, outcome=True))
        if not self.is_certain(test):
            self.current.edges.append(Edge(other.number, test.at, test=test, outcome=False))

    # Expressions that choose.

    def lower_choice(self, node: Node, fact: Fact) -> Value:
        if (chained := self._written_out(fact, node)) is not None:
            return self._lower_written_out(node, *chained)
        after = self.block()
        values: list[Value] = []
        at: Node | None = node
        while at is not None and (choice := self.fact(at)) is not None and choice.role == "choice":
            then, other = self.block(), self.block()
            self.branch(choice.one(at, "test"), then, other)
            self.begin(then)
            values.append(self.hold(self.visit(choice.one(at, "then")), place(at)))
            self.go(after, place(at))
            self.begin(other)
            at = choice.one(at, "else")
        values.append(self.hold(self.visit(at), place(node)))
        self.meet(after, place(node))
        return one_of(values)

    def _written_out(self, fact: Fact, node: Node) -> tuple[list[Node], Node] | None:
        """What an optional chain asks and what it gives, where a transpiler has written it out as a choice:
        `reply == null ? void 0 : reply.status`."""
        test, then, other = (fact.one(node, part) for part in ("test", "then", "else"))
        if test is None or then is None or other is None or not self._is_nothing(then):
            return None
        asked = self._asked_for_null(test)
        return (asked, other) if asked else None

    def _is_nothing(self, node: Node) -> bool:
        """Whether null is written there, or what stands for it, `void 0`."""
        fact = self.fact(node)
        if fact is None or fact.role == "literal":
            return fact is not None and fact.flags.get("is") == "null"
        value = fact.one(node, "value") if fact.role == "not" else None
        return value is not None and self.role(value) == "literal" and is_one_of(node, fact, "nothing")

    def _asked_for_null(self, node: Node) -> list[Node]:
        """What a condition asks about, once or twice, where it asks only if that is null."""
        node = self.unwrap(node)
        fact = self.fact(node)
        either = fact is not None and fact.role == "logic" and self.sort_of(node, fact) == "or"
        parts = ("left", "right") if either else ()
        sides = [fact.one(node, part) for part in parts] if fact is not None and parts else [node]
        asked = [self._compared_with_nothing(side) for side in sides]
        return [each for each in asked if each is not None] if None not in asked else []

    def _compared_with_nothing(self, node: Node | None) -> Node | None:
        """What a comparison asks about, where it asks if that is null."""
        node = self.unwrap(node) if node is not None else None
        fact = self.fact(node)
        if node is None or fact is None or fact.role not in ("compare", "logic"):
            return None
        if self.sort_of(node, fact) != "equal":
            return None
        right = fact.one(node, "right")
        return fact.one(node, "left") if right is not None and self._is_nothing(right) else None

    def _lower_written_out(self, node: Node, asked: list[Node], other: Node) -> Value:
        skipped, going = self.block(), self.block()
        values = [self.visit(each) for each in asked]
        test = self.test(asked[-1], values[-1], "null")._replace(operand=True)
        self.split(test, skipped, going, "skipped")
        self.begin(going)
        value = self.visit(other)
        self.meet(skipped, place(node))
        return value

    def hold(self, value: Value, at: Span) -> Value:
        """A place that holds `value` only where control has passed here, so that a choice
        knows which arm it took."""
        if not isinstance(value, Place) or value.root[0] == "#":
            return value
        held = self.temporary()
        self.emit(Bind(at, held, value))
        return held

    def lower_logic(self, node: Node, _fact: Fact) -> Value:
        spine: list[tuple[Node, Fact, str]] = []
        at: Node | None = node
        while at is not None and (inner := self.fact(at)) is not None and inner.role == "logic":
            spine.append((at, inner, self.sort_of(at, inner)))
            if spine[-1][2] in ("and", "or"):
                value = self._short_circuit(*spine.pop())
                break
            at = inner.one(at, "left")
        else:
            value = self.visit(at)
        for outer, inner, sort in reversed(spine):
            value = self._operate(outer, inner, sort, value)
        return value

    def _short_circuit(self, node: Node, fact: Fact, sort: str) -> Value:
        right, short, after = self.block(), self.block(), self.block()
        left, result, at = fact.one(node, "left"), self.temporary(), place(node)
        value = self.branch(left, right, short) if sort == "and" else self.branch(left, short, right)
        self.begin(short)
        self.emit(Bind(at, result, Literal("false", "") if sort == "and" else value))
        self.go(after, at)
        self.begin(right)
        self._decide(fact.one(node, "right"), result, after)
        self.begin(after)
        return result

    def _decide(self, node: Node | None, result: Place, after: Block) -> None:
        """Put the value of a node into `result`; of a condition it is known which one it is on either way."""
        at = place(node) if node is not None else NOWHERE
        if self.role(node) not in ("not", "compare"):
            self.emit(Bind(at, result, self.visit(node)))
            self.go(after, at)
            return
        yes, no = self.block(), self.block()
        self.branch(node, yes, no)
        for block, outcome in ((yes, "true"), (no, "false")):
            self.begin(block)
            self.emit(Bind(at, result, Literal(outcome, "")))
            self.go(after, at)

    def _operate(self, node: Node, fact: Fact, sort: str, left: Value) -> Value:
        """The value of an operator whose left side has been evaluated."""
        if sort != "coalesce":
            self.breathe()
            self.visit(fact.one(node, "right"))
            return None
        right, after = self.block(), self.block()
        test = self.test(fact.one(node, "left") or node, left, "null")
        self.split(test._replace(operand=True), right, after)
        self.begin(right)
        other = self.visit(fact.one(node, "right"))
        self.meet(after, place(node))
        return one_of([left, other])

    def lower_not(self, node: Node, fact: Fact) -> Value:
        inner: Node | None = node
        while inner is not None and (at := self.fact(inner)) is not None and at.role == "not":
            inner = at.one(inner, "value")
        self.visit(inner)
        return Literal("null", self.text(node)) if is_one_of(node, fact, "nothing") else None

    def lower_compare(self, node: Node, _fact: Fact) -> Value:
        return self.generic(node)
