"""A table for people and for machines: French titles to read, English keys to compute with."""

from collections.abc import Iterable
from dataclasses import dataclass

from forms.typography import typeset

Cell = str | tuple[str, ...]
"""One text, or several that stand one below the other."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON and its title; without a title only machines read it."""

    key: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns; the first titled cell of a row says what the row is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def titles(self) -> tuple[str, ...]:
        """Give the titles that people read."""
        return tuple(column.title for column in self.columns if column.title is not None)

    def shown(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Give the cells that people read, row by row, each as its lines."""
        return tuple(
            tuple(
                (cell,) if isinstance(cell, str) else cell
                for cell, column in zip(row, self.columns, strict=True)
                if column.title is not None
            )
            for row in self.rows
        )

    def to_json(self) -> dict[str, object]:
        """Give the table as JSON, one object for each row; a cell of several texts is a list."""
        keys = [column.key for column in self.columns]
        return {"caption": self.caption, "rows": [dict(zip(keys, row, strict=True)) for row in self.rows]}


def table(caption: str, columns: Iterable[Column], rows: Iterable[Iterable[Cell]]) -> Table:
    """Make a table whose texts carry their non-breaking spaces."""
    titled = tuple(columns)
    return Table(
        typeset(caption),
        tuple(Column(one.key, typeset(one.title) if one.title else one.title) for one in titled),
        tuple(
            tuple(
                _typeset(cell) if one.title is not None else cell
                for cell, one in zip(row, titled, strict=True)
            )
            for row in rows
        ),
    )


def _typeset(cell: Cell) -> Cell:
    return typeset(cell) if isinstance(cell, str) else tuple(map(typeset, cell))
