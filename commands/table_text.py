"""Tables in a terminal: narrow ones aligned, wide ones told row by row."""

from collections.abc import Iterator

from commands.printing import aligned
from workflow.definition.tables.table import Table

_ALIGNED = 4
"""More columns than that would not fit a terminal side by side."""


def table_lines(table: Table) -> Iterator[str]:
    """Write a table as lines of text, under its caption; what a cell lacks is not mentioned."""
    yield table.caption
    if not table.rows:
        yield "  (rien)"
    elif len(table.titles()) <= _ALIGNED:
        rows = [[", ".join(cell) for cell in row] for row in table.shown()]
        yield from (f"  {line}" for line in aligned(table.titles(), rows))
    else:
        yield from _told(table)


def _told(table: Table) -> Iterator[str]:
    for about, *cells in table.shown():
        yield f"  {', '.join(about)}"
        for title, cell in zip(table.titles()[1:], cells, strict=True):
            if any(cell):
                yield f"      {title} : {' ; '.join(cell)}"
