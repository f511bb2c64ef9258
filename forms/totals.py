"""Adding a budget up: one pass over its lines, integer cents, nothing rounded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType
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

    Keys are payers and, for what is `valued_`, names of contributors (None: not named).
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
    cash_spent_by_year: tuple[Cents, ...] | None
    cash_brought_by_year: tuple[Cents, ...] | None
    valued_spent_by_year: Mapping[str | None, tuple[Cents, ...] | None]
    valued_brought_by_year: Mapping[str | None, tuple[Cents, ...] | None]

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
        return Cents(self.cash_by_payer.get(payer, 0) + self.in_kind_by_payer.get(payer, 0))


def add_up(budget: "Budget") -> Totals:
    """Add a budget up."""
    years = len(budget.years)
    costs = [line.cash for line in budget.expenses if line.cash]
    money = [line for line in budget.resources if line.cash]
    asked = [line.cash for line in money if line.payer == _MINISTRY]
    costs_by_year, asked_by_year = by_year(costs, years), by_year(asked, years)
    cash_by_year = by_year([line.cash for line in money], years)
    cash_by_payer: dict[str, int] = {}
    for line in money:
        cash_by_payer[line.payer] = cash_by_payer.get(line.payer, 0) + sum(line.cash)
    valued = _value(budget, years)
    return Totals(
        expenses_cash=_sum(costs, costs_by_year),
        expenses_in_kind=Cents(sum(valued.spent.values())),
        resources_cash=Cents(sum(cash_by_payer.values())),
        resources_in_kind=Cents(sum(valued.brought.values())),
        cash_by_payer=_cents(cash_by_payer),
        in_kind_by_payer=valued.by_payer,
        valued_spent=valued.spent,
        valued_brought=valued.brought,
        expenses_by_year=_together((costs_by_year, *valued.spent_by_year.values()), years),
        resources_by_year=_together((cash_by_year, *valued.brought_by_year.values()), years),
        requested_by_year=asked_by_year,
        cash_spent_by_year=costs_by_year,
        cash_brought_by_year=cash_by_year,
        valued_spent_by_year=valued.spent_by_year,
        valued_brought_by_year=valued.brought_by_year,
    )


class _Valued(NamedTuple):
    """What is valued on both sides, by contributor, and by payer."""

    spent: "Mapping[str | None, Cents]"
    brought: "Mapping[str | None, Cents]"
    spent_by_year: "Mapping[str | None, Amounts | None]"
    brought_by_year: "Mapping[str | None, Amounts | None]"
    by_payer: "Mapping[str, Cents]"


_NONE_VALUED = _Valued(*(MappingProxyType({}),) * 5)


def _value(budget: "Budget", years: int) -> _Valued:
    costs = [line for line in budget.expenses if line.in_kind]
    money = [line for line in budget.resources if line.in_kind]
    if not costs and not money:
        return _NONE_VALUED
    spent = _rows([line.payer for line in costs], costs)
    brought = _rows([line.name for line in money], money)
    spent_by_year, brought_by_year = _split(spent, years), _split(brought, years)
    by_payer: dict[str, int] = {}
    for line in money:
        by_payer[line.payer] = by_payer.get(line.payer, 0) + sum(line.in_kind)
    return _Valued(
        _sums(spent, spent_by_year),
        _sums(brought, brought_by_year),
        spent_by_year,
        brought_by_year,
        _cents(by_payer),
    )


def _rows(keys: Iterable[K], lines: "Iterable[Expense | Resource]") -> "dict[K, list[Amounts]]":
    """Gather valued amounts under one key for each line."""
    rows: dict[K, list[Amounts]] = {}
    for key, line in zip(keys, lines, strict=True):
        if key in rows:
            rows[key].append(line.in_kind)
        else:
            rows[key] = [line.in_kind]
    return rows


def _split(rows: "dict[K, list[Amounts]]", years: int) -> "dict[K, Amounts | None]":
    return {key: by_year(found, years) for key, found in rows.items()}


def _sums(rows: "dict[K, list[Amounts]]", split: "dict[K, Amounts | None]") -> dict[K, Cents]:
    return {key: _sum(found, split[key]) for key, found in rows.items()}


def _sum(rows: "list[Amounts]", split: "Amounts | None") -> Cents:
    return Cents(sum(chain.from_iterable(rows) if split is None else split))


def _together(parts: "tuple[Amounts | None, ...]", years: int) -> "Amounts | None":
    """Add sums by year up; None when one of them is not split."""
    found = [part for part in parts if part is not None]
    return by_year(found, years) if len(found) == len(parts) else None


def by_year(rows: "list[Amounts]", years: int) -> "Amounts | None":
    """Add rows up year by year; None when one is given as one amount over several years."""
    if not rows:
        return (_NOTHING,) * years
    if len(rows) == 1:
        return rows[0] if len(rows[0]) == years else None
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
