"""Migrations lead an empty base to the tables of the models, and back."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from tests.databases import Server
from workflow.store.schema import compare, migrate

TABLES = sorted(SQLModel.metadata.tables)


def driven(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def test_an_empty_base_migrated_is_what_the_models_say(url: str) -> None:
    with create_engine(driven(url), poolclass=NullPool).connect() as connection:
        differences = compare(connection)

    assert differences == []


def test_migrating_again_changes_nothing(url: str) -> None:
    migrate(driven(url))

    with create_engine(driven(url), poolclass=NullPool).connect() as connection:
        assert compare(connection) == []


def test_a_base_that_lacks_a_column_is_told_from_the_models(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'altered.sqlite3'}"
    migrate(url)
    with sqlite3.connect(tmp_path / "altered.sqlite3") as connection:
        connection.execute("ALTER TABLE outbox DROP COLUMN problem")
    connection.close()

    with create_engine(url, poolclass=NullPool).connect() as other:
        differences = compare(other)

    assert len(differences) == 1


def test_every_table_of_sqlite_is_strict(tmp_path: Path) -> None:
    path = tmp_path / "strict.sqlite3"
    migrate(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"
        ).fetchall()
    connection.close()

    strict = {name for name, is_strict in rows if is_strict}
    assert set(TABLES) <= strict


def test_a_text_in_the_column_of_an_amount_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "strict.sqlite3"
    migrate(f"sqlite:///{path}")
    connection = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        connection.execute("INSERT INTO envelopes VALUES ('w', 'french', 'EUR', 'beaucoup', 0)")
    connection.close()


def test_a_new_server_gets_the_same_tables(postgres: Server) -> None:
    for url in postgres.fresh():
        with create_engine(driven(url), poolclass=NullPool).connect() as connection:
            found = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            assert sorted({name for (name,) in found} - {"alembic_version"}) == TABLES
