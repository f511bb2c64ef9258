"""PostgreSQL: row locks, one message for a group of reads, one for all writes and the commit."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from workflow.store.base import Base, Parameters, Row, Transaction, by_name
from workflow.store.statements import Prepared


class _PostgresTransaction(Transaction):
    def __init__(self, connection: "psycopg.Connection[Row]") -> None:
        super().__init__()
        self._connection = connection

    def read(self, *asked: tuple[Prepared, Parameters]) -> list[list[Row]]:
        with self._connection.pipeline():
            cursors = [self._connection.execute(statement.postgresql, by_name(statement, named)) for statement, named in asked]
            return [cursor.fetchall() for cursor in cursors]

    def write_now(self, statement: Prepared, parameters: Parameters) -> list[Row]:
        self.send()
        cursor = self._connection.execute(statement.postgresql, by_name(statement, parameters))
        return cursor.fetchall() if cursor.description else []

    def send(self) -> None:
        with self._connection.pipeline():
            self.queue()

    def queue(self) -> None:
        """Queue what was gathered in the pipeline that is open.

        A checked write cannot miss here: every writer of a family holds its root's row lock.
        """
        for statement, named, _checked in self.gathered:
            self._connection.execute(statement.postgresql, by_name(statement, named))
        self.gathered.clear()


class PostgresBase(Base):
    """An instance in a PostgreSQL database."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        """Connect with psycopg; `url` is `postgresql://…` or `postgresql+psycopg://…`."""
        address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._connection: psycopg.Connection[Row] = psycopg.connect(address)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        transaction = _PostgresTransaction(self._connection)
        try:
            yield transaction
            with self._connection.pipeline():
                transaction.queue()
                self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield _PostgresTransaction(self._connection)
        finally:
            self._connection.rollback()

    def close(self) -> None:
        self._connection.close()
