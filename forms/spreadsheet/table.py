"""A sheet of lines: its headings, its years, and the amounts of each line."""

from collections.abc import Iterator, Sequence

from forms.country_names import folded
from forms.money import Cents, euros
from forms.spreadsheet import layout
from forms.spreadsheet.cells import Cells

_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class Table:
    """The lines of a sheet; `is_sound` says whether its headings let them be read."""

    def __init__(self, cells: Cells, *, headings: Sequence[str]) -> None:
        self.cells = cells
        self.columns = {title: column for column, title in enumerate(headings)}
        self.first_amount = len(headings)
        self.refused = False
        self.is_sound = self._headings_hold(headings)
        self.years = self._read_years()
        self.total_column = self.first_amount + len(self.years)
        self.sums = [0] * (len(self.years) + 1)

    def lines(self) -> Iterator[int]:
        """Give the rows that hold something, from the first line on, until enough is wrong."""
        rows = range(layout.FIRST_LINE, len(self.cells.sheet.rows))
        columns = range(self.total_column + 1)
        for row in rows:
            if self.cells.told_enough:
                return
            filled = any(not self.cells.is_empty(row, column) for column in columns[:-1])
            if filled or self._has_total(row):
                yield row

    def amounts(self, row: int) -> tuple[Cents, ...]:
        """Read the amounts of a line: one a year, or one for all when only the total is given.

        An empty year is nothing. A total that is not the sum of the years is refused.
        """
        places = [(row, self.first_amount + index) for index in range(len(self.years))]
        given = [not self.cells.is_empty(*place) for place in places]
        whole = self.cells.amount(row, self.total_column) if self._has_total(row) else None
        if not any(given):
            return self._unsplit(row, whole)
        read = [
            self.cells.amount(*place) if there else Cents(0)
            for place, there in zip(places, given, strict=True)
        ]
        if None in read:
            self.refused = True
            return ()
        amounts = tuple(amount for amount in read if amount is not None)
        for index, amount in enumerate(amounts):
            self.sums[index] += amount
        added = Cents(sum(amounts))
        self.sums[-1] += added
        if whole is not None and whole != added:
            self.cells.refuse(
                row,
                self.total_column,
                code="XLS-010",
                message=f"le total affiché est {euros(whole)}, les années font {euros(added)}.",
                remedy="Ouvrez le classeur dans votre tableur et enregistrez-le, ou effacez cette cellule.",
            )
        return amounts

    def _unsplit(self, row: int, whole: Cents | None) -> tuple[Cents, ...]:
        if whole is not None:
            self.sums[-1] += whole
            if len(self.years) == 1:
                self.sums[0] += whole
            return (whole,)
        self.refused = True
        if not self._has_total(row):
            self.cells.refuse(
                row,
                self.first_amount,
                code="APP-010",
                message="cette ligne n'a aucun montant.",
                remedy="Donnez un montant pour une année au moins, ou effacez toute la ligne.",
            )
        return ()

    def _has_total(self, row: int) -> bool:
        place = (row, self.total_column)
        return not self.cells.is_empty(*place) and place not in self.cells.sheet.structure.uncalculated

    def _headings_hold(self, headings: Sequence[str]) -> bool:
        sound = True
        for column, title in enumerate(headings):
            found = self.cells.sheet.value(layout.HEADING_ROW, column)
            if not isinstance(found, str) or folded(found) != folded(title):
                sound = False
                told = f"« {found} » au lieu de « {title} »" if found else f"il manque « {title} »"
                self.cells.refuse(
                    layout.HEADING_ROW,
                    column,
                    code="XLS-009",
                    message=f"en-tête de colonne : {told}.",
                    remedy="Rétablissez les colonnes du modèle, dans leur ordre.",
                )
        return sound

    def _read_years(self) -> tuple[int, ...]:
        """Read the years that head the last columns, up to the total."""
        years: list[int] = []
        width = max(map(len, self.cells.sheet.rows), default=0)
        for column in range(self.first_amount, width):
            title = self.cells.sheet.value(layout.HEADING_ROW, column)
            if isinstance(title, str) and folded(title) == folded(layout.TOTAL):
                return tuple(years)
            year = self.cells.whole(layout.HEADING_ROW, column)
            after = years[-1] + 1 if years else _FIRST_YEAR
            if year is None or not after <= year <= _LAST_YEAR:
                self._refuse_year(column)
                return tuple(years)
            years.append(year)
        self._refuse_year(width)
        return tuple(years)

    def _refuse_year(self, column: int) -> None:
        self.is_sound = False
        self.cells.refuse(
            layout.HEADING_ROW,
            column,
            code="APP-019",
            message="une année est attendue ici, après les précédentes, ou l'en-tête « Total ».",
            remedy="Écrivez les années dans l'ordre, chacune une fois, puis « Total » : 2025, 2026, Total.",
        )
