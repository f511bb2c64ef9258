"""Two sides of a budget that are equal year by year, whatever year amounts given for the whole fall in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms.budget import Amounts
from forms.money import Cents


@dataclass(frozen=True, slots=True)
class Gap:
    """A year in which two sides cannot be equal, in cents.

    `spent` and `brought` are what lines place in that year. `moved` is what mends it once it leaves the
    year on the side that has too much there. `unplaced` is what the other side gives without a year,
    which is not enough; None when every line of both sides is split.
    """

    year: int
    spent: Cents
    brought: Cents
    moved: Cents
    unplaced: Cents | None = None


Rows = Iterable[Amounts]
Sums = tuple[Amounts | None, Amounts | None]


def gaps(years: tuple[int, ...], sums: Sums, spent: Rows, brought: Rows) -> tuple[Gap, ...]:
    """Tell the years in which two sides of one sum cannot be equal.

    `sums` are the sides added up by year, None where a line is not split. Rows are read only then: one
    that does not hold an amount for each year tells no year of what it holds, which may fall in any.
    """
    costs, money = sums
    if costs is not None and money is not None:
        return tuple(
            Gap(year, cost, paid, Cents(abs(paid - cost)))
            for year, cost, paid in zip(years, costs, money, strict=True)
            if cost != paid
        )
    placed_costs, free_cost = _placed(spent, len(years))
    placed_money, free_money = _placed(brought, len(years))
    if sum(placed_costs) + free_cost != sum(placed_money) + free_money:
        return ()
    return tuple(_beyond(years, placed_costs, placed_money, free=free_cost))


def _beyond(years: tuple[int, ...], costs: list[int], money: list[int], *, free: int) -> Iterator[Gap]:
    """Tell the years where too much is brought for costs of no year to come up to it, whatever their year."""
    over = [paid - cost for cost, paid in zip(costs, money, strict=True)]
    missing = sum(max(0, one) for one in over) - free
    if missing <= 0:
        return
    for year, cost, paid, gap in zip(years, costs, money, over, strict=True):
        if gap > 0:
            yield Gap(year, Cents(cost), Cents(paid), Cents(min(gap, missing)), Cents(free))


def _placed(rows: Rows, years: int) -> tuple[list[int], int]:
    """Add rows up: what each year holds, and what has no year."""
    by_year, free = [0] * years, 0
    for row in rows:
        if len(row) == years:
            by_year = [had + one for had, one in zip(by_year, row, strict=True)]
        else:
            free += sum(row)
    return by_year, free
