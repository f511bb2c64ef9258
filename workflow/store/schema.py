"""Bringing a base to the newest tables, and telling whether it is there."""

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from workflow.store.sqlite import PRAGMAS

HEAD = "0001"
"""The newest migration; an older program refuses a newer base."""


def migrate(url: str) -> None:
    """Create or upgrade the tables of the base at `url` (SQLAlchemy address)."""
    from alembic import command  # noqa: PLC0415 -- slow import
    from alembic.config import Config  # noqa: PLC0415 -- slow import

    with _folder() as folder, _engine(url).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def compare(connection: Connection) -> list[object]:
    """Give the differences between the migrated base and the models: none when they agree."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 -- slow import
    from alembic.migration import MigrationContext  # noqa: PLC0415 -- slow import
    from sqlmodel import SQLModel  # noqa: PLC0415 -- slow import

    return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))


def _folder() -> AbstractContextManager[Path]:
    return as_file(files("workflow.store") / "migrations")


def _engine(url: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _prepare(connection: object, _record: object) -> None:
            for pragma in PRAGMAS:
                connection.execute(pragma)  # type: ignore[attr-defined]  # a raw driver connection

    return engine
