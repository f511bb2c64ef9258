"""One act: an open transaction, who acts, when, the family it moves, and what it will write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from forms.answers import from_answers
from forms.application import Application
from workflow.actor import HOUSE_ZONE, Actor, Rights
from workflow.case import Case, Family, gather_family, read_case
from workflow.errors import NotFound
from workflow.shelf import Pinned, Shelf
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.base import Row, Transaction

PUBLICATION = st.select_all(t.Publication, "digest")
PERSONS = st.select_all(t.Person)
RIGHTS = st.select_all(t.Right)
RIGHTS_VERSION = {"setting": "rights_version"}
DEMO = {"setting": "demo"}


def instant(moment: datetime) -> str:
    """Write an aware instant as the base keeps it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(slots=True)
class Sources:
    """What a process keeps between acts: published definitions, and rights at one version."""

    shelf: Shelf = field(default_factory=Shelf)
    rights: Rights | None = None
    demo: bool = False


@dataclass(slots=True)
class Act:
    """Everything the verbs need, and the rows they have gathered so far."""

    tx: Transaction
    actor: Actor
    received_at: datetime
    written_at: datetime
    sources: Sources
    pretended: bool = False
    locks: bool = True
    families: dict[str, Family] = field(default_factory=dict)
    created: list[Case] = field(default_factory=list)
    moved: dict[str, Case] = field(default_factory=dict)
    rows: list[tuple[st.Prepared, Mapping[str, Any]]] = field(default_factory=list)
    entries: int = 0
    applications: dict[int, tuple[Mapping[str, Any], Application]] = field(default_factory=dict)
    register: Case | None = None
    received: str = field(init=False)
    day: date = field(init=False)

    def __post_init__(self) -> None:
        """Write the instant of reception as the base keeps it, and the house's day it falls on."""
        self.received = instant(self.received_at)
        self.day = self.received_at.astimezone(HOUSE_ZONE).date()

    @property
    def rights(self) -> Rights:
        """Give the rights in force in this transaction."""
        if self.sources.rights is None:
            self._refresh_rights(self.tx.read((st.SETTING, RIGHTS_VERSION))[0])
        rights = self.sources.rights
        if rights is None:
            raise NotFound(message="L'instance n'est pas initialisée.", who="l'administrateur")
        return rights

    def application(self, answers: Mapping[str, Any]) -> Application:
        """Give the application some answers describe, read once in an act."""
        found = self.applications.get(id(answers))
        if found is None:
            # The answers are kept beside, so that their identity is not given to others meanwhile.
            found = self.applications[id(answers)] = (answers, from_answers(answers))
        return found[1]

    def read_family(self, ref: str, *, key: str | None = None) -> tuple[Family | None, Row | None]:
        """Lock and read the family of a reference; give with it what `key` was answered before.

        Reads in one message: the lock of the root (unless the act only looks, or the whole base
        is held), the key, the family, the version of rights.
        """
        root = {"root": ref.split("/", 1)[0]}
        lock = [(st.LOCK_ROOT, root)] if self.locks else []
        rows, known = self.tx.read(
            *lock, (st.FAMILY, root), (st.KEY_AND_SETTING, {"asked_key": key or "", **RIGHTS_VERSION})
        )[-2:]
        self._refresh_rights([row[:1] for row in known])
        key_rows = [row[1:] for row in known if row[1] is not None]
        found = gather_family([read_case(row) for row in rows])
        if found is not None:
            found = self.families.setdefault(found.root.id, found)
        return found, (key_rows[0] if key_rows else None)

    def pinned(self, case: Case) -> Pinned:
        """Give the definition the case is pinned to."""
        return self.pinned_by(case.definition or "")

    def pinned_by(self, digest: str) -> Pinned:
        """Give a published definition by digest."""
        return self.sources.shelf.get(digest, read=self._read_publication)

    def add(self, statement: st.Prepared, values: Mapping[str, Any]) -> None:
        """Write a row, after the cases that the act creates and it may point at."""
        if self.created:
            self.rows.append((statement, values))
        else:
            self.tx.write(statement, values)

    def finish(self) -> None:
        """Hand everything gathered to the transaction: cases first, then what points at them."""
        insert = st.insert_into(t.CaseRow)
        for case in self.created:
            self.tx.write(insert, case.row())
        for case in self.moved.values():
            whole = case.answers is not case.seen_answers
            values = case.columns(st.CHANGED if whole else st.MOVED, prefix="new_")
            values |= {"old_id": case.id, "old_position": case.seen_position}
            self.tx.write(st.CHANGE_CASE if whole else st.MOVE_CASE, values, checked=True)
        for statement, row in self.rows:
            self.tx.write(statement, row)

    def _read_publication(self, digest: str) -> str | None:
        rows = self.tx.read((PUBLICATION, {"digest": digest}))[0]
        return str(rows[0][_TEXT]) if rows else None

    def _refresh_rights(self, version_rows: list[Row]) -> None:
        version = str(version_rows[0][0]) if version_rows else ""
        if version and (self.sources.rights is None or self.sources.rights.version != version):
            persons, grants, demo = self.tx.read((PERSONS, {}), (RIGHTS, {}), (st.SETTING, DEMO))
            self.sources.rights = Rights(version=version, persons=persons, grants=grants)
            self.sources.demo = bool(demo) and demo[0][0] == "true"


_TEXT = PUBLICATION.columns.index("text")
Clock = Callable[[], datetime]
