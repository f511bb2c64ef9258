"""The tables themselves, reached beside the house: what they hold, and how to tamper with them."""

import sqlite3
from collections.abc import Sequence

import psycopg
from sqlmodel import SQLModel

from workflow.house import SQLITE

Value = str | int | None
Contents = dict[str, list[tuple[object, ...]]]


def contents(url: str) -> Contents:
    """Read every row of every table."""
    names = list(SQLModel.metadata.tables)
    found = _run(url, [(f"SELECT * FROM {name}", ()) for name in names])  # noqa: S608 -- our own tables
    return {name: sorted(rows, key=repr) for name, rows in zip(names, found, strict=True)}


def rows_of(url: str, statement: str, *values: Value) -> list[tuple[object, ...]]:
    """Run a statement on a connection of its own; `?` stands for each value."""
    return _run(url, [(statement, values)])[0]


def _run(url: str, statements: Sequence[tuple[str, Sequence[Value]]]) -> list[list[tuple[object, ...]]]:
    if url.startswith(SQLITE):
        connection = sqlite3.connect(url.removeprefix(SQLITE))
        with connection:
            found = [connection.execute(text, values).fetchall() for text, values in statements]
        connection.close()
        return found
    with psycopg.connect(url) as other:
        cursors = [
            other.execute(text.replace("?", "%s").encode(), values or None) for text, values in statements
        ]
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def tamper(url: str, statement: str, *values: Value) -> None:
    """Change rows behind the house's back."""
    rows_of(url, statement, *values)
