"""Every statement of the hot path, by name: written in Core, made text once per database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import SQLModel

from workflow.store import tables as t

_DIALECTS: dict[str, Dialect] = {
    "sqlite": sqlite.dialect(),
    "postgresql": postgresql.dialect(paramstyle="numeric_dollar"),  # type: ignore[no-untyped-call]  # SQLAlchemy's own
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement's text for each database, and for each the names of its parameters in order.

    PostgreSQL's numbered parameters stand once each, SQLite's marks as often as they are used.
    """

    sqlite: str
    marked: tuple[str, ...]
    postgresql: str
    numbered: tuple[str, ...]
    columns: tuple[str, ...]
    constants: Mapping[str, Any]


def prepare(statement: Select[Any] | CompoundSelect[Any] | Insert | Update | Delete) -> Prepared:
    """Write a Core statement once for both databases."""
    plain = statement.compile(dialect=_DIALECTS["sqlite"])
    other = statement.compile(dialect=_DIALECTS["postgresql"])
    return Prepared(
        sqlite=str(plain),
        marked=tuple(plain.positiontup or ()),
        postgresql=str(other),
        numbered=tuple(other.positiontup or ()),
        columns=tuple(statement.selected_columns.keys())
        if isinstance(statement, Select | CompoundSelect)
        else (),
        constants={name: value for name, value in plain.params.items() if value is not None},
    )


def table(row: type[SQLModel]) -> Table:
    """Give the Core table of a row class."""
    found: Table = row.__table__  # type: ignore[attr-defined]  # SQLModel sets it on table classes
    return found


_cases = table(t.CaseRow)
_history = table(t.HistoryRow)
_due = table(t.DueRow)
_outbox = table(t.OutboxRow)
_envelopes = table(t.EnvelopeRow)
_keys = table(t.KeyRow)
_settings = table(t.Setting)
_counters = table(t.CounterRow)

_SELDOM = frozenset(
    {"answers", "title", "owner", "region", "window_id", "slot", "key", "giver", "machine", "definition",
     "call_code", "round", "draft_number"}
)  # fmt: skip
CHANGED = [
    c.name for c in _cases.columns if c.name not in {"id", "ref", "root_id", "created_at", "parent_id"}
]


@cache
def insert_into(row: type[SQLModel]) -> Prepared:
    """Insert one whole row."""
    return prepare(insert(table(row)))


@cache
def select_all(row: type[SQLModel], *by: str) -> Prepared:
    """Read whole rows by equality of the named columns, in the order of the primary key."""
    found = table(row)
    conditions = [found.c[name] == bindparam(name, type_=found.c[name].type) for name in by]
    return prepare(select(found).where(*conditions).order_by(*found.primary_key.columns))


_root = _cases.alias("root")
_root_id = select(_root.c.id).where(_root.c.ref == bindparam("root")).scalar_subquery()
_window_id = select(_root.c.window_id).where(_root.c.ref == bindparam("root")).scalar_subquery()

LOCK_ROOT = prepare(select(_cases.c.id).where(_cases.c.ref == bindparam("root")).with_for_update())
"""Lock the root of the family before anything of it is read; its reference begins all of theirs."""

FAMILY = prepare(
    union_all(
        select(_cases).where(_cases.c.root_id == _root_id), select(_cases).where(_cases.c.id == _window_id)
    )
)
"""Read the family of a root's reference, with the window it was filed in."""

_changes: dict[str, Any] = {name: bindparam(f"new_{name}", type_=_cases.c[name].type) for name in CHANGED}
_unmoved = and_(_cases.c.id == bindparam("old_id"), _cases.c.position == bindparam("old_position"))
CHANGE_CASE = prepare(update(_cases).where(_unmoved).values(_changes))
"""Write a case's projection, only if nobody else moved it."""

MOVED = [name for name in CHANGED if name not in _SELDOM]
MOVE_CASE = prepare(update(_cases).where(_unmoved).values({name: _changes[name] for name in MOVED}))
"""The same when its answers, and what is copied from them, did not change."""

FORGET_DUE = prepare(delete(_due).where(_due.c.case_id == bindparam("of_case")))
DUE_BEFORE = prepare(
    select(_due.c.case_id, _due.c.name, _due.c.kind, _due.c.at, _due.c.trigger, _cases.c.ref, _cases.c.state)
    .join(_cases, _cases.c.id == _due.c.case_id)
    .where(_due.c.at <= bindparam("before"))
    .order_by(_due.c.at, _due.c.case_id, _due.c.name)
)
KEY_AND_SETTING = prepare(
    select(_settings.c.value, _keys.c.digest, _keys.c.result)
    .select_from(_settings.outerjoin(_keys, _keys.c.key == bindparam("asked_key")))
    .where(_settings.c.name == bindparam("setting"))
)
KEY = prepare(select(_keys.c.digest, _keys.c.result).where(_keys.c.key == bindparam("asked_key")))
SETTING = prepare(select(_settings.c.value).where(_settings.c.name == bindparam("setting")))
SET_SETTING = prepare(
    update(_settings).where(_settings.c.name == bindparam("setting")).values(value=bindparam("new"))
)
LOCK_ENVELOPES = prepare(
    select(_envelopes)
    .where(_envelopes.c.window_id == bindparam("window"))
    .order_by(_envelopes.c.side)
    .with_for_update()
)
MOVE_ENVELOPE = prepare(
    update(_envelopes)
    .where(_envelopes.c.window_id == bindparam("window"), _envelopes.c.side == bindparam("of_side"))
    .values(reserved=_envelopes.c.reserved + bindparam("cents", type_=_envelopes.c.reserved.type))
)
SET_ENVELOPE = prepare(
    update(_envelopes)
    .where(_envelopes.c.window_id == bindparam("window"), _envelopes.c.side == bindparam("of_side"))
    .values(total=bindparam("new_total", type_=_envelopes.c.total.type))
)
COUNT_UP = prepare(
    update(_counters)
    .where(_counters.c.prefix == bindparam("of_prefix"))
    .values(last=_counters.c.last + 1)
    .returning(_counters.c.last)
)
PENDING = prepare(
    select(_outbox)
    .where(_outbox.c.status == "pending", _outbox.c.due_at <= bindparam("before"))
    .order_by(_outbox.c.due_at, _outbox.c.kind, _outbox.c.id)
    .limit(bindparam("most"))
)
CLAIM = prepare(
    update(_outbox)
    .where(
        _outbox.c.id == bindparam("row"),
        _outbox.c.status == "pending",
        _outbox.c.due_at == bindparam("seen_due_at"),
    )
    .values(due_at=bindparam("lease"), attempts=_outbox.c.attempts + 1)
    .returning(_outbox.c.attempts)
)
"""Take a row of the outbox for oneself until the lease is over; no row when another took it."""

SETTLE = prepare(
    update(_outbox)
    .where(
        _outbox.c.id == bindparam("row"),
        _outbox.c.status == "pending",
        _outbox.c.due_at == bindparam("lease"),
    )
    .values(
        status=bindparam("new_status"),
        due_at=bindparam("new_due_at"),
        done_at=bindparam("new_done_at"),
        problem=bindparam("new_problem"),
    )
    .returning(_outbox.c.id)
)
"""Write what became of a row, as long as it is still held."""
