"""Numbers that are counted up: `attempt += 1`, and later `attempt === 1`.

What is known of one is exact up to the largest number that anybody asks for; past it, it is only known to be
none of those that are asked for, so that a loop which counts comes to an end of new states.
"""

from collections.abc import Mapping

from ..graph import Test
from ..values import Literal, Value, is_counted

_LARGEST = 8
"""Up to which number is counted: each number that is known is another state of a search."""


def counted_up(
    key: str, value: Value, facts: frozenset[tuple[str, bool]], tests: Mapping[str, Test]
) -> Value:
    """What a place holds from now on, by how tests write it: the number, if one is known that has been
    counted up, and otherwise the value itself."""
    if not (isinstance(value, Literal) and is_counted(value)):
        return value
    group = f"equal {key} number "
    known = [fact[len(group) :] for fact, holds in facts if holds and fact.startswith(group)]
    asked = [fact[len(group) :] for fact in tests if fact.startswith(group)]
    if len(known) != 1 or not all(number.isdecimal() for number in (*known, *asked)):
        return None
    past = max(map(int, asked), default=0) + 1
    return Literal("number", str(min(int(known[0]) + int(value.text), past))) if past <= _LARGEST else None
