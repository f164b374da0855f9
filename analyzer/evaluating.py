"""Expressions to steps: what is called in which order, what is bound to what, and where a value may come from."""

from .calling import Calling
from .graph import Bind, Call, Edge, Leave, Span, Test
from .languages import Fact
from .names import Function, Scope
from .syntax import MAX_DEPTH, Node, Unreadable
from .unit import Unit
from .values import Choice, Literal, Made, Pack, Place, Value


class Evaluating(Calling):
    """The expressions; `visit` gives the value of a node, after the steps that compute it."""

    def __init__(self, unit: Unit, function: Function) -> None:
        super().__init__()
        self.unit = unit
        self.function = function
        self.facts = unit.language.facts
        self.scope = Scope(unit.next_scope(), function.scope)
        if function.scope is not None:
            self.scope.names |= unit.names_of(function)
        self.foreign = unit.foreign_names(function)
        self.label = ""
        self.depth = 0
        self.touched: set[str] = set()
        self.awaited = False

    def fact(self, node: Node) -> Fact | None:
        return self.facts.get(node.kind_id)

    def text(self, node: Node) -> str:
        return self.unit.source.slice(node)

    def take_label(self) -> str:
        """The label in front of the present statement, for the one frame that it names."""
        label, self.label = self.label, ""
        return label

    def label_of(self, node: Node | None) -> str:
        return "" if node is None else self.text(node)

    def temporary(self) -> Place:
        return Place(f"#{self.unit.next_temporary()}")

    def visit(self, node: Node | None) -> Value:
        """Lower a node by its role. Raises Unreadable where nodes are nested too deep to follow."""
        if node is None:
            return None
        fact = self.facts.get(node.kind_id)
        if self.depth > MAX_DEPTH:
            raise Unreadable(f"nested more than {MAX_DEPTH} levels deep")
        self.depth += 1
        if fact is None:
            value = self.generic(node, None)
        else:
            value = getattr(self, "lower_" + fact.role)(node, fact)
        self.depth -= 1
        return value

    def visit_awaited(self, node: Node | None) -> Value:
        """As `visit`, for what an await stands in front of: a rejection is raised here, not left to itself."""
        self.awaited = True
        return self.visit(node)

    def generic(self, node: Node, fact: Fact | None) -> Value:
        """What has no role: its parts run in order, and its value is nothing we follow."""
        for child in node.named_children:
            self.visit(child)
        return None

    # Scopes and names.

    def enter_scope(self, items: list[Node]) -> None:
        """Open a scope; the names that `items` declare for the block belong to it from its start."""
        self.scope = Scope(self.unit.next_scope(), self.scope)
        for item in items:
            fact = self.fact(item)
            if fact is None:
                continue
            if fact.role == "declare":
                for child in item.named_children:
                    inner = self.fact(child)
                    target = inner.one(child, "target") if inner is not None and inner.role == "bind" else None
                    if target is not None:
                        self.declare_pattern(target)
            elif fact.role in ("function", "class") and (name := fact.one(item, "name")) is not None:
                self.scope.names.add(self.text(name))

    def leave_scope(self) -> None:
        assert self.scope.outer is not None
        self.scope = self.scope.outer

    def declare_pattern(self, node: Node) -> None:
        """Make every name that a pattern binds one of the present scope."""
        self.scope.names.update(self.unit.names_in(node))

    def declare_caught(self, node: Node) -> None:
        """The name of a caught error, and what the language has of conditions around it."""
        fact = self.fact(node)
        if fact is None or fact.role != "bind":
            if fact is not None and fact.role in ("name", "pack") and not self.unit.catches_errors_only:
                return
            self.declare_pattern(node)
            return
        target = fact.one(node, "target")
        if target is not None:
            self.bind(target, None)

    def lower_name(self, node: Node, fact: Fact) -> Value:
        root = self.scope.root(self.text(node))
        self.touched.add(root)
        return Place(root)

    def lower_this(self, node: Node, fact: Fact) -> Value:
        return Place(f"{self.unit.this_scope}:{self.text(node)}")

    def lower_member(self, node: Node, fact: Fact) -> Value:
        owner = self.visit(fact.one(node, "object"))
        name = fact.one(node, "name")
        return owner.field(self.text(name)) if isinstance(owner, Place) and name is not None else None

    def lower_subscript(self, node: Node, fact: Fact) -> Value:
        owner = self.visit(fact.one(node, "object"))
        index = fact.one(node, "index")
        key = self.visit(index)
        if not isinstance(owner, Place):
            return None
        return owner.field(key.text if isinstance(key, Literal) else "[]")

    # Values.

    def lower_literal(self, node: Node, fact: Fact) -> Value:
        text = self.text(node)
        return Literal(fact.flags["is"], text.strip("'\"`") if fact.flags["is"] == "text" else text)

    def lower_text(self, node: Node, fact: Fact) -> Value:
        if all(child.child_count == 0 for child in node.named_children):
            return Literal("text", self.text(node).strip("'\""))
        return self.generic(node, fact)

    def lower_skip(self, node: Node, fact: Fact) -> Value:
        return None

    def lower_outer(self, node: Node, fact: Fact) -> Value:
        self.graph.outer |= {self.scope.root(self.text(name)) for name in fact.all(node, "names")}
        return None

    def lower_import(self, node: Node, fact: Fact) -> Value:
        return None

    def lower_group(self, node: Node, fact: Fact) -> Value:
        awaited, self.awaited = self.awaited, False
        inner = fact.one(node, "value")
        return self.visit_awaited(inner) if awaited else self.visit(inner)

    def lower_pack(self, node: Node, fact: Fact) -> Value:
        items: list[tuple[str, Value]] = []
        for index, child in enumerate(each for each in node.named_children if not each.is_extra):
            inner = self.fact(child)
            role = inner.role if inner is not None else ""
            if inner is not None and role == "pair":
                key = inner.one(child, "key")
                items.append((self._key(key), self.visit(inner.one(child, "value"))))
            elif inner is not None and inner.flags.get("shorthand"):
                items.append((self.text(child), self.visit(child)))
            else:
                items.append((str(index), self.visit(child)))
        return Pack(tuple(items))

    def _key(self, node: Node | None) -> str:
        if node is None:
            return "[]"
        value = self.visit(node) if self.fact(node) is not None else None
        if isinstance(value, Literal):
            return value.text
        return self.text(node) if node.child_count == 0 and not isinstance(value, Place) else "[]"

    def lower_pair(self, node: Node, fact: Fact) -> Value:
        return self.visit(fact.one(node, "value"))

    def lower_spread(self, node: Node, fact: Fact) -> Value:
        return self.visit(fact.one(node, "value"))

    def lower_choice(self, node: Node, fact: Fact) -> Value:
        then, other, after = self.block(), self.block(), self.block()
        self.branch(fact.one(node, "test"), then.number, other.number)
        values = []
        for block, part in ((then, "then"), (other, "else")):
            self.begin(block)
            values.append(self.visit(fact.one(node, part)))
            self.go(after, _at(node))
        self.begin(after)
        return Choice(tuple(values))

    def lower_logic(self, node: Node, fact: Fact) -> Value:
        sort = self._logic(node, fact)
        if sort is None:
            return self.lower_compare(node, fact)
        right, after = self.block(), self.block()
        left = fact.one(node, "left")
        if sort == "and":
            value = self.branch(left, right.number, after.number)
        elif sort == "or":
            value = self.branch(left, after.number, right.number)
        else:
            value = self.visit(left)
            self._split(self._test(left, value, "null"), right.number, after.number)
        self.begin(right)
        other = self.visit(fact.one(node, "right"))
        self.go(after, _at(node))
        self.begin(after)
        return Choice((value, other)) if sort != "and" else Choice((other, value))

    def _logic(self, node: Node, fact: Fact) -> str | None:
        operator = fact.one(node, "operator")
        text = self.text(operator) if operator is not None else ""
        operators = self.unit.language.settings["operators"]
        return next((sort for sort in ("and", "or", "coalesce") if text in operators[sort]), None)

    def lower_not(self, node: Node, fact: Fact) -> Value:
        self.visit(fact.one(node, "value"))
        return None

    def lower_compare(self, node: Node, fact: Fact) -> Value:
        self.generic(node, fact)
        return None

    # Conditions.

    def branch(self, node: Node | None, then: int, other: int) -> Value:
        """Evaluate a condition: control goes to `then` where it holds, else to `other`. A missing one always holds."""
        if node is None or not node.is_named:
            self.current.edges.append(Edge(then, self.here(node)))
            return None
        fact = self.fact(node)
        role = fact.role if fact is not None else ""
        if fact is not None and role == "group" and fact.one(node, "value") is not None:
            return self.branch(fact.one(node, "value"), then, other)
        if fact is not None and role == "not" and self._negates(node, fact):
            self.branch(fact.one(node, "value"), other, then)
            return None
        if fact is not None and role == "logic" and (sort := self._logic(node, fact)) in ("and", "or"):
            middle = self.block()
            if sort == "and":
                value = self.branch(fact.one(node, "left"), middle.number, other)
            else:
                value = self.branch(fact.one(node, "left"), then, middle.number)
            self.begin(middle)
            right = self.branch(fact.one(node, "right"), then, other)
            return Choice((value, right))
        return self._leaf(node, fact, then, other)

    def _negates(self, node: Node, fact: Fact) -> bool:
        operator = fact.one(node, "operator")
        return operator is None or self.text(operator) in fact.flags.get("negated", ())

    def _leaf(self, node: Node, fact: Fact | None, then: int, other: int) -> Value:
        outer, self.touched = self.touched, set()
        compared = fact is not None and fact.role in ("compare", "logic")
        value = None if compared else self.visit(node)
        if compared and fact is not None:
            test, flipped = self._comparison(node, fact)
        else:
            test, flipped = self._test(node, value, "truth"), False
        outer |= self.touched
        self.touched = outer
        if isinstance(value, Literal) and value.truth is not None:
            self.current.edges.append(Edge(then if value.truth else other, _at(node)))
        elif flipped:
            self._split(test._replace(negated=True), other, then)
        else:
            self._split(test, then, other)
        return value

    def _split(self, test: Test, then: int, other: int) -> None:
        self.current.edges.append(Edge(then, test.at, test=test, outcome=True))
        self.current.edges.append(Edge(other, test.at, test=test, outcome=False))

    def _comparison(self, node: Node, fact: Fact) -> tuple[Test, bool]:
        """The question a comparison asks, and whether it asks it the other way round."""
        left, right = self.visit(fact.one(node, "left")), self.visit(fact.one(node, "right"))
        operators = self.unit.language.settings["operators"]
        operator = fact.one(node, "operator")
        sign = " ".join(self.text(operator).split()) if operator is not None else ""
        flipped = sign in operators["unequal"]
        if flipped or sign in operators["equal"]:
            for one, literal in ((left, right), (right, left)):
                if isinstance(one, Place) and isinstance(literal, Literal) and literal.kind == "null":
                    return self._test(node, one, "null"), flipped
                if isinstance(one, Place) and isinstance(literal, Literal) and literal.kind in ("true", "false"):
                    return self._test(node, one, "truth"), flipped != (literal.kind == "false")
            first, last = fact.one(node, "left"), fact.one(node, "right")
            key = f"{self.text(first) if first else ''} = {self.text(last) if last else ''}"
            return self._question(node, key), flipped
        return self._question(node, self.text(node)), False

    def _test(self, node: Node | None, value: Value, about: str) -> Test:
        assert node is not None
        if isinstance(value, Place) and value.root[0] != "#":
            return Test(_at(node), f"{about} {value.root}.{'.'.join(value.path)}", about, value, frozenset((value.root,)))
        if (call := self.last_call(value)) is not None and isinstance(call.receiver, Place) and self.unit.asks_recording(call):
            root = call.receiver.root
            return Test(_at(node), f"recording {root}", "recording", call.receiver, frozenset((root,)))
        return self._question(node, self.text(node))

    def _question(self, node: Node, key: str) -> Test:
        return Test(_at(node), "".join(key.split())[:200], "other", None, frozenset(self.touched))

    # Bindings.

    def lower_bind(self, node: Node, fact: Fact) -> Value:
        self.awaited = False
        value = self.visit(fact.one(node, "value"))
        target = fact.one(node, "target")
        if target is not None and fact.flags.get("declares"):
            self.graph.owned |= {self.scope.root(name) for name in self.unit.names_in(target)}
        if target is not None and fact.one(node, "value") is not None:
            self.bind(target, value)
        return value

    def bind(self, target: Node, value: Value) -> None:
        """Bind what a target names to a value; a pattern takes the value apart."""
        fact = self.fact(target)
        role = fact.role if fact is not None else ""
        if fact is not None and role in ("group", "parameter"):
            inner = fact.one(target, "value" if role == "group" else "name")
            if inner is not None:
                self.bind(inner, None if fact.flags.get("rest") else value)
        elif fact is not None and role == "bind":
            inner = fact.one(target, "target")
            if inner is not None:
                self.bind(inner, value)
        elif fact is not None and role == "pack":
            self._take_apart(target, value)
        else:
            place = self.visit(target)
            if isinstance(place, Place):
                self.emit(Bind(_at(target), place, value))

    def _take_apart(self, pattern: Node, value: Value) -> None:
        for index, child in enumerate(each for each in pattern.named_children if not each.is_extra):
            fact = self.fact(child)
            key, inner = str(index), child
            if fact is not None and fact.role == "pair":
                key = self.unit.source.slice(fact.one(child, "key") or child)
                inner = fact.one(child, "value") or child
            elif fact is not None and fact.flags.get("shorthand"):
                key = self.text(child)
            elif fact is not None and fact.flags.get("default") and (left := fact.one(child, "target")) is not None:
                left_fact = self.fact(left)
                key = self.text(left) if left_fact is not None and left_fact.flags.get("shorthand") else key
            self.bind(inner, part_of(value, key))

    def lower_augment(self, node: Node, fact: Fact) -> Value:
        self.visit(fact.one(node, "value"))
        target = fact.one(node, "target")
        place = self.visit(target)
        if isinstance(place, Place) and target is not None:
            self.emit(Bind(_at(target), place, None))
        return None

    # Functions and classes.

    def lower_function(self, node: Node, fact: Fact) -> Value:
        made = Made(self.function_of(node, fact))
        name = fact.one(node, "name")
        if name is not None and not fact.flags.get("method"):
            self._bind_function(name, made)
        return made

    def _bind_function(self, name: Node, value: Value) -> None:
        place = Place(self.scope.root(self.text(name)))
        self.graph.owned.add(place.root)
        self.emit(Bind(_at(name), place, value))

    def function_of(self, node: Node, fact: Fact) -> Function:
        name = fact.one(node, "name")
        return Function(node, self.text(name) if name else "", self.scope, fact.marked(node, "async"), self.function.owner)

    def lower_class(self, node: Node, fact: Fact) -> Value:
        body = fact.one(node, "body")
        if body is not None:
            for child in body.named_children:
                self.visit(child)
        return None

    def lower_decorated(self, node: Node, fact: Fact) -> Value:
        for decorator in fact.all(node, "decorators"):
            self.generic(decorator, None)
        definition = fact.one(node, "definition")
        inner = self.fact(definition) if definition is not None else None
        if definition is None or inner is None or inner.role != "function":
            return self.visit(definition)
        made = Made(self.function_of(definition, inner))
        name = inner.one(definition, "name")
        if name is not None:
            # What a decorator makes of a function is not that function, so the name holds it as a part only.
            self._bind_function(name, Pack((("*", made),)))
        return made

    def lower_parameter(self, node: Node, fact: Fact) -> Value:
        return None

    def bind_parameters(self, node: Node, fact: Fact, values: tuple[Value, ...]) -> None:
        """Declare a function's parameters in the present scope, and bind them to what is known of the arguments."""
        for index, parameter in enumerate(self.unit.parameters(node, fact)):
            self.declare_pattern(parameter)
            if index < len(values):
                self.bind(parameter, values[index])

    def seed_parameters(self, node: Node, fact: Fact) -> None:
        """Give each parameter of the graph's own function a place that stands for what it is called with."""
        for parameter in self.unit.parameters(node, fact):
            names = self.unit.names_in(parameter)
            place = self.temporary()
            self.graph.parameters.append((next(iter(names)) if len(names) == 1 else "", place, _at(parameter)))
            self.graph.taken |= {self.scope.root(name) for name in names}
            self.declare_pattern(parameter)
            self.bind(parameter, place)

    def item_parts(self, item: Node) -> tuple[Node | None, Node | None]:
        """The manager and the target of one item of a with."""
        fact = self.fact(item)
        value = fact.one(item, "value") if fact is not None and fact.role == "item" else item
        inner = self.fact(value) if value is not None else None
        if value is not None and inner is not None and inner.role == "bind":
            return inner.one(value, "value"), inner.one(value, "target")
        return value, None

    def is_harmless_source(self, node: Node | None) -> bool:
        """Whether to iterate over this does not raise: a literal, or what a harmless call gives."""
        fact = self.fact(node) if node is not None else None
        return fact is not None and fact.role in ("pack", "literal", "text", "call", "name", "member")

    def last_call(self, value: Value) -> Call | None:
        """The call whose value this is, where it was the last step."""
        steps = self.current.steps
        last = steps[-1] if steps else None
        return last if isinstance(last, Call) and last.result == value else None

    def give_back(self, at: Span, value: Value) -> None:
        """Return `value` from the function that is being lowered, which may stand in another one's graph."""
        if self.returns_into is not None:
            self.emit(Bind(at, self.returns_into, value))
        else:
            self.emit(Leave(at, value, "return"))
        self.jump("return", at)

    def here(self, node: Node | None) -> Span:
        return _at(node) if node is not None else Span(0, 0)


def part_of(value: Value, key: str) -> Value:
    """What a value holds under a key, as far as it is known."""
    if isinstance(value, Pack):
        return next((item for name, item in value.items if name == key), None)
    return value.field(key) if isinstance(value, Place) else None


def _at(node: Node) -> Span:
    return Span(node.start_byte, node.end_byte)
