"""Amounts, numbers and days that comparisons admit: intervals of cents, of counts, of numbers of days.

Exact for one field against constants: that is what lets overlaps, gaps and what never holds be decided.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from workflow.definition.literals import Amount, Bound, Count
from workflow.definition.machine_model import Comparison

BOUNDS = ("at_least", "above", "at_most", "below")
"""The keys that make a comparison one of order."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every whole number from `least` to `most`, both included; None is no limit."""

    least: int | None
    most: int | None

    def is_empty(self) -> bool:
        """Tell whether nothing lies within."""
        return self.least is not None and self.most is not None and self.least > self.most

    def holds(self, number: int) -> bool:
        """Tell whether a number lies within."""
        above = self.least is None or self.least <= number
        return above and (self.most is None or number <= self.most)

    def and_also(self, other: "Interval") -> "Interval":
        """Give what lies within both."""
        least = [one for one in (self.least, other.least) if one is not None]
        most = [one for one in (self.most, other.most) if one is not None]
        return Interval(max(least, default=None), min(most, default=None))


def number_of(bound: Bound) -> int:
    """Give a bound as a whole number: cents, a count, or the number of a day."""
    match bound:
        case Amount(cents, _):
            return int(cents)
        case Count(number):
            return number
        case date():
            return bound.toordinal()
        case _:
            assert_never(bound)


def bounds_of(comparison: Comparison) -> Iterator[tuple[str, Bound]]:
    """Give the bounds of a comparison of order, by key; none for the other comparisons."""
    for key in BOUNDS:
        bound = getattr(comparison, key)
        if bound is not None:
            yield key, bound


def interval_of(comparison: Comparison) -> Interval:
    """Give what a comparison of order admits."""
    found = Interval(None, None)
    for key, bound in bounds_of(comparison):
        number = number_of(bound)
        alone = {
            "at_least": Interval(number, None),
            "above": Interval(number + 1, None),
            "at_most": Interval(None, number),
            "below": Interval(None, number - 1),
        }
        found = found.and_also(alone[key])
    return found


def gaps(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Give what no interval holds, from the lowest on; the intervals are none of them empty."""
    ordered = sorted(intervals, key=lambda one: (one.least is not None, one.least or 0))
    reached: int | None = None
    for index, one in enumerate(ordered):
        if one.least is not None:
            if index == 0:
                yield Interval(None, one.least - 1)
            elif reached is not None and one.least > reached + 1:
                yield Interval(reached + 1, one.least - 1)
        if one.most is None:
            return
        reached = one.most if reached is None else max(reached, one.most)
    if reached is not None:
        yield Interval(reached + 1, None)
