"""Migrations make the tables that the models say, on both databases, and can be taken back."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from tests.workflow.tables import rows_of, tamper
from workflow.house import SQLITE
from workflow.store import schema
from workflow.store.schema import HEAD, compare, migrate

MIGRATIONS = Path(schema.__file__).with_name("migrations")


def engine_of(url: str) -> Engine:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool)


def test_a_migrated_base_is_what_the_models_say(url: str) -> None:
    engine = engine_of(url)

    with engine.connect() as connection:
        differences = compare(connection)

    assert differences == []
    assert rows_of(url, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_migrating_again_changes_nothing(url: str) -> None:
    tamper(url, "INSERT INTO settings (name, value) VALUES ('name', 'Essai')")

    migrate(url.replace("postgresql://", "postgresql+psycopg://", 1))

    assert rows_of(url, "SELECT name, value FROM settings") == [("name", "Essai")]


def test_a_migration_can_be_taken_back_and_made_again(url: str) -> None:
    engine = engine_of(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    left = []
    for run, revision in ((command.downgrade, "base"), (command.upgrade, "head")):
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            run(config, revision)
        left.append(set(inspect(engine).get_table_names()) - {"alembic_version"})

    assert left == [set(), set(SQLModel.metadata.tables)]


def at_level(url: str, revision: str, *statements: str) -> None:
    """Take a base back to an earlier level and fill it there."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = engine_of(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        for statement in statements:
            connection.exec_driver_sql(statement)


PUBLISHED_ALONE = (
    "INSERT INTO publications (digest, code, number, title, text, published_at, published_by) VALUES "
    "('sha256:a', 'sport-2025', 1, 'Sport', '{}', '2025-02-01', 'greffe'), "
    "('sha256:b', 'sport-2025', 2, 'Sport', '{ }', '2025-03-01', 'greffe')"
)


def test_what_was_published_before_counts_as_approved(url: str) -> None:
    at_level(url, "0001", PUBLISHED_ALONE)

    migrate(url.replace("postgresql://", "postgresql+psycopg://", 1))

    assert rows_of(url, "SELECT digest, code, title, text FROM publications ORDER BY digest") == [
        ("sha256:a", "sport-2025", "Sport", "{}"),
        ("sha256:b", "sport-2025", "Sport", "{ }"),
    ]
    greffe = ("greffe", "2025-02-01", "greffe", "2025-02-01", "{}")
    again = ("greffe", "2025-03-01", "greffe", "2025-03-01", "{}")
    assert rows_of(url, "SELECT * FROM versions ORDER BY number") == [
        ("sport-2025", 1, "sha256:a", "published", *greffe),
        ("sport-2025", 2, "sha256:b", "published", *again),
    ]


def test_taken_back_a_text_keeps_its_first_number_and_what_was_only_put_forward_goes(url: str) -> None:
    at_level(url, "0001", PUBLISHED_ALONE)
    migrate(url.replace("postgresql://", "postgresql+psycopg://", 1))
    tamper(url, "INSERT INTO publications VALUES ('sha256:c', 'sport-2025', 'Sport', '[]')")
    columns = "(code, number, digest, status, proposed_at, decided_by, decided_at, judged)"
    tamper(
        url,
        f"INSERT INTO versions {columns} VALUES "  # noqa: S608 -- our own columns
        "('sport-2025', 3, 'sha256:a', 'published', '2025-04-01', 'adjointe', '2025-04-02', '{}'), "
        "('sport-2025', 4, 'sha256:c', 'pending', '2025-05-01', NULL, NULL, '{}')",
    )

    at_level(url, "0001")

    columns = "digest, number, published_at, published_by"
    assert rows_of(url, f"SELECT {columns} FROM publications ORDER BY number") == [  # noqa: S608 -- our own columns
        ("sha256:a", 1, "2025-02-01", "greffe"),
        ("sha256:b", 2, "2025-03-01", "greffe"),
    ]


def test_a_migration_that_fails_leaves_the_tables_as_they_were(url: str) -> None:
    at_level(url, "0001", PUBLISHED_ALONE)
    tamper(url, "CREATE TABLE versions (code TEXT)")
    before = set(inspect(engine_of(url)).get_table_names())

    with pytest.raises(DatabaseError):
        migrate(url.replace("postgresql://", "postgresql+psycopg://", 1))

    assert set(inspect(engine_of(url)).get_table_names()) == before
    assert rows_of(url, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert len(rows_of(url, "SELECT number FROM publications")) == 2


def test_every_table_of_sqlite_is_strict(url: str) -> None:
    if not url.startswith(SQLITE):
        pytest.skip("PostgreSQL is always strict")

    found = {str(row[1]): row[5] for row in rows_of(url, "PRAGMA table_list") if row[2] == "table"}

    assert {name: found[name] for name in SQLModel.metadata.tables} == dict.fromkeys(
        SQLModel.metadata.tables, 1
    )


def test_no_text_enters_a_column_of_whole_numbers(url: str) -> None:
    # Counters are the one table of whole numbers that points at no other row.
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.DataError)):
        tamper(url, "INSERT INTO counters (prefix, last) VALUES ('GEN25', 'beaucoup')")


def test_no_row_points_at_nothing(url: str) -> None:
    if url.startswith(SQLITE):
        pytest.skip("SQLite checks foreign keys for connections that ask it to: see the store's own tests")

    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        tamper(url, "INSERT INTO links (case_id, kind, target_id) VALUES ('x', 'item', 'y')")
