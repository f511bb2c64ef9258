"""What an act costs: one commit and one flush on SQLite, two messages on PostgreSQL."""

from pathlib import Path

import pytest
from sqlalchemy import bindparam, update

from tests.databases import Server, fresh_sqlite
from tests.workflow.houses import TestHouse, actor, build_house
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, Story
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.postgres import PostgresBase
from workflow.store.sqlite import SqliteBase

_CASES = st.table(t.CaseRow)
RENAME = st.prepare(update(_CASES).where(_CASES.c.ref == bindparam("of")).values(title=bindparam("new")))


def in_instruction(house: TestHouse) -> str:
    story = Story(
        name="up to the instruction",
        call=GENERALISTE.call,
        file=GENERALISTE.file,
        creator=GENERALISTE.creator,
        cast=GENERALISTE.cast,
        steps=GENERALISTE.steps[:5],
        ends={},
    )
    return Narrator(house).tell(story)


def rename_and_fail(house: TestHouse, ref: str, error: type[BaseException]) -> None:
    with house.house.act(actor("ines")) as act:
        act.tx.write_now(RENAME, {"new": "ailleurs", "of": ref})
        raise error


def propose(house: TestHouse, ref: str) -> None:
    house.advance("ines", ref, "propose", given={"amount": "75000.00", "comment": "Solide."})


def test_an_act_on_sqlite_is_one_immediate_transaction_and_one_commit(tmp_path: Path) -> None:
    house = build_house(fresh_sqlite(tmp_path), home=tmp_path)
    ref = in_instruction(house)
    base = house.house.base
    assert isinstance(base, SqliteBase)
    log: list[str] = []

    base._connection.set_trace_callback(log.append)  # noqa: SLF001 -- counting what reaches the file
    propose(house, ref)
    base._connection.set_trace_callback(None)  # noqa: SLF001 -- as above
    house.close()

    ends = [line for line in log if line.split()[0] in {"BEGIN", "COMMIT", "ROLLBACK", "PRAGMA"}]
    assert ends == ["BEGIN IMMEDIATE", "COMMIT"]


def test_sqlite_keeps_a_journal_ahead_and_flushes_each_commit_whole(tmp_path: Path) -> None:
    house = build_house(fresh_sqlite(tmp_path), home=tmp_path)
    base = house.house.base
    assert isinstance(base, SqliteBase)

    read = {
        name: base._connection.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: SLF001 -- the connection's own settings
        for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "trusted_schema")
    }
    house.close()

    full = 2
    assert read == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "wal_autocheckpoint": 0,
        "trusted_schema": 0,
    }


def test_a_simple_act_on_postgresql_takes_at_most_three_messages(postgres: Server, tmp_path: Path) -> None:
    for url in postgres.fresh():
        house = build_house(url, home=tmp_path)
        ref = in_instruction(house)
        base = house.house.base
        assert isinstance(base, PostgresBase)

        before = base.pipeline.messages
        propose(house, ref)
        spent = base.pipeline.messages - before
        house.close()

        assert spent == 2


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_act_that_fails_leaves_nothing_and_the_base_usable(
    empty: TestHouse, error: type[BaseException]
) -> None:
    ref = in_instruction(empty)
    before = empty.case(ref).position

    with pytest.raises(error):
        rename_and_fail(empty, ref, error)

    assert empty.case(ref).position == before
    assert empty.case(ref).title != "ailleurs"
    propose(empty, ref)
    assert empty.discrepancies() == []
