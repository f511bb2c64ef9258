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
        return Cents(self.cash(payer) + self.in_kind(payer))


def add_up(budget: "Budget") -> Totals:
    """Add a budget up."""
    years = len(budget.years)
    costs = [line.cash for line in budget.expenses if line.cash]
    spent = _rows([(line.payer, line.in_kind) for line in budget.expenses if line.in_kind])
    valued = [line for line in budget.resources if line.in_kind]
    brought = _rows([(line.name, line.in_kind) for line in valued])
    cash = _rows([(line.payer, line.cash) for line in budget.resources if line.cash])
    costs_by_year, cash_by_year = by_year(costs, years), _split(cash, years)
    spent_by_year, brought_by_year = _split(spent, years), _split(brought, years)
    cash_by_payer, valued_spent = _sums(cash, cash_by_year), _sums(spent, spent_by_year)
    valued_brought = _sums(brought, brought_by_year)
    cash_brought_by_year = _together(cash_by_year.values(), years)
    return Totals(
        expenses_cash=_sum(costs, costs_by_year),
        expenses_in_kind=Cents(sum(valued_spent.values())),
        resources_cash=Cents(sum(cash_by_payer.values())),
        resources_in_kind=Cents(sum(valued_brought.values())),
        cash_by_payer=cash_by_payer,
        in_kind_by_payer=_by([line.payer for line in valued], valued),
        valued_spent=valued_spent,
        valued_brought=valued_brought,
        expenses_by_year=_together((costs_by_year, *spent_by_year.values()), years),
        resources_by_year=_together((cash_brought_by_year, *brought_by_year.values()), years),
        requested_by_year=cash_by_year[_MINISTRY] if _MINISTRY in cash else (_NOTHING,) * years,
        cash_spent_by_year=costs_by_year,
        cash_brought_by_year=cash_brought_by_year,
        valued_spent_by_year=spent_by_year,
        valued_brought_by_year=brought_by_year,
    )


def _rows(lines: "list[tuple[K, Amounts]]") -> "dict[K, list[Amounts]]":
    """Gather rows under their keys."""
    rows: dict[K, list[Amounts]] = {}
    for key, row in lines:
        if key in rows:
            rows[key].append(row)
        else:
            rows[key] = [row]
    return rows


def _split(rows: "dict[K, list[Amounts]]", years: int) -> "dict[K, Amounts | None]":
    return {key: by_year(found, years) for key, found in rows.items()}


def _sums(rows: "dict[K, list[Amounts]]", split: "dict[K, Amounts | None]") -> dict[K, Cents]:
    return {key: _sum(found, split[key]) for key, found in rows.items()}


def _sum(rows: "list[Amounts]", split: "Amounts | None") -> Cents:
    return Cents(sum(chain.from_iterable(rows) if split is None else split))


def _together(parts: "Iterable[Amounts | None]", years: int) -> "Amounts | None":
    """Add sums by year up; None when one of them is not split."""
    found: list[Amounts] = []
    for part in parts:
        if part is None:
            return None
        found.append(part)
    return by_year(found, years)


def _by(keys: Iterable[K], lines: "Iterable[Expense | Resource]") -> dict[K, Cents]:
    """Add valued amounts up under one key for each line."""
    sums: dict[K, int] = {}
    for key, line in zip(keys, lines, strict=True):
        sums[key] = sums.get(key, 0) + sum(line.in_kind)
    return _cents(sums)


def by_year(rows: "list[Amounts]", years: int) -> "Amounts | None":
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
