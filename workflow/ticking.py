"""The clock's acts: what is due is a query on stored data; running late or twice changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.act import Act, instant
from workflow.case import Case, Family
from workflow.conditions import holds_now
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


def tick(
    house: House, *, at: datetime | None = None, choose: Callable[[Due], bool] = lambda _: True
) -> Iterator[Due]:
    """Do everything that is due, each in its own transaction; give what was done as it is done.

    `at` pretends another time (demo instances only); what `choose` says no to is left for later. A
    deadline another process handled meanwhile is passed over; one that fails is left for later, and
    its error raised once all others are done.
    """
    now = at or house.clock()
    with house.look(CLOCK, at=now) as look:
        found = due_before(look, now)
    # What moves comes first: nobody is reminded of what is over.
    waiting = [due for kind in (FIRE, REMIND) for due in found if due.kind == kind and choose(due)]
    failed: Exception | None = None
    for due in waiting:
        try:
            with house.act(CLOCK, at=at) as act:
                done = _perform(act, due)
        except Exception as error:  # noqa: BLE001 -- one broken case keeps no other waiting
            failed = failed or error
            continue
        if done:
            yield due
    if failed is not None:
        raise failed


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
        return True
    return _fire(act, case, family=family, pinned=pinned, trigger=due.trigger or "", cause=cause)


def _fire(act: Act, case: Case, *, family: Family, pinned: Pinned, trigger: str, cause: Cause) -> bool:
    transition = pinned.machine(case).transitions[trigger]
    if not all(
        holds_now(condition, pinned=pinned, case=case, family=family, answers=case.answers)
        for condition in transition.when
    ):
        return False
    planned = plan_for(case, family=family, pinned=pinned, transition=transition, answers=case.answers)
    move(act, Moving(case, family, pinned, automatic(trigger, transition, case, planned), cause))
    return True


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
    """Send one reminder for all those of the deadline that are due; none when it is itself over."""
    name = due.name.partition(":")[0]
    deadline = pinned.machine(case).states[case.state].deadlines[name]
    over = any(row["name"] == name and row["at"] <= act.received for row in rows)
    letter = LetterWriter(act=act, case=case, family=family, pinned=pinned, passed=None)
    effects = Effects() if over else Effects(mails=deadline.mails)
    sent = enqueue(act, case=case, family=family, pinned=pinned, effects=effects, letter=letter)
    left = [
        {key: row[key] for key in ("name", "kind", "at", "trigger")}
        for row in rows
        if not (row["name"].startswith(f"{name}:") and row["at"] <= act.received)
    ]
    write_due(act, case, left, had=True)
    record(act, case, Deed(kind="reminder", cause=cause, due=left, outbox=sent))


__all__ = ["FIRE", "OPEN", "REMIND", "Due", "due_before", "tick"]
