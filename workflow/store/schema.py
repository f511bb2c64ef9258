"""Bringing a base to the newest tables, and telling whether it is there."""

import sqlite3
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from workflow.errors import Unsound
from workflow.store.sqlite import PRAGMAS

HEAD = "0002"
"""The newest migration; an older program refuses a newer base."""


def migrate(url: str) -> None:
    """Create or upgrade the tables of the base at `url` (SQLAlchemy address): all of it, or nothing."""
    from alembic import command  # noqa: PLC0415 -- slow import
    from alembic.config import Config  # noqa: PLC0415 -- slow import

    with _folder() as folder, _engine(url).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _require_whole(connection)


def level(url: str) -> str | None:
    """Give the newest migration the base at `url` has had, or None when it has no tables yet."""
    from alembic.migration import MigrationContext  # noqa: PLC0415 -- slow import

    with _engine(url).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def compare(connection: Connection) -> list[object]:
    """Give the differences between the migrated base and the models: none when they agree."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 -- slow import
    from alembic.migration import MigrationContext  # noqa: PLC0415 -- slow import
    from sqlmodel import SQLModel  # noqa: PLC0415 -- slow import

    return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))


def _folder() -> AbstractContextManager[Path]:
    return as_file(files("workflow.store") / "migrations")


def _require_whole(connection: Connection) -> None:
    """Refuse tables in which a row points at nothing: SQLite did not look while they were rebuilt."""
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise Unsound(message=f"Des lignes de « {dangling[0][0]} » ne mènent nulle part.")


def _engine(url: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _prepare(connection: sqlite3.Connection, _record: object) -> None:
            # The driver begins no transaction by itself: the one below holds every table that is made.
            connection.isolation_level = None
            for pragma in PRAGMAS:
                connection.execute(pragma)
            # A table that others point at is rebuilt by dropping it.
            connection.execute("PRAGMA foreign_keys = OFF")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
