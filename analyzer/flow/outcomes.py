"""What has become of promises that a function attaches handlers to more than once: one that has been rejected
where `promise.then(done)` stands is so where `promise.catch(failed)` does.
"""

from ..graph import Bind, Block, Settled
from ..values import Place, Value

_MOST_NAMES = 20

Turn = tuple[Block, int, bool]
"""A block, the number of one of its edges, and whether the promise is rejected there."""


class Outcomes:
    """The promises of one graph, by the temporary that holds each."""

    def __init__(self) -> None:
        self._bound: dict[str, Value] = {}  # what each name was bound to last, as the code is written
        self._turns: dict[str, list[Turn]] = {}

    def bound(self, step: Bind) -> None:
        """Remember what a name is bound to."""
        if not step.target.path:
            self._bound[step.target.root] = step.value

    def ended(self, promise: Place, rejected: Block, fulfilled: Block) -> None:
        """Remember where a chain of handlers ends, by the last edges of both blocks, that a temporary
        holds."""
        last = [(rejected, len(rejected.edges) - 1, True), (fulfilled, len(fulfilled.edges) - 1, False)]
        self._turns[promise.root] = last

    def asked(self, value: Value, block: Block) -> None:
        """Note that a promise is rejected where the last edge but one of a block is taken, and fulfilled
        where the last one is. Where that has been asked before, both have the same answer."""
        name = self._promise_in(value)
        here = [(block, len(block.edges) - 2, True), (block, len(block.edges) - 1, False)]
        if not name:
            return
        if name not in self._turns:
            self._turns[name] = here
            return
        _mark(name, self._turns[name], asks=False)
        _mark(name, here, asks=True)

    def _promise_in(self, value: Value) -> str:
        """The temporary whose promise a name holds, or the name of a promise that comes from elsewhere; ""
        for anything else."""
        for _ in range(_MOST_NAMES):
            if not isinstance(value, Place) or value.path:
                return ""
            if value.root[0] == "#" or value.root not in self._bound:
                return value.root
            value = self._bound[value.root]
        return ""


def _mark(name: str, turns: list[Turn], asks: bool) -> None:
    for block, number, rejected in turns:
        block.edges[number] = block.edges[number]._replace(settled=Settled(f"settled {name}", rejected, asks))
