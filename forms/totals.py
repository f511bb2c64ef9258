"""Adding a budget up: one pass over its lines, integer cents, nothing rounded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from forms.choices import Payer
from forms.money import Cents

if TYPE_CHECKING:
    from forms.budget import Amounts, Budget, Expense, Resource

K = TypeVar("K")

_MINISTRY = str(Payer.MINISTRY)
_NOTHING = Cents(0)


class Totals(NamedTuple):
    """The sums of a budget, in cents. A sum by year is None when a line is not split by year.

    Keys are payers and, for `valued_spent` and `valued_brought`, names of contributors (None:
    not named).
    """

    expenses_cash: Cents
    expenses_in_kind: Cents
    resources_cash: Cents
    resources_in_kind: Cents
    cash_by_payer: Mapping[str, Cents]
    in_kind_by_payer: Mapping[str, Cents]
    valued_spent: Mapping[str | None, Cents]
    valued_brought: Mapping[str | None, Cents]
    expenses_by_year: tuple[Cents, ...] | None
    resources_by_year: tuple[Cents, ...] | None
    requested_by_year: tuple[Cents, ...] | None

    @property
    def expenses(self) -> Cents:
        """All costs, valued ones included."""
        return Cents(self.expenses_cash + self.expenses_in_kind)

    @property
    def resources(self) -> Cents:
        """All resources, valued ones included."""
        return Cents(self.resources_cash + self.resources_in_kind)

    @property
    def requested(self) -> Cents:
        """The ministry's lines, in cash."""
        return self.cash(_MINISTRY)

    def cash(self, payer: str) -> Cents:
        """Cash brought by a kind of payer."""
        return self.cash_by_payer.get(payer, _NOTHING)

    def in_kind(self, payer: str) -> Cents:
        """Valued contributions of a kind of payer."""
        return self.in_kind_by_payer.get(payer, _NOTHING)

    def brought(self, payer: str) -> Cents:
        """Cash and valued contributions of a kind of payer."""
        return Cents(self.cash(payer) + self.in_kind(payer))


def add_up(budget: "Budget") -> Totals:
    """Add a budget up."""
    years = len(budget.years)
    costs = [line.cash for line in budget.expenses if line.cash]
    valued_costs = [line for line in budget.expenses if line.in_kind]
    valued_spent = _by([line.payer for line in valued_costs], valued_costs)
    costs += [line.in_kind for line in valued_costs]
    rows = _cash_rows(budget.resources)
    cash_by_payer = {payer: sum(chain.from_iterable(found)) for payer, found in rows.items()}
    valued = [line for line in budget.resources if line.in_kind]
    valued_brought = _by([line.name for line in valued], valued)
    resources = [row for found in rows.values() for row in found]
    resources += [line.in_kind for line in valued]
    spent_in_kind = sum(valued_spent.values())
    spent_by_year = _by_year(costs, years)
    spent = sum(chain.from_iterable(costs) if spent_by_year is None else spent_by_year)
    return Totals(
        expenses_cash=Cents(spent - spent_in_kind),
        expenses_in_kind=Cents(spent_in_kind),
        resources_cash=Cents(sum(cash_by_payer.values())),
        resources_in_kind=Cents(sum(valued_brought.values())),
        cash_by_payer=cast("dict[str, Cents]", cash_by_payer),
        in_kind_by_payer=_by([line.payer for line in valued], valued),
        valued_spent=valued_spent,
        valued_brought=valued_brought,
        expenses_by_year=spent_by_year,
        resources_by_year=_by_year(resources, years),
        requested_by_year=_by_year(rows.get(_MINISTRY, []), years),
    )


def _cash_rows(lines: "tuple[Resource, ...]") -> "dict[str, list[Amounts]]":
    """Give the cash rows of each kind of payer."""
    rows: defaultdict[str, list[Amounts]] = defaultdict(list)
    for line in lines:
        if line.cash:
            rows[line.payer].append(line.cash)
    return rows


def _by(keys: Iterable[K], lines: "Iterable[Expense | Resource]") -> dict[K, Cents]:
    """Add valued amounts up under one key for each line."""
    sums: dict[K, int] = {}
    for key, line in zip(keys, lines, strict=True):
        sums[key] = sums.get(key, 0) + sum(line.in_kind)
    return _cents(sums)


def _by_year(rows: "list[Amounts]", years: int) -> "Amounts | None":
    """Add rows up year by year; None when one is given as one amount over several years."""
    if not rows:
        return (_NOTHING,) * years
    try:
        sums = tuple(map(sum, zip(*rows, strict=True)))
    except ValueError:  # rows of different lengths
        return None
    return cast("Amounts", sums) if len(sums) == years else None


def by_key(keys: Iterable[K], lines: "Iterable[Expense | Resource]") -> dict[K, Cents]:
    """Add cash and valued amounts up under one key for each line."""
    sums: defaultdict[K, int] = defaultdict(int)
    for key, line in zip(keys, lines, strict=True):
        sums[key] += sum(line.cash) + sum(line.in_kind)
    return _cents(sums)


def _cents(sums: dict[K, int]) -> "dict[K, Cents]":
    return cast("dict[K, Cents]", sums)
