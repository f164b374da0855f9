"""Our named tuples behave as those of `typing` do."""

import pickle

import pytest
from spanlint.analyzer.records import NamedTuple


class Point(NamedTuple):
    """A place with a name."""

    x: int
    y: int = 2
    name: str = ""

    @property
    def sum(self) -> int:
        return self.x + self.y


def test_fields_come_by_place_by_name_and_by_default() -> None:
    assert Point(1, 5, "a") == (1, 5, "a")
    assert Point(1) == (1, 2, "")
    assert Point(1, name="b") == (1, 2, "b")
    assert Point(name="c", x=3) == (3, 2, "c")
    assert (Point(1).y, Point(4).sum) == (2, 6)


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, "a", 4), {}), ((), {"y": 1}), ((1,), {"z": 3}), ((1, 2), {"y": 3})],
)
def test_a_field_too_few_or_too_many_is_an_error(values: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="x, y, name"):
        Point(*values, **named)  # type: ignore[arg-type]


def test_a_changed_copy_is_one_of_the_same_class() -> None:
    moved = Point(1, name="a")._replace(y=7)
    assert (type(moved), moved) == (Point, (1, 7, "a"))


def test_it_can_be_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(Point(1, 2, "a")))
    assert (type(sent), repr(sent)) == (Point, "Point(x=1, y=2, name='a')")
