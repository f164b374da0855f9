"""Loops: how often a body runs, and where `break` and `continue` in it go."""


from ..grammars.languages import Fact
from ..graph import FOREIGN, NEVER, SURENESS, Bind, Block, Edge, Risk, Test
from ..names import Function
from ..records import NamedTuple
from ..syntax import Node
from ..unit import Unit
from ..values import Literal, Pack, Place, Value
from .evaluating import Evaluating
from .jumps import Frame, place, tail
from .retries import LastTurns, names_in

_HARMLESS = ("pack", "literal", "text")


class Loop(NamedTuple):
    """A loop that is being built: its label, where its turns begin again, and where it is left. Scopes from
    `floor` on end with a turn."""

    label: str
    again: Block
    after: Block
    floor: int


class Loops(Evaluating):
    """Everything that may run its parts more than once."""

    label = ""

    def __init__(self, unit: Unit, function: Function) -> None:
        super().__init__(unit, function)
        self.last_turns = LastTurns(unit)
        self.further_turns: dict[int, tuple[Place, bool]] = {}

    def take_label(self) -> str:
        """The label in front of the present statement, for the one frame that it names."""
        label, self.label = self.label, ""
        return label

    def lower_while(self, node: Node, fact: Fact) -> Value:
        loop = Loop(self.take_label(), self.block(), self.block(), self.unit.next_scope())
        body, last = self.block(), fact.all(node, "else")
        done = self.block() if last else loop.after
        last_turn, over = self._tries_again(node, done, fact.one(node, "test"))
        self.meet(loop.again, place(node))
        holding = self.of_a_loop(self.ask, fact.one(node, "test"), body, over)
        self.begin(body)
        self._begin_turn(node, last_turn)
        self.answered += holding
        self._turn(node, fact, loop)
        del self.answered[len(self.answered) - len(holding) :]
        self._finish(node, last, done, loop)
        return None

    def _tries_again(
        self, node: Node, done: Block, *counting: Node | None
    ) -> tuple[Place | None, Block]:
        """Where a loop goes when it is over, which is `done`; in one that tries again, only where the place
        is true, which says that no handler has seen a further turn to come."""
        asked = self.last_turns.of(node, names_in(self.unit, *counting))
        if not asked:
            return None, done
        last, over = self.temporary(), self.block()
        # Who asks for the last turn means that there is one.
        self.emit(Bind(place(node), last, Literal("false", "")))
        self.further_turns |= {question: (last, answer) for question, answer in asked.items()}
        test = Test(place(node), f"truth {last.key}", "truth", last, frozenset((last.root,)))
        over.edges.append(Edge(done.number, place(node), test=test, outcome=True))
        return last, over

    def _begin_turn(self, node: Node, last: Place | None) -> None:
        if last is not None:
            self.emit(Bind(place(node), last, Literal("true", "")))

    def note_turn(self, question: Node, answer: bool) -> None:
        """Note, where a question has this answer, that a further turn is to come, if it says so."""
        last, further = self.further_turns.get(question.id, (None, None))
        if last is not None and further == answer:
            self.emit(Bind(place(question), last, Literal("false", "")))

    def _turn(self, node: Node, fact: Fact, loop: Loop) -> None:
        """The body, from the current block on and back to where the next turn begins."""
        self.push(Frame({"break": loop.after.number, "continue": loop.again.number}, loop.label, loop.floor))
        self.go_on(place(node))
        self.visit(fact.one(node, "body"))
        self.pop()
        self.go(loop.again, tail(node), "loop", forgets=loop.floor)

    def _finish(self, node: Node, last: list[Node], done: Block, loop: Loop) -> None:
        """What runs when a loop ends by itself, which is where `done` starts."""
        self.begin(done)
        for part in last:
            self.visit(part)
        if done is not loop.after:
            self.meet(loop.after, tail(node))

    def lower_do(self, node: Node, fact: Fact) -> Value:
        loop = Loop(self.take_label(), self.block(), self.block(), self.unit.next_scope())
        start = self.block()
        self.meet(start, place(node))
        self._turn(node, fact, loop)
        self.begin(loop.again)
        self.of_a_loop(self.branch, fact.one(node, "test"), start, loop.after)
        self.begin(loop.after)
        return None

    def lower_for(self, node: Node, fact: Fact) -> Value:
        label = self.take_label()
        self.enter_scope(fact.all(node, "init"))
        for part in fact.all(node, "init"):
            self.visit(part)
        loop = Loop(label, self.block(), self.block(), self.unit.next_scope())
        top, body = self.block(), self.block()
        last_turn, over = self._tries_again(node, loop.after, *fact.all(node, "test"))
        self.meet(top, place(node))
        self.of_a_loop(self.branch, next(iter(fact.all(node, "test")), None), body, over)
        self.begin(body)
        self._begin_turn(node, last_turn)
        self._turn(node, fact, loop)
        self.begin(loop.again)
        for part in fact.all(node, "step"):
            self.visit(part)
        self.go(top, tail(node), "loop")
        self.begin(loop.after)
        self.leave_scope()
        return None

    def lower_foreach(self, node: Node, fact: Fact) -> Value:
        label, after, last = self.take_label(), self.block(), fact.all(node, "else")
        done = self.block() if last else after
        source = self.visit(fact.one(node, "source"))
        self.enter_scope([])
        floor = self.unit.next_scope()
        last_turn, over = self._tries_again(node, done, fact.one(node, "target"))
        top = self._element(node, fact, source, over)
        self._begin_turn(node, last_turn)
        loop = Loop(label, top, after, floor)
        self._turn(node, fact, loop)
        self._finish(node, last, done, loop)
        self.leave_scope()
        return None

    def _element(self, node: Node, fact: Fact, source: Value, exhausted: Block) -> Block:
        """Take the next element and bind it, or go where there is none; gives the block in which that
        starts."""
        origin = fact.one(node, "source") or node
        element, some = self.elements(source, place(origin))
        risk = self._risk_of_a_step(node, fact, origin)
        top = self.turns(place(node), place(origin), exhausted, some, risk)
        target = fact.one(node, "target")
        if target is not None:
            if fact.marked(node, "kind"):
                self.declare(target)
            self.own(target)
            self.bind(target, element)
        return top

    def _risk_of_a_step(self, node: Node, fact: Fact, source: Node) -> Risk | None:
        """That to go on to the next element may raise, where it may."""
        awaits = fact.marked(node, "async")
        error = FOREIGN if awaits else SURENESS[fact.flags.get("error")]
        if not error or (not awaits and self._is_harmless(source)):
            return None
        return Risk(place(source), "iteration", error, FOREIGN if awaits and self.unit.cancels else NEVER)

    def _is_harmless(self, source: Node) -> bool:
        """Whether to iterate over this does not raise: a literal, or what a harmless call gives."""
        source = self.unwrap(source)
        role = self.role(source)
        return role in _HARMLESS or (
            role == "call" and self.unit.is_harmless(self.unit.dotted(source).removesuffix("()"))
        )

    def lower_comprehension(self, node: Node, fact: Fact) -> Value:
        """One loop inside the other, as the clauses say; what fails a filter goes on with the next
        element."""
        after = self.block()
        again = after
        self.enter_scope([])
        for clause in fact.all(node, "clauses"):
            inner = self.facts[clause.kind_id]
            if inner.role == "if":
                held = self.block()
                self.branch(inner.one(clause, "test"), held, again)
                self.begin(held)
            else:
                source = self.visit(inner.one(clause, "source"))
                self._declare_target(clause, inner)
                again = self._element(clause, inner, source, again)
        values = [self.visit(part) for part in fact.all(node, "body")]
        self.go(again, tail(node), "loop")
        self.begin(after)
        self.leave_scope()
        return Pack((("[]", values[0]),)) if values else None

    def _declare_target(self, clause: Node, fact: Fact) -> None:
        target = fact.one(clause, "target")
        if target is not None:
            self.declare(target)
