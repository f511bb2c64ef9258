"""What one step of a rehearsal left behind: entries written, mails and documents sent, who reads what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnClause, bindparam, func, literal_column, select

from workflow.act import Act
from workflow.definition.words import CANCELLED
from workflow.effects import MAIL
from workflow.rehearsal.standing import Target
from workflow.store import statements as st
from workflow.store import tables as t

_rowid: ColumnClause[int] = literal_column("rowid")
_history, _outbox, _cases = st.table(t.HistoryRow), st.table(t.OutboxRow), st.table(t.CaseRow)
_LAST = [st.prepare(select(func.max(_rowid)).select_from(one)) for one in (_history, _outbox)]
_ENTRIES = st.prepare(
    select(_history.c.entry, _cases.c.ref, _cases.c.machine)
    .join(_cases, _cases.c.id == _history.c.case_id)
    .where(literal_column("history.rowid") > bindparam("seen"))
    .order_by(literal_column("history.rowid"))
)
_SENT = st.prepare(
    select(_outbox, _cases.c.ref)
    .join(_cases, _cases.c.id == _outbox.c.case_id)
    .where(literal_column("outbox.rowid") > bindparam("seen"))
    .order_by(literal_column("outbox.rowid"))
)


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the history and the outbox had gone."""

    entries: int
    sent: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail or a document that a step makes leave; without an address nobody was found to write to."""

    id: str
    ref: str
    kind: str
    name: str
    recipient: str
    role: str
    address: str

    @property
    def is_mail(self) -> bool:
        """Tell a mail from a document."""
        return self.kind == MAIL


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a history: on which case, which act, from where to where, what rules found."""

    ref: str
    machine: str
    kind: str
    trigger: str | None
    origin: str | None
    state: str
    timer: str
    findings: tuple[Mapping[str, Any], ...]

    def targets(self) -> Iterator[Target]:
        """Give what this entry shows to have happened."""
        if self.kind == "advance":
            yield Target("act", self.machine, self.trigger or "", self.origin or "")
        elif self.kind == "cancel":
            yield Target("end", self.machine, CANCELLED, "")
        elif self.kind == "reminder":
            yield Target("delay", self.machine, self.timer.partition(":")[0], self.state)


def seen_so_far(act: Act) -> Seen:
    """Give how far the history and the outbox have gone."""
    entries, sent = (int(str(rows[0][0] or 0)) for rows in act.tx.read(*((one, {}) for one in _LAST)))
    return Seen(entries, sent)


def entries_since(act: Act, seen: Seen) -> Iterator[Entry]:
    """Give what was written in histories since, in the order it was."""
    for text, ref, machine in act.tx.read((_ENTRIES, {"seen": seen.entries}))[0]:
        entry = orjson.loads(str(text))
        yield Entry(
            str(ref), str(machine), entry["kind"], entry["trigger"], entry["from"], entry["to"],
            entry["cause"].get("timer", ""), tuple(entry["findings"]),
        )  # fmt: skip


def sent_since(act: Act, seen: Seen) -> Iterator[Sent]:
    """Give what was put in the outbox since, in order."""
    for row in act.tx.read((_SENT, {"seen": seen.sent}))[0]:
        named = dict(zip(_SENT.columns, row, strict=True))
        recipient = orjson.loads(str(named["recipient"]))
        yield Sent(
            str(named["id"]), str(named["ref"]), str(named["kind"]), str(named["name"]),
            recipient.get("name", ""), recipient.get("role_label", ""), recipient.get("email", ""),
        )  # fmt: skip
