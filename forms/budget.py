"""The budget: who spends what, who pays what, and its totals added up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from forms.choices import Payer
from forms.money import Cents
from forms.once import once
from forms.totals import Totals, add_up, by_key

Amounts = tuple[Cents, ...]
"""One amount per budget year, one amount for the whole when not split, or none given."""


@dataclass(frozen=True, slots=True)
class Expense:
    """One line of cost; without a country it is common to all of them."""

    category: str
    label: str
    country: str | None = None
    cash: Amounts = ()
    in_kind: Amounts = ()
    payer: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Amounts as given in another currency, with the rate they were judged at.

    `rate` counts units of the currency for one euro, as written (`655.957`); amounts are in
    hundredths of the currency. Each amount is turned into euros by itself, half a cent up.
    """

    currency: str
    rate: str
    rate_date: date
    rate_source: str
    cash: Amounts = ()
    in_kind: Amounts = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """One line of money or valued contribution, in euro cents, who brings it and how certain it is.

    `status` is a word of `choices.STANDINGS`; None when nobody says.
    """

    payer: str
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    cash: Amounts = ()
    in_kind: Amounts = ()
    exchange: Exchange | None = None
    status: str | None = None


@dataclass(frozen=True)
class Budget:
    """Declared totals, years and lines, in euro cents."""

    total: Cents
    requested: Cents
    years: tuple[int, ...] = ()
    expenses: tuple[Expense, ...] = ()
    resources: tuple[Resource, ...] = ()

    @once
    def totals(self) -> Totals:
        """Everything rules need added up, computed at the first reading and kept."""
        return add_up(self)

    @once
    def requested_by_country(self) -> Mapping[str | None, Cents]:
        """What the ministry is asked for each country; None holds lines that name none."""
        ministry = [line for line in self.resources if line.payer == Payer.MINISTRY]
        return by_key([line.country for line in ministry], ministry)

    def cost_of(self, category: str) -> Cents:
        """Costs of one category, valued ones included."""
        return Cents(
            sum([sum(line.cash) + sum(line.in_kind) for line in self.expenses if line.category == category])
        )

    @once
    def cost_by_country(self) -> Mapping[str | None, Cents]:
        """Costs that name each country, valued ones included; None holds the common ones."""
        return by_key([line.country for line in self.expenses], self.expenses)
