"""SQLite in memory: a base for what is only tried, put back as it was in a fraction of a millisecond."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from workflow.store import tables  # noqa: F401 -- the models put themselves into the metadata
from workflow.store.base import Base, Transaction
from workflow.store.sqlite import reading_on, writing_on


class MemoryBase(Base):
    """An instance in memory: nothing is written to a disk, nothing outlives it, one thread uses it."""

    dialect = "sqlite"
    locks_rows = False

    def __init__(self) -> None:
        """Make the tables, as the models say; no migration is needed where nothing was before."""
        self._connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
        engine = create_engine("sqlite://", creator=lambda: self._connection, poolclass=StaticPool)
        SQLModel.metadata.create_all(engine)
        self._connection.rollback()
        self._connection.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        with writing_on(self._connection) as transaction:
            yield transaction

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        with reading_on(self._connection) as transaction:
            yield transaction

    def kept(self) -> bytes:
        """Give the whole base as it stands, to be put back later."""
        return self._connection.serialize()

    def put_back(self, kept: bytes) -> None:
        """Make the base what it was when `kept` was given; whatever was done since is gone."""
        self._connection.deserialize(kept)

    def close(self) -> None:
        self._connection.close()
