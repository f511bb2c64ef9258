"""Adding a budget up: one pass over its lines, integer cents, nothing rounded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from forms.choices import Payer
from forms.money import Cents

if TYPE_CHECKING:
    from forms.budget import Amounts, Budget, Expense, Resource

K = TypeVar("K")

_MINISTRY = str(Payer.MINISTRY)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a budget, in cents. A sum by year is None when a line is not split by year.

    Keys are category letters, payers, country codes (None: common, or not said) and, for
    `valued_spent` and `valued_brought`, names of contributors (None: not named).
    """

    expenses_cash: Cents
    expenses_in_kind: Cents
    resources_cash: Cents
    resources_in_kind: Cents
    by_category: Mapping[str, Cents]
    cost_by_country: Mapping[str | None, Cents]
    cash_by_payer: Mapping[str, Cents]
    in_kind_by_payer: Mapping[str, Cents]
    requested_by_country: Mapping[str | None, Cents]
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

    @property
    def common_cost(self) -> Cents:
        """Costs that name no country."""
        return self.cost_by_country.get(None, Cents(0))

    def cash(self, payer: str) -> Cents:
        """Cash brought by a kind of payer."""
        return self.cash_by_payer.get(payer, Cents(0))

    def in_kind(self, payer: str) -> Cents:
        """Valued contributions of a kind of payer."""
        return self.in_kind_by_payer.get(payer, Cents(0))

    def brought(self, payer: str) -> Cents:
        """Cash and valued contributions of a kind of payer."""
        return Cents(self.cash(payer) + self.in_kind(payer))


def add_up(budget: "Budget") -> Totals:
    """Add a budget up."""
    years = len(budget.years)
    spent, brought = _Spent(budget.expenses), _Brought(budget.resources)
    return Totals(
        expenses_cash=Cents(spent.cash),
        expenses_in_kind=Cents(spent.in_kind),
        resources_cash=Cents(sum(brought.cash.values())),
        resources_in_kind=Cents(sum(brought.in_kind.values())),
        by_category=_cents(spent.by_category),
        cost_by_country=_cents(spent.by_country),
        cash_by_payer=_cents(brought.cash),
        in_kind_by_payer=_cents(brought.in_kind),
        requested_by_country=_cents(brought.requested),
        valued_spent=_cents(spent.valued),
        valued_brought=_cents(brought.valued),
        expenses_by_year=_by_year(spent.rows, years),
        resources_by_year=_by_year(brought.rows, years),
        requested_by_year=_by_year(brought.ministry_rows, years),
    )


class _Spent:
    """The costs, added in one pass; `rows` keeps the amounts by year."""

    __slots__ = ("by_category", "by_country", "cash", "in_kind", "rows", "valued")

    def __init__(self, lines: "Iterable[Expense]") -> None:
        by_category: defaultdict[str, int] = defaultdict(int)
        by_country: defaultdict[str | None, int] = defaultdict(int)
        valued: defaultdict[str | None, int] = defaultdict(int)
        rows: list[Amounts] = []
        all_cash = all_in_kind = 0
        for line in lines:
            amount = 0
            if line.cash:
                rows.append(line.cash)
                amount = sum(line.cash)
                all_cash += amount
            if line.in_kind:
                rows.append(line.in_kind)
                worth = sum(line.in_kind)
                all_in_kind += worth
                amount += worth
                valued[line.payer] += worth
            by_category[line.category] += amount
            by_country[line.country] += amount
        self.cash, self.in_kind, self.rows = all_cash, all_in_kind, rows
        self.by_category, self.by_country, self.valued = by_category, by_country, valued


class _Brought:
    """The resources, added in one pass; `rows` keeps the amounts by year."""

    __slots__ = ("cash", "in_kind", "ministry_rows", "requested", "rows", "valued")

    def __init__(self, lines: "Iterable[Resource]") -> None:
        cash: defaultdict[str, int] = defaultdict(int)
        in_kind: defaultdict[str, int] = defaultdict(int)
        requested: defaultdict[str | None, int] = defaultdict(int)
        valued: defaultdict[str | None, int] = defaultdict(int)
        rows: list[Amounts] = []
        ministry_rows: list[Amounts] = []
        for line in lines:
            if line.cash:
                rows.append(line.cash)
                amount = sum(line.cash)
                cash[line.payer] += amount
                if line.payer == _MINISTRY:
                    ministry_rows.append(line.cash)
                    requested[line.country] += amount
            if line.in_kind:
                rows.append(line.in_kind)
                worth = sum(line.in_kind)
                in_kind[line.payer] += worth
                valued[line.name] += worth
        self.cash, self.in_kind, self.requested, self.valued = cash, in_kind, requested, valued
        self.rows, self.ministry_rows = rows, ministry_rows


def _cents(sums: dict[K, int]) -> "dict[K, Cents]":
    return cast("dict[K, Cents]", sums)


def _by_year(rows: "list[Amounts]", years: int) -> "Amounts | None":
    """Add up each year; None when a line is given as one amount over several years."""
    if not rows:
        return (Cents(0),) * years
    if set(map(len, rows)) != {years}:
        return None
    return tuple([Cents(sum(column)) for column in zip(*rows, strict=True)])
