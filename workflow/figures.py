"""Figures: leverage, mean rate, acceptance, counts and euros, over the applications the actor may see.

All is exact: sums of cents, and quotients kept as their two terms. What is undefined is None, never zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.country_names import folded
from forms.ratio import Ratio
from workflow.act import Act
from workflow.counted import Counted, take_census
from workflow.counted_derogations import count_derogations
from workflow.groupings import Share, adds_up, shares_of

_NEGATIVE = "negative"
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """One line: applications counted, and sums in cents.

    `pending` are neither retained nor ended; `costs` and `grants` are those of the retained. A sum one
    of whose terms nobody gave is None.
    """

    key: str
    label: str
    filed: int
    retained: int
    refused: int
    given_up: int
    pending: int
    requested: int | None
    costs: int | None
    grants: int

    @property
    def leverage(self) -> Ratio:
        """What one euro granted mobilises beside itself: (costs − grants) / grants."""
        return Ratio(None if self.costs is None else self.costs - self.grants, self.grants)

    @property
    def mean_rate(self) -> Ratio:
        """The share of costs that is granted, all together: grants / costs."""
        return Ratio(self.grants, self.costs)

    @property
    def acceptance(self) -> Ratio:
        """The share of what was filed that is retained."""
        return Ratio(self.retained, self.filed)

    def tree(self) -> dict[str, Any]:
        """Give the line as JSON: amounts in cents, quotients with both terms."""
        told: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("leverage", "mean_rate", "acceptance"):
            ratio: Ratio = getattr(self, name)
            value = ratio.decimal(_DECIMALS)
            told[name] = {"numerator": ratio.numerator, "denominator": ratio.denominator, "value": value}
        return told


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a year, or of all, whole and by line; `unfiled` were left out.

    `derogations` counts those in force by rule, of the files read from inside.
    """

    year: int | None
    by: str | None
    adds_up: bool
    unfiled: int
    whole: Figures
    lines: tuple[Figures, ...]
    derogations: Mapping[str, int] = field(default_factory=dict)

    def tree(self) -> dict[str, Any]:
        """Give the report as JSON."""
        return {
            "year": self.year,
            "by": self.by,
            "adds_up": self.adds_up,
            "unfiled": self.unfiled,
            "whole": self.whole.tree(),
            "lines": [line.tree() for line in self.lines],
            "derogations": dict(self.derogations),
        }


def tell_figures(act: Act, *, year: int | None = None, by: str | None = None) -> Report:
    """Add up the applications the actor may see, filed in a year or ever; by line too with a grouping.

    Lines come in the order of their labels. People outside learn of no decision before its announcement.
    """
    census = take_census(act, year=year)
    whole = [(one, Share("", "", one.requested, one.cost, one.retained)) for one in census.counted]
    grouped: dict[str, list[tuple[Counted, Share]]] = {}
    if by is not None:
        for one in census.counted:
            for share in shares_of(one, by=by):
                grouped.setdefault(share.key, []).append((one, share))
    lines = sorted(
        (_add_up(found) for found in grouped.values()), key=lambda line: (folded(line.label), line.key)
    )
    waived = count_derogations(act, census.counted)
    return Report(year, by, by is None or adds_up(by), census.unfiled, _add_up(whole), tuple(lines), waived)


def _add_up(found: list[tuple[Counted, Share]]) -> Figures:
    first = found[0][1] if found else Share("", "", None, None, None)
    kept = [(one, share) for one, share in found if one.retained is not None]
    ends = [one.ended for one, _ in found if one.retained is None]
    return Figures(
        key=first.key,
        label=first.label,
        filed=len(found),
        retained=len(kept),
        refused=ends.count(_NEGATIVE),
        given_up=sum(end not in {None, _NEGATIVE} for end in ends),
        pending=ends.count(None),
        requested=_sum(share.requested for _, share in found),
        costs=_sum(share.cost for _, share in kept),
        grants=sum(share.retained or 0 for _, share in kept),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    told = list(amounts)
    known = [amount for amount in told if amount is not None]
    return sum(known) if len(known) == len(told) else None
