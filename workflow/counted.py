"""The applications that figures count, each with what became of it as far as the actor may know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.act import Act
from workflow.actor import HOUSE_ZONE
from workflow.case import Case, Family, read_case
from workflow.cases import reads_as_inside, visible_to
from workflow.definition.machine_model import StateModel
from workflow.definition.words import APPLICATION
from workflow.moving import FILE
from workflow.sheet import ANNOUNCED, DECIDED
from workflow.shelf import Pinned
from workflow.shortfall import FRENCH
from workflow.store import statements as st
from workflow.store import tables as t

_cases = st.table(t.CaseRow)
_filed_in = _cases.alias("filed_in")


@dataclass(frozen=True, slots=True)
class Counted:
    """One application that was filed, in cents.

    `retained` holds what is held for it in the envelope of the French side, None when nothing is, or
    nothing that the actor may know of. `ended` is the mark of its end, without money: `negative`,
    `neutral`, or None while it goes on. `cost` is None without a budget.
    """

    case: Case
    family: Family
    pinned: Pinned
    retained: int | None
    ended: str | None
    requested: int | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class Census:
    """The applications counted, and how many never filed were left out."""

    counted: tuple[Counted, ...]
    unfiled: int


def take_census(act: Act, *, year: int | None = None) -> Census:
    """Count the applications the actor may see, filed in a year of Paris, or ever.

    A decision that is not announced to people outside is not told them by any figure: to them the
    application is one still examined.
    """
    windows = {case.id: case for case in _windows(act)}
    counted, unfiled = [], 0
    for case in _applications(act):
        filed = case.milestones.get(FILE)
        if filed is None:
            unfiled += 1
        elif year in (None, datetime.fromisoformat(filed).astimezone(HOUSE_ZONE).year):
            counted.append(_counted(act, case, windows.get(case.window_id or "")))
    return Census(tuple(counted), unfiled)


def _applications(act: Act) -> Iterator[Case]:
    chosen = select(_cases).where(visible_to(act), _cases.c.parent_id.is_(None)).order_by(_cases.c.ref)
    for row in act.tx.read((st.prepare(chosen), {}))[0]:
        case = read_case(row)
        if case.definition is not None and act.pinned(case).machine(case).serves == APPLICATION:
            yield case


def _windows(act: Act) -> Iterator[Case]:
    ids = select(_filed_in.c.window_id).where(_filed_in.c.window_id.is_not(None))
    rows = act.tx.read((st.prepare(select(_cases).where(_cases.c.id.in_(ids))), {}))[0]
    return map(read_case, rows)


def _counted(act: Act, case: Case, window: Case | None) -> Counted:
    pinned = act.pinned(case)
    state = pinned.machine(case).states.get(case.state)
    budget = act.application(case.answers).budget
    held = case.reserved.get(FRENCH)
    inside = reads_as_inside(act, case, pinned)
    hidden = (
        state is not None and pinned.machine(case).phases[state.phase].shown_as is not None and not inside
    )
    told = inside or (not hidden and _is_announced(case))
    return Counted(
        case=case,
        family=Family({case.id: case}, case, window),
        pinned=pinned,
        retained=int(held) if held and told else None,
        ended=None if hidden else _end(state),
        requested=int(budget.requested) if budget else None,
        cost=int(budget.total) if budget else None,
    )


def _is_announced(case: Case) -> bool:
    return str(case.milestones.get(ANNOUNCED, "")) > str(case.milestones.get(DECIDED, ""))


def _end(state: StateModel | None) -> str | None:
    if state is None:
        return "neutral"
    return state.outcome if state.final and state.outcome != "positive" else None
