"""Comparisons of order as intervals: what each admits, and what several leave out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forms.money import Cents
from workflow.definition.intervals import Interval, bounds_of, gaps, interval_of, number_of
from workflow.definition.literals import Amount, Bound, Count
from workflow.definition.machine_model import Comparison

NUMBERS = some.integers(-20, 20)
LIMITS = some.none() | NUMBERS
FILLED = some.builds(Interval, LIMITS, LIMITS).filter(lambda one: not one.is_empty())
FIFTY = Amount(Cents(5_000_000), "EUR")


def comparing(**bounds: str) -> Comparison:
    return Comparison.model_validate({"field": "decision.amount", **bounds})


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ({"at_least": "50 000,00 EUR"}, Interval(5_000_000, None)),
        ({"above": "50 000,00 EUR"}, Interval(5_000_001, None)),
        ({"at_most": "3"}, Interval(None, 3)),
        ({"below": "3"}, Interval(None, 2)),
        ({"above": "1", "at_most": "3"}, Interval(2, 3)),
        ({"at_least": "2025-05-30", "below": "2025-05-31"}, Interval(*[date(2025, 5, 30).toordinal()] * 2)),
    ],
)
def test_a_comparison_admits_what_its_bounds_say(bounds: dict[str, str], wanted: Interval) -> None:
    assert interval_of(comparing(**bounds)) == wanted


@pytest.mark.parametrize(
    ("bound", "number"), [(FIFTY, 5_000_000), (Count(3), 3), (date(2025, 5, 30), 739_401)]
)
def test_a_bound_is_a_whole_number(bound: Bound, number: int) -> None:
    assert number_of(bound) == number


def test_the_bounds_of_a_comparison_are_told_by_key() -> None:
    assert list(bounds_of(comparing(at_most="3", above="1"))) == [("above", Count(1)), ("at_most", Count(3))]
    assert list(bounds_of(Comparison.model_validate({"field": "a", "is": "b"}))) == []


@given(one=FILLED, other=FILLED, number=NUMBERS)
def test_what_lies_within_both_lies_within_each(one: Interval, other: Interval, number: int) -> None:
    assert one.and_also(other).holds(number) == (one.holds(number) and other.holds(number))


@given(intervals=some.lists(FILLED, min_size=1, max_size=5), number=NUMBERS)
def test_every_number_lies_in_an_interval_or_in_a_gap_and_not_in_both(
    intervals: list[Interval], number: int
) -> None:
    taken = any(one.holds(number) for one in intervals)
    left = [gap for gap in gaps(intervals) if gap.holds(number)]

    assert len(left) == (0 if taken else 1)
    assert not any(gap.is_empty() for gap in gaps(intervals))
