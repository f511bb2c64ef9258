"""What comparisons admit of an answer: words of a choice, or an interval of numbers, amounts or days."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.definition.intervals import Interval, interval_of
from workflow.definition.machine_model import Comparison


@dataclass(frozen=True, slots=True)
class Admitted:
    """What conditions admit of one answer: words of a choice, or an interval."""

    words: frozenset[str] | None
    interval: Interval

    def and_also(self, other: "Admitted") -> "Admitted":
        """Give what both admit."""
        known = [one.words for one in (self, other) if one.words is not None]
        words = frozenset.intersection(*known) if known else None
        return Admitted(words, self.interval.and_also(other.interval))

    def is_empty(self) -> bool:
        """Tell whether no answer is admitted."""
        return self.words == frozenset() or self.interval.is_empty()


def admitted_by_one(comparison: Comparison) -> Admitted | None:
    """Give what a comparison admits; None for one that only asks whether there is an answer."""
    if comparison.is_of_order():
        return Admitted(None, interval_of(comparison))
    words = {comparison.equals} if comparison.equals is not None else set(comparison.one_of)
    return Admitted(frozenset(words), Interval(None, None)) if words else None


def admitted_by(conditions: Iterable[Comparison]) -> dict[str, Admitted]:
    """Give, field by field, what comparisons admit together."""
    found: dict[str, Admitted] = {}
    for one in conditions:
        admitted = admitted_by_one(one)
        if admitted is not None:
            had = found.get(one.field)
            found[one.field] = had.and_also(admitted) if had else admitted
    return found
