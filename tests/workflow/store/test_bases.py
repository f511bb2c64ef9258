"""What each base promises: one commit for an act, few messages, all or nothing, and errors told as ours."""

import sqlite3
from pathlib import Path

import pytest

from forms.errors import Refused
from tests.workflow.houses import TestHouse, actor
from tests.workflow.stories.acts import FAVOURABLE
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import after
from tests.workflow.tables import contents, rows_of
from workflow.engine import advance
from workflow.errors import Stale, Unsound
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.base import Lost
from workflow.store.failures import OutOfReach, as_explained
from workflow.store.postgres import PostgresBase
from workflow.store.sqlite import SqliteBase

INSERT = st.insert_into(t.Setting)


@pytest.fixture
def on_sqlite(empty: TestHouse) -> SqliteBase:
    if not isinstance(empty.house.base, SqliteBase):
        pytest.skip("a promise of SQLite")
    return empty.house.base


@pytest.fixture
def on_postgres(empty: TestHouse) -> PostgresBase:
    if not isinstance(empty.house.base, PostgresBase):
        pytest.skip("a promise of PostgreSQL")
    return empty.house.base


def test_the_pragmas_are_in_force(on_sqlite: SqliteBase) -> None:
    connection = on_sqlite._connection  # noqa: SLF001 -- pragmas belong to the connection

    asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "wal_autocheckpoint")
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "wal_autocheckpoint": 0,
    }


def test_a_foreign_key_is_checked(on_sqlite: SqliteBase) -> None:
    row = {"case_id": "x", "kind": "item", "target_id": "y"}

    with pytest.raises(sqlite3.IntegrityError), on_sqlite.writing() as tx:
        tx.write(st.insert_into(t.LinkRow), row)


def test_an_act_is_one_commit(empty: TestHouse, on_sqlite: SqliteBase) -> None:
    ref = after(empty, GENERALISTE, 4)
    said: list[str] = []
    on_sqlite._connection.set_trace_callback(said.append)  # noqa: SLF001 -- what the database is told

    empty.advance("lima", f"{ref}/embassy.PE", "give", given=FAVOURABLE)

    on_sqlite._connection.set_trace_callback(None)  # noqa: SLF001 -- as above
    told = [statement for statement in said if statement.split()[0] in {"BEGIN", "COMMIT", "ROLLBACK"}]
    assert told == ["BEGIN IMMEDIATE", "COMMIT"]
    assert empty.case(ref).state == "instruction"


def test_a_simple_act_is_two_messages(empty: TestHouse, on_postgres: PostgresBase) -> None:
    ref = after(empty, GENERALISTE, 5)
    empty.advance("ines", ref, "propose", given={"amount": "1000.00", "comment": "Bien."})
    before = on_postgres.pipeline.messages

    empty.advance("sonia", ref, "enrol")

    assert on_postgres.pipeline.messages - before == 2


def test_an_error_in_the_middle_leaves_nothing(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    before = contents(url)

    def fail() -> None:
        with empty.house.act(actor("ines")) as act:
            advance(act, ref=ref, trigger="admit")
            act.finish()
            act.tx.send()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert contents(url) == before
    assert empty.advance("ines", ref, "admit").state == "opinions"


def test_a_statement_that_fails_leaves_the_base_usable(empty: TestHouse) -> None:
    base = empty.house.base

    def fail(name: str) -> None:
        with base.writing() as tx:
            tx.write(INSERT, {"name": name, "value": "x"})
            tx.write(INSERT, {"name": "name", "value": "twice"})
            tx.write(st.SET_SETTING, {"setting": "name", "new": "after"})

    for name in ("first", "second"):
        with pytest.raises((Lost, sqlite3.IntegrityError)):
            fail(name)

    with base.reading() as tx:
        rows = tx.read((st.SETTING, {"setting": "name"}), (st.SETTING, {"setting": "first"}))

    assert rows == [[("Essai",)], []]


def test_a_reading_sees_one_moment_whatever_is_written_meanwhile(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 1)
    other = type(empty.house.base)
    base = other(Path(url.removeprefix("sqlite:///"))) if other is SqliteBase else other(url)  # type: ignore[call-arg]  # each by its own

    with base.reading() as tx:
        before = tx.read((st.SETTING, {"setting": "rights_version"}))
        empty.person("nouveau", "instructor", "all")
        after_it = tx.read((st.SETTING, {"setting": "rights_version"}))
    with base.reading() as tx:
        later = tx.read((st.SETTING, {"setting": "rights_version"}))

    base.close()
    assert before == after_it != later


def test_a_long_journal_is_folded_back_by_writers(empty: TestHouse, on_sqlite: SqliteBase, url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    for number in range(34):
        with on_sqlite.writing() as tx:
            tx.write(INSERT, {"name": f"large {number}", "value": "x" * 1_000_000})

    assert path.with_name(f"{path.name}-wal").stat().st_size < 17 * 1024 * 1024
    assert len(rows_of(url, "SELECT name FROM settings WHERE name LIKE 'large%'")) == 34


def test_failures_are_told_as_ours() -> None:
    told = as_explained(Lost())
    damaged = sqlite3.DatabaseError("malformed")
    damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT

    assert (type(told), isinstance(told, Refused)) == (Stale, True)
    assert isinstance(as_explained(damaged), Unsound)
    assert as_explained(ValueError()) is None


def test_a_lost_server_does_not_promise_that_nothing_was_written(
    empty: TestHouse, on_postgres: PostgresBase, url: str
) -> None:
    rows_of(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )

    with pytest.raises(Exception, match=r".") as caught, on_postgres.reading() as tx:
        tx.read((st.SETTING, {"setting": "name"}))

    told = as_explained(caught.value)
    assert isinstance(told, OutOfReach)
