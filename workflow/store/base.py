"""The one seam to a database: a transaction reads rows, gathers writes, commits them at once.

Writes are gathered while the engine works and sent together when the transaction ends, so that
PostgreSQL needs one message for what was read and one for what is written; on SQLite the same
statements run one after the other under the turnstile.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from workflow.store.statements import Prepared

Value = str | int | bytes | None
Row = tuple[Value, ...]
Parameters = Mapping[str, Value]
Clock = Callable[[], datetime]


class Lost(Exception):
    """A write found the row moved by somebody else: nothing was committed."""


class Transaction(ABC):
    """What the engine may do inside one transaction."""

    def __init__(self) -> None:
        """Start with nothing gathered."""
        self.gathered: list[tuple[Prepared, Parameters, bool]] = []

    @abstractmethod
    def read(self, *asked: tuple[Prepared, Parameters]) -> list[list[Row]]:
        """Run reads in order, in one message where the database allows; give each one's rows."""

    @abstractmethod
    def write_now(self, statement: Prepared, parameters: Parameters) -> list[Row]:
        """Send what was gathered, then run one write at once and give the rows it returns."""

    @abstractmethod
    def send(self) -> None:
        """Send what was gathered without committing; raise `Lost` if a checked write missed."""

    def write(self, statement: Prepared, parameters: Parameters, *, checked: bool = False) -> None:
        """Gather one write; `checked` ones must touch exactly one row, else `Lost` at the end."""
        self.gathered.append((statement, parameters, checked))


class Base(ABC):
    """A database that holds an instance."""

    dialect: str
    locks_rows: bool
    """Whether writers are kept apart row by row, and must lock what they read to change it."""

    @contextmanager
    @abstractmethod
    def writing(self) -> Iterator[Transaction]:
        """Open a transaction that may write; commit at the end, roll back on any error."""

    @contextmanager
    @abstractmethod
    def reading(self) -> Iterator[Transaction]:
        """Open a transaction that only reads, on one consistent view."""

    @abstractmethod
    def close(self) -> None:
        """Give the connection back."""


def in_order(names: Sequence[str], statement: Prepared, parameters: Parameters) -> list[Value]:
    """Put named parameters, and the statement's own constants, in the order a text wants them."""
    if statement.constants:
        parameters = {**statement.constants, **parameters}
    return [parameters[name] for name in names]
