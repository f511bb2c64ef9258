"""The tables: rows are projections of the history; money in integer cents, instants in UTC text.

An instant is stored as fixed-width ISO 8601 UTC text (`2025-05-30T21:59:00.000000+00:00`), so
that it sorts, compares and hashes alike on both databases; trees are canonical JSON text.
"""

from sqlalchemy import BigInteger, Index, MetaData
from sqlalchemy.ext.compiler import compiles
from sqlmodel import AutoString, Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata = MetaData(naming_convention=NAMING)


@compiles(AutoString, "sqlite", "postgresql")
def _text(_type: AutoString, _compiler: object, **_options: object) -> str:
    # STRICT tables of SQLite know TEXT only, and nothing here has a length of its own.
    return "TEXT"


@compiles(BigInteger, "sqlite")
def _integer(_type: BigInteger, _compiler: object, **_options: object) -> str:
    return "INTEGER"


class Setting(SQLModel, table=True):
    """One fact about the instance: its name, whether it is a demonstration, the version of rights."""

    __tablename__ = "settings"
    name: str = Field(primary_key=True)
    value: str


class Person(SQLModel, table=True):
    """Somebody who may hold roles."""

    __tablename__ = "persons"
    id: str = Field(primary_key=True)
    name: str
    email: str


class Right(SQLModel, table=True):
    """A role held by a person, over a scope, for a period (ISO days, both inclusive)."""

    __tablename__ = "rights"
    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="persons.id", index=True)
    role: str
    scope_kind: str
    scope_value: str
    starts_on: str | None = None
    ends_on: str | None = None


class Publication(SQLModel, table=True):
    """The text of a definition with its templates and reference lists: immutable, found by digest."""

    __tablename__ = "publications"
    digest: str = Field(primary_key=True)
    code: str
    title: str
    text: str


class Version(SQLModel, table=True):
    """A text put forward for a code by its author, then published by who approved it, or retracted.

    Without an author, it came with Jalon. `judged` is what the judge reported of it.
    """

    __tablename__ = "versions"
    code: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    digest: str = Field(foreign_key="publications.digest", index=True)
    status: str
    author: str | None = None
    proposed_at: str
    decided_by: str | None = None
    decided_at: str | None = None
    judged: str


class CaseRow(SQLModel, table=True):
    """Where a case stands now; its position in its history is also its version."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_root_id_id", "root_id", "id"),
        Index("ix_cases_call_code_state", "call_code", "state"),
        Index("ix_cases_giver_key", "giver", "key"),
        Index("ix_cases_owner", "owner"),
    )
    id: str = Field(primary_key=True)
    ref: str = Field(unique=True)
    root_id: str = Field(foreign_key="cases.id")
    parent_id: str | None = Field(default=None, foreign_key="cases.id")
    window_id: str | None = Field(default=None, foreign_key="cases.id")
    slot: str | None = None
    key: str | None = None
    round: int = 0
    giver: str | None = None
    machine: str
    definition: str | None = Field(default=None, foreign_key="publications.digest")
    call_code: str | None = None
    title: str
    owner: str | None = None
    region: str | None = None
    state: str
    position: int
    head: str
    entered_at: str
    created_at: str
    rounds: str
    milestones: str
    clocks: str
    reserved: str
    draft_number: int = 0
    answers: str


class HistoryRow(SQLModel, table=True):
    """One act, written down for good."""

    __tablename__ = "history"
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    position: int = Field(primary_key=True)
    hash: str
    entry: str


class ValueRow(SQLModel, table=True):
    """An answer as an act set it, with the salt of its digest; erasing it leaves the chain whole."""

    __tablename__ = "history_values"
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    position: int = Field(primary_key=True)
    path: str = Field(primary_key=True)
    salt: str
    value: str | None = None


class OutboxRow(SQLModel, table=True):
    """Something that must leave the house: written with the act, performed later."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_status_due_at", "status", "due_at"),
        Index("ix_outbox_case_id", "case_id"),
    )
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id")
    position: int
    kind: str
    name: str
    definition: str | None
    recipient: str
    letter: str
    attachments: str = "[]"
    written_at: str
    status: str
    attempts: int = 0
    due_at: str
    done_at: str | None = None
    problem: str | None = None


class DocumentRow(SQLModel, table=True):
    """A document as issued: where its bytes are, their hash, what made them."""

    __tablename__ = "documents"
    id: str = Field(primary_key=True, foreign_key="outbox.id")
    case_id: str = Field(foreign_key="cases.id", index=True)
    position: int
    name: str
    file: str
    sha256: str
    size: int
    pages: int
    issued_at: str
    fingerprint: str


class DueRow(SQLModel, table=True):
    """Something that will happen, or become possible, at an instant."""

    __tablename__ = "due"
    __table_args__ = (Index("ix_due_at", "at"),)
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    name: str = Field(primary_key=True)
    kind: str
    at: str
    trigger: str | None = None


class LinkRow(SQLModel, table=True):
    """A typed link from one case to another."""

    __tablename__ = "links"
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    kind: str = Field(primary_key=True)
    target_id: str = Field(primary_key=True, foreign_key="cases.id")


class EnvelopeRow(SQLModel, table=True):
    """What a window may spend on one side, and what is reserved so far (cents of the currency)."""

    __tablename__ = "envelopes"
    window_id: str = Field(primary_key=True, foreign_key="cases.id")
    side: str = Field(primary_key=True)
    currency: str
    total: int | None = Field(default=None, sa_type=BigInteger)
    reserved: int = Field(default=0, sa_type=BigInteger)


class KeyRow(SQLModel, table=True):
    """A caller's idempotency key, what it asked and what it was answered."""

    __tablename__ = "request_keys"
    key: str = Field(primary_key=True)
    digest: str
    result: str
    at: str


class CounterRow(SQLModel, table=True):
    """The last number given under a prefix of references."""

    __tablename__ = "counters"
    prefix: str = Field(primary_key=True)
    last: int
