"""The clock's acts: what is due is a query on stored data; running late or twice changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.act import Act, instant
from workflow.case import Case, Family
from workflow.deadlines import FIRE, OPEN, REMIND, write_due
from workflow.definition.machine_model import Effects
from workflow.effects import enqueue
from workflow.gate import plan_for
from workflow.history import Cause, Deed, record
from workflow.house import CLOCK, House
from workflow.letters import LetterWriter
from workflow.moving import Moving, automatic, move
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

TIMER = "timer"
_DUE_OF = st.select_all(t.DueRow, "case_id")


@dataclass(frozen=True, slots=True)
class Due:
    """Something due for a case."""

    case_id: str
    name: str
    kind: str
    at: str
    trigger: str | None
    ref: str
    state: str


def due_before(act: Act, moment: datetime) -> list[Due]:
    """Give what is due at or before an instant, oldest first; acts that only become possible included."""
    rows = act.tx.read((st.DUE_BEFORE, {"before": instant(moment)}))[0]
    return [Due(*row) for row in rows]  # type: ignore[arg-type]  # columns of the query


def tick(house: House, *, at: datetime | None = None) -> Iterator[Due]:
    """Do everything that is due, each in its own transaction; give what was done as it is done.

    `at` pretends another time (demo instances only). A deadline another process handled
    meanwhile is passed over.
    """
    now = at or house.clock()
    with house.look(CLOCK, at=now) as look:
        waiting = [due for due in due_before(look, now) if due.kind in {FIRE, REMIND}]
    for due in waiting:
        with house.act(CLOCK, at=at) as act:
            done = _perform(act, due)
        if done:
            yield due


def _perform(act: Act, due: Due) -> bool:
    family, _ = act.read_family(due.ref)
    case = family.find(due.ref) if family else None
    if case is None or family is None:
        return False
    rows = [
        dict(zip(_DUE_OF.columns, row, strict=True))
        for row in act.tx.read((_DUE_OF, {"case_id": case.id}))[0]
    ]
    if not any(row["name"] == due.name and row["at"] == due.at for row in rows):
        return False
    pinned = act.pinned(case)
    cause = Cause(TIMER, timer=due.name)
    if due.kind == REMIND:
        _remind(act, case, family=family, pinned=pinned, due=due, rows=rows, cause=cause)
    else:
        _fire(act, case, family=family, pinned=pinned, trigger=due.trigger or "", cause=cause)
    return True


def _fire(act: Act, case: Case, *, family: Family, pinned: Pinned, trigger: str, cause: Cause) -> None:
    transition = pinned.machine(case).transitions[trigger]
    planned = plan_for(case, family=family, pinned=pinned, transition=transition)
    move(act, Moving(case, family, pinned, automatic(trigger, transition, case, planned), cause))


def _remind(
    act: Act,
    case: Case,
    *,
    family: Family,
    pinned: Pinned,
    due: Due,
    rows: list[dict[str, Any]],
    cause: Cause,
) -> None:
    deadline = pinned.machine(case).states[case.state].deadlines[due.name.split(":")[0]]
    letter = LetterWriter(act=act, case=case, family=family, pinned=pinned, passed=None)
    effects = Effects(mails=deadline.mails)
    sent = enqueue(act, case=case, family=family, pinned=pinned, effects=effects, letter=letter)
    left = [{k: row[k] for k in ("name", "kind", "at", "trigger")} for row in rows if row["name"] != due.name]
    write_due(act, case, left, had=True)
    record(act, case, Deed(kind="reminder", cause=cause, due=left, outbox=sent))


__all__ = ["FIRE", "OPEN", "REMIND", "Due", "due_before", "tick"]
