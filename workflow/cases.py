"""Reading cases: lists and single ones, only among those the actor may see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from workflow.act import Act
from workflow.actor import Grant
from workflow.case import Case, read_case
from workflow.creation import WINDOW
from workflow.definition.machine_model import Phase, StateModel
from workflow.roles import is_inside, may_see
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

_cases = st.table(t.CaseRow)
_child = _cases.alias("child")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list, as the actor may read it."""

    ref: str
    kind: str
    title: str
    call: str
    state: str
    public: str
    next_actor: str
    outcome: str | None
    since: str

    def tree(self) -> dict[str, Any]:
        """Give the line as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def list_cases(
    act: Act, *, call: str | None = None, state: str | None = None, children: bool = False
) -> Iterator[Listed]:
    """Give the cases the actor may see, by reference; applications only, or children too."""
    conditions: list[ColumnElement[bool]] = [visible_to(act)]
    if call is not None:
        conditions.append(_cases.c.call_code == call)
    if not children:
        conditions.append(_cases.c.parent_id.is_(None))
    conditions.append(_cases.c.definition.is_not(None))
    rows = act.tx.read((st.prepare(select(_cases).where(*conditions).order_by(_cases.c.ref)), {}))[0]
    for case in map(read_case, rows):
        pinned = act.pinned(case)
        inside = reads_as_inside(act, case, pinned)
        line = describe_line(act, case) if inside or not _betrays(act, case, pinned) else None
        if line is not None and state in (None, line.state, case.state if inside else line.state):
            yield line


def _betrays(act: Act, case: Case, pinned: Pinned) -> bool:
    asked = any(one.role == case.giver for one in act.rights.of(act.actor.person or ""))
    return case.slot in pinned.betraying and not asked


def visible_to(act: Act) -> ColumnElement[bool]:
    """Write the condition that keeps only what the actor's rights cover today."""
    if act.actor.person is None:
        return true()
    grants = [one for one in act.rights.of(act.actor.person) if one.in_force(act.day)]
    return or_(false(), *(_covered(one) for one in grants))


def _covered(grant: Grant) -> ColumnElement[bool]:
    asked = and_(_child.c.giver == grant.role, _child.c.key == grant.value)
    match grant.scope:
        case "all":
            return true()
        case "call":
            return _cases.c.call_code == grant.value
        case "case":
            return or_(_cases.c.ref == grant.value, _cases.c.ref.startswith(f"{grant.value}/"))
        case "own":
            owned = _cases.alias("owned")
            return or_(
                _cases.c.owner == grant.value,
                exists().where(owned.c.id == _cases.c.root_id, owned.c.owner == grant.value),
            )
        case _:
            return or_(
                and_(_cases.c.giver == grant.role, _cases.c.key == grant.value),
                and_(_cases.c.parent_id.is_(None), exists().where(_child.c.root_id == _cases.c.id, asked)),
            )


def describe_line(act: Act, case: Case) -> Listed | None:
    """Say where a case stands, to this actor: people outside read phases, not states."""
    pinned = act.pinned(case)
    model = pinned.machine(case)
    if model.serves == WINDOW and case.is_root():
        return None
    inside = reads_as_inside(act, case, pinned)
    found = model.states.get(case.state)
    phase = shown_phase(model.phases, found, inside=inside)
    hidden = found is not None and model.phases[found.phase].shown_as is not None
    role = pinned.definition.roles.get(_next_actor(found, case)) if found else None
    return Listed(
        ref=case.ref,
        kind=model.label,
        title=case.title,
        call=case.call_code or "",
        state=(found.label if inside and found else (phase.label if phase else "Annulé")),
        public=phase.public if phase else "Cette demande a été annulée.",
        next_actor=role.label if role and (inside or (role.kind == "outside" and not hidden)) else "",
        outcome=found.outcome if found and (inside or not hidden) else None,
        since=case.entered_at if inside else case.created_at,
    )


def _next_actor(state: StateModel, case: Case) -> str:
    return (case.giver or "") if state.next_actor == "giver" else (state.next_actor or "")


def reads_as_inside(act: Act, case: Case, pinned: Pinned) -> bool:
    """Tell whether the actor reads a listed case as somebody of the house, over all, a call or it."""
    if act.actor.person is None:
        return True
    roles = pinned.definition.roles
    return any(
        one.in_force(act.day)
        and one.role in roles
        and roles[one.role].kind == "inside"
        and one.scope in {"all", "call", "case"}
        and (one.scope == "all" or one.value in {case.call_code, case.ref})
        for one in act.rights.of(act.actor.person)
    )


def shown_phase(phases: Mapping[str, Phase], state: StateModel | None, *, inside: bool) -> Phase | None:
    """Give the phase to be told: people outside see the one that hides a decision not announced."""
    if state is None:
        return None
    phase = phases[state.phase]
    return phases[phase.shown_as] if phase.shown_as and not inside else phase


__all__ = [
    "Listed",
    "describe_line",
    "is_inside",
    "list_cases",
    "may_see",
    "reads_as_inside",
    "shown_phase",
    "visible_to",
]
