"""The states of a span's lifetime; see `lifetime.py` for what they mean."""

from ..graph import NEVER, Pending
from ..records import NamedTuple
from ..values import Place

UNBORN, OPEN, ENDED, LATER, HANDED, GIVEN, MANAGED, VOID, DORMANT = range(9)
"""LATER is ended by something that runs after the code around it, so that a use in between is no misuse.
GIVEN is handed over to a callee that can't be seen, which may only have borrowed it: what that means is
for the caller to say."""


class State(NamedTuple):
    """One state. `raised` is how surely the weakest step raised that led here (NEVER: none did),
    `recorded` whether an exception has been recorded, where the contract lets that settle the span on
    its way out, `returned` whether what is being returned has the span: it is handed over unless a
    `finally` ends it on the way."""

    status: int
    handles: frozenset[Place]
    facts: frozenset[tuple[str, bool]]
    raised: int
    recorded: bool
    returned: bool
    pending: Pending


def begin(status: int, handles: frozenset[Place]) -> State:
    """The first state of a span that these places hold."""
    return State(status, handles, frozenset(), NEVER, False, False, ())
