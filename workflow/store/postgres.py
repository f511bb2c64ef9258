"""PostgreSQL: row locks; one message for a group of reads, one for all writes and the commit."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from workflow.store.base import Base, Lost, Parameters, Row, Transaction, in_order
from workflow.store.pipeline import Command, Pipeline
from workflow.store.statements import Prepared

_WRITING = "BEGIN"
_READING = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


class _PostgresTransaction(Transaction):
    def __init__(self, pipeline: Pipeline, *, begin: str) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._begin = begin
        self.begun = False

    def read(self, *asked: tuple[Prepared, Parameters]) -> list[list[Row]]:
        return self.exchange([(one.postgresql, in_order(one.numbered, one, named)) for one, named in asked])

    def write(self, statement: Prepared, parameters: Parameters, *, checked: bool = False) -> None:
        # Posted at once, so that the server works while the engine does; nothing is committed yet.
        if self.begun:
            self._pipeline.post((statement.postgresql, in_order(statement.numbered, statement, parameters)))
        else:
            super().write(statement, parameters, checked=checked)

    def write_now(self, statement: Prepared, parameters: Parameters) -> list[Row]:
        command = (statement.postgresql, in_order(statement.numbered, statement, parameters))
        return self.exchange([*self.taken(), command])[-1]

    def send(self) -> None:
        self.exchange(self.taken())

    def taken(self) -> list[Command]:
        """Take what was gathered.

        A checked write cannot miss here: every writer of a family holds its root's row lock.
        """
        found: list[Command] = [
            (one.postgresql, in_order(one.numbered, one, named)) for one, named, _checked in self.gathered
        ]
        self.gathered.clear()
        return found

    def exchange(self, commands: list[Command]) -> list[list[Row]]:
        """Send commands as one message, the transaction's beginning before the first."""
        if self.begun:
            return self._pipeline.exchange(commands)
        self.begun = True
        return self._pipeline.exchange([(self._begin, ()), *commands])[1:]


class PostgresBase(Base):
    """An instance in a PostgreSQL database."""

    dialect = "postgresql"
    locks_rows = True

    def __init__(self, url: str) -> None:
        """Connect with psycopg; `url` is `postgresql://…` or `postgresql+psycopg://…`."""
        address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._connection = psycopg.connect(address, autocommit=True)
        self.pipeline = Pipeline(self._connection.pgconn)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        transaction = _PostgresTransaction(self.pipeline, begin=_WRITING)
        try:
            yield transaction
            transaction.exchange([*transaction.taken(), ("COMMIT", ())])
        except psycopg.errors.UniqueViolation as error:
            # Two acts made the same row at once (one key given twice): the other was first.
            self._roll_back(transaction)
            raise Lost from error
        except BaseException:
            self._roll_back(transaction)
            raise

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        transaction = _PostgresTransaction(self.pipeline, begin=_READING)
        try:
            yield transaction
        finally:
            self._roll_back(transaction)

    def close(self) -> None:
        self._connection.pgconn.finish()

    def _roll_back(self, transaction: _PostgresTransaction) -> None:
        if transaction.begun:
            self.pipeline.drain()
            self.pipeline.exchange([("ROLLBACK", ())])
