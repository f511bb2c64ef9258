"""A base in memory is made of the same tables, checks the same things, and goes back to what was kept."""

import sqlite3

import pytest
from sqlmodel import SQLModel

from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.base import Lost, Row
from workflow.store.memory import MemoryBase

NAME = {"setting": "name"}


def settings(base: MemoryBase) -> list[Row]:
    with base.reading() as tx:
        return tx.read((st.SETTING, NAME))[0]


def write(base: MemoryBase, value: str) -> None:
    with base.writing() as tx:
        tx.write(st.insert_into(t.Setting), {"name": "name", "value": value})


def test_its_tables_are_those_of_the_models() -> None:
    base = MemoryBase()

    with base.reading() as tx:
        for row in (t.CaseRow, t.HistoryRow, t.OutboxRow, t.DueRow, t.LinkRow, t.Publication):
            assert tx.read((st.select_all(row), {})) == [[]]
    assert len(SQLModel.metadata.tables) >= 14


def test_what_was_kept_is_put_back_and_what_was_done_since_is_gone() -> None:
    base = MemoryBase()
    empty = base.kept()
    write(base, "Essai")
    kept = base.kept()

    base.put_back(empty)
    assert settings(base) == []
    base.put_back(kept)
    assert settings(base) == [("Essai",)]


def fail_midway(base: MemoryBase) -> None:
    with base.writing() as tx:
        tx.write_now(st.insert_into(t.Setting), {"name": "name", "value": "Essai"})
        raise ZeroDivisionError


def test_an_act_that_fails_leaves_nothing() -> None:
    base = MemoryBase()

    with pytest.raises(ZeroDivisionError):
        fail_midway(base)

    assert settings(base) == []


def test_a_foreign_key_is_checked_before_and_after_putting_back() -> None:
    base = MemoryBase()

    for _ in range(2):
        with pytest.raises(sqlite3.IntegrityError), base.writing() as tx:
            tx.write(st.insert_into(t.LinkRow), {"case_id": "x", "kind": "item", "target_id": "y"})
        base.put_back(base.kept())


def test_a_checked_write_that_touches_nothing_is_lost() -> None:
    base = MemoryBase()

    with pytest.raises(Lost), base.writing() as tx:
        tx.write(st.SET_SETTING, {"setting": "name", "new": "Essai"}, checked=True)
