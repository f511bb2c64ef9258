"""SQLite: one file, WAL, a full flush at each commit, writers in turn at the turnstile."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.store.base import Base, Lost, Parameters, Row, Transaction, in_order
from workflow.store.statements import Prepared
from workflow.store.turnstile import Turnstile

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA wal_autocheckpoint = 0",
)
_WAL_LIMIT = 16 * 1024 * 1024
_BETWEEN_LOOKS = 32


class SqliteTransaction(Transaction):
    """A transaction of one connection of SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def read(self, *asked: tuple[Prepared, Parameters]) -> list[list[Row]]:
        run = self._connection.execute
        return [
            run(statement.sqlite, in_order(statement.marked, statement, named)).fetchall()
            for statement, named in asked
        ]

    def write_now(self, statement: Prepared, parameters: Parameters) -> list[Row]:
        self.send()
        return self._connection.execute(
            statement.sqlite, in_order(statement.marked, statement, parameters)
        ).fetchall()

    def send(self) -> None:
        run = self._connection.execute
        for statement, named, checked in self.gathered:
            cursor = run(statement.sqlite, in_order(statement.marked, statement, named))
            if checked and cursor.rowcount != 1:
                raise Lost
        self.gathered.clear()


@contextmanager
def writing_on(connection: sqlite3.Connection) -> Iterator[SqliteTransaction]:
    """Write on a connection: all or nothing, committed when the block ends well."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        transaction = SqliteTransaction(connection)
        yield transaction
        transaction.send()
        connection.execute("COMMIT")
    except BaseException:
        # A full disk, among others, makes SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading_on(connection: sqlite3.Connection) -> Iterator[SqliteTransaction]:
    """Read one state of the base on a connection; nothing done in the block stays."""
    connection.execute("BEGIN")
    try:
        yield SqliteTransaction(connection)
    finally:
        connection.execute("ROLLBACK")


class SqliteBase(Base):
    """An instance in one SQLite file, with its lock file beside it."""

    dialect = "sqlite"
    locks_rows = False

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        """Open the file, made if its folder exists; sync the folder when the file is new."""
        fresh = not path.exists()
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        for pragma in PRAGMAS:
            self._connection.execute(pragma)
        self._turnstile = Turnstile(path.with_name(path.name + "-lock"), patience=patience)
        self._wal = path.with_name(path.name + "-wal")
        self._commits = 0
        if fresh:
            _sync_folder(path.parent)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        with self._turnstile:
            with writing_on(self._connection) as transaction:
                yield transaction
            self._checkpoint_if_long()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        with reading_on(self._connection) as transaction:
            yield transaction

    def close(self) -> None:
        self._connection.close()
        self._turnstile.close()

    def _checkpoint_if_long(self) -> None:
        # Checkpoints happen only here, inside the turn of a writer: older SQLite builds may
        # corrupt the file when one races a write (the WAL-reset fault mended in 3.51.3).
        self._commits += 1
        if self._commits % _BETWEEN_LOOKS == 0 and self._wal.stat().st_size > _WAL_LIMIT:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
