"""A budget told as tables: by category and by payer, cash apart from valued amounts, year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.budget import Amounts, Budget
from forms.money import Cents

NATURES = ("cash", "in_kind")
"""Money, and what is valued without being paid, in the order they are told."""

_NOTHING = Cents(0)


@dataclass(frozen=True, slots=True)
class Spread:
    """Amounts of one row in cents: one for each budget year, and what is split over none of them."""

    by_year: Amounts
    unsplit: Cents = _NOTHING

    @property
    def total(self) -> Cents:
        """The whole row."""
        return Cents(sum(self.by_year) + self.unsplit)

    def tree(self) -> dict[str, object]:
        """Give the row as JSON."""
        return {"by_year": list(self.by_year), "unsplit": self.unsplit, "total": self.total}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by what they are about, then by nature; a nature that nothing has is absent."""

    rows: Mapping[str, Mapping[str, Spread]]
    totals: Mapping[str, Spread]
    whole: Spread

    def tree(self) -> dict[str, object]:
        """Give the table as JSON."""
        return {
            "rows": {
                name: {nature: spread.tree() for nature, spread in found.items()}
                for name, found in self.rows.items()
            },
            "totals": {nature: spread.tree() for nature, spread in self.totals.items()},
            "whole": self.whole.tree(),
        }


def by_category(budget: Budget) -> Table:
    """Tell the expenses by category, in the order of their codes."""
    return _table(
        sorted(
            ((line.category, line.cash, line.in_kind) for line in budget.expenses), key=lambda row: row[0]
        ),
        years=len(budget.years),
    )


def by_payer(budget: Budget) -> Table:
    """Tell the resources by kind of payer, in the order of their first lines, in euros."""
    return _table(
        [(line.payer, line.cash, line.in_kind) for line in budget.resources], years=len(budget.years)
    )


def amounts_by_year(amounts: Amounts, years: tuple[int, ...]) -> Mapping[int | None, Cents]:
    """Give the amounts of a line by year; under None, one that is not split."""
    if len(amounts) == len(years):
        return dict(zip(years, amounts, strict=True))
    return {None: Cents(sum(amounts))} if amounts else {}


def _table(lines: Iterable[tuple[str, Amounts, Amounts]], *, years: int) -> Table:
    gathered: dict[str, dict[str, list[Amounts]]] = {}
    for name, *given in lines:
        for nature, amounts in zip(NATURES, given, strict=True):
            if amounts:
                gathered.setdefault(name, {}).setdefault(nature, []).append(amounts)
    totals = {
        nature: [amounts for found in gathered.values() for amounts in found.get(nature, ())]
        for nature in NATURES
    }
    return Table(
        rows={
            name: {nature: _spread(found[nature], years=years) for nature in NATURES if nature in found}
            for name, found in gathered.items()
        },
        totals={nature: _spread(found, years=years) for nature, found in totals.items() if found},
        whole=_spread([amounts for found in totals.values() for amounts in found], years=years),
    )


def _spread(lines: list[Amounts], *, years: int) -> Spread:
    split = [amounts for amounts in lines if len(amounts) == years]
    return Spread(
        by_year=tuple(Cents(sum(amounts[index] for amounts in split)) for index in range(years)),
        unsplit=Cents(sum(sum(amounts) for amounts in lines if len(amounts) != years)),
    )


def by_status(budget: Budget) -> dict[str, Cents]:
    """Add the resources up by how certain they are, in euro cents; "" holds what nobody said."""
    found: dict[str, Cents] = {}
    for line in budget.resources:
        status = line.status or ""
        found[status] = Cents(found.get(status, 0) + sum(line.cash) + sum(line.in_kind))
    return found
