"""From rows to lines of a budget: each row is one nature; two of one number are one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from forms import choices
from forms.budget import Amounts, Exchange, Expense, Resource
from forms.choices import Payer
from forms.currency import parse_rate, to_euros
from forms.currency_codes import EURO
from forms.spreadsheet import layout
from forms.spreadsheet.table import Table

_NATURES: Mapping[str, str] = {"cash": layout.CASH, "in_kind": layout.IN_KIND}
_CHANGE = ("Devise", "Taux", "Date du taux", "Source du taux")


@dataclass(frozen=True, slots=True)
class _Change:
    """The currency of a row, with its rate."""

    currency: str
    rate: str
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row says: what it is about, and its amounts under its nature."""

    row: int
    number: int | None
    about: tuple[str | None, ...]
    nature: str
    amounts: Amounts
    change: _Change | None = None


class _Lines:
    """What both sheets of lines share."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.cells = table.cells
        self.first_rows: tuple[int, ...] = ()

    def column(self, title: str) -> int:
        """Give the place of a column."""
        return self.table.columns[title]

    def text(self, row: int, title: str) -> str | None:
        """Read the text of a column."""
        return self.cells.text(row, self.column(title))

    def country(self, row: int) -> str | None:
        """Read the country of a row."""
        return self.cells.country(row, self.column("Pays"))

    def wanted(self, row: int, title: str, labels: Mapping[str, str]) -> str:
        """Read one of a list that must be given; an empty text after a problem."""
        column = self.column(title)
        if self.cells.is_empty(row, column):
            remedy = f"Choisissez dans la liste de la cellule : {', '.join(labels.values())}."
            message = f"il manque « {title} »."
            self.cells.refuse(row, column, code="APP-002", message=message, remedy=remedy)
        return self.cells.choice(row, column, labels=labels) or ""

    def row(self, row: int, about: tuple[str | None, ...], change: _Change | None = None) -> _Row:
        """Gather a row, its nature and its amounts."""
        number = self.cells.whole(row, self.column("Ligne"))
        nature = self.wanted(row, "Nature", _NATURES)
        return _Row(row, number, about, nature, self.table.amounts(row), change)

    def joined(self, rows: list[_Row]) -> list[tuple[_Row, Amounts, Amounts]]:
        """Put rows of one number together: each with its cash and its valued amounts, in reading order."""
        found: list[tuple[_Row, Amounts, Amounts]] = []
        numbered: dict[int, int] = {}
        for one in rows:
            cash, in_kind = (one.amounts, ()) if one.nature == "cash" else ((), one.amounts)
            at = numbered.get(one.number) if one.number is not None else None
            if at is None:
                if one.number is not None:
                    numbered[one.number] = len(found)
                found.append((one, cash, in_kind))
                continue
            first, had_cash, had_in_kind = found[at]
            if (
                (first.about, first.change) != (one.about, one.change)
                or first.nature == one.nature
                or (had_cash and had_in_kind)
            ):
                self._refuse_pair(first, one)
            found[at] = (first, had_cash or cash, had_in_kind or in_kind)
        self.first_rows = tuple(first.row for first, _, _ in found)
        return found

    def _refuse_pair(self, first: _Row, second: _Row) -> None:
        self.cells.refuse(
            second.row,
            self.column("Ligne"),
            code="XLS-011",
            message=f"ce numéro est déjà celui de la ligne {first.row + 1}, qui n'est pas la même "
            "dans l'autre nature.",
            remedy="Effacez le numéro, ou rendez les deux lignes pareilles : "
            "l'une en numéraire, l'autre en valorisation.",
        )


class ExpenseLines(_Lines):
    """Reads the sheet of expenses."""

    def read(self) -> tuple[Expense, ...]:
        """Give the expenses, in the order of their first rows."""
        rows = [self.row(row, self._about(row)) for row in self.table.lines()]
        return tuple(
            Expense(
                category=one.about[0] or "",
                label=one.about[1] or "",
                country=one.about[2],
                cash=cash,
                in_kind=in_kind,
                payer=one.about[3],
            )
            for one, cash, in_kind in self.joined(rows)
        )

    def _about(self, row: int) -> tuple[str | None, ...]:
        return (
            self.wanted(row, "Catégorie", choices.CATEGORIES),
            self.text(row, "Intitulé"),
            self.country(row),
            self.text(row, "Contributeur"),
        )


class ResourceLines(_Lines):
    """Reads the sheet of resources."""

    def read(self) -> tuple[Resource, ...]:
        """Give the resources, in the order of their first rows, in euros at their own rates."""
        rows = [self.row(row, self._about(row), self._change(row)) for row in self.table.lines()]
        return tuple(_resource(*one) for one in self.joined(rows))

    def _about(self, row: int) -> tuple[str | None, ...]:
        payer = self.wanted(row, "Financeur", choices.PAYERS)
        kind = self.cells.choice(row, self.column("Type"), labels=choices.OTHER_PAYERS)
        if kind is not None and payer != Payer.OTHER:
            self.cells.refuse(
                row,
                self.column("Type"),
                code="APP-017",
                message=f"un type n'a de sens que pour « {choices.PAYERS['other']} ».",
                remedy="Effacez le type, ou choisissez cet autre financeur.",
            )
        status = self.cells.choice(row, self.column("Certitude"), labels=choices.STANDINGS)
        return (payer, self.text(row, "Nom"), kind, self.country(row), status)

    def _change(self, row: int) -> _Change | None:
        """Read the currency of a row with its rate: all four are given, or none."""
        columns = [self.column(title) for title in _CHANGE]
        given = [not self.cells.is_empty(row, column) for column in columns]
        rate, day = self.cells.rate(row, columns[1]), self.cells.day(row, columns[2])
        currency = self.cells.currency(row, columns[0], day=day)
        if not any(given) or (currency is None and given == [True, False, False, False]):
            return None
        for title, column, there in zip(_CHANGE, columns, given, strict=True):
            if not there:
                self.cells.refuse(
                    row,
                    column,
                    code="APP-018",
                    message=f"il manque « {title} ».",
                    remedy="Pour une autre devise que l'euro, donnez devise, taux, date et source.",
                )
        if currency is None and given[0] and (self.text(row, _CHANGE[0]) or "").upper() == EURO:
            self.cells.refuse(
                row,
                columns[0],
                code="APP-018",
                message="un montant en euros n'a ni taux, ni date, ni source.",
                remedy="Effacez les quatre cellules de change, ou donnez une autre devise.",
            )
        source = self.cells.text(row, columns[3])
        if currency is None or rate is None or day is None or source is None:
            return None
        return _Change(currency, rate, day, source)


def _resource(one: _Row, cash: Amounts, in_kind: Amounts) -> Resource:
    payer, name, kind, country, status = one.about
    exchange = None
    if one.change is not None:
        change = one.change
        exchange = Exchange(change.currency, change.rate, change.day, change.source, cash, in_kind)
        rate = parse_rate(change.rate)
        cash = tuple(to_euros(amount, rate) for amount in cash)
        in_kind = tuple(to_euros(amount, rate) for amount in in_kind)
    return Resource(payer or "", name, kind, country, cash, in_kind, exchange, status)
