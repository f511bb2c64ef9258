"""The sheet of one case: where it stands, what was answered, what runs, as one actor may read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.access import admits, readers_of
from workflow.actor import HOUSE_ZONE
from workflow.case import Case
from workflow.cases import Listed, describe_line
from workflow.definition.model import Form
from workflow.derogations import Derogation, in_force
from workflow.placing import own_form
from workflow.spans import last_day
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint

ANNOUNCED = "announce"
DECIDED = "decide"
EVERYONE = "everyone"
INSIDE = "inside"
_DUE_OF = st.select_all(t.DueRow, "case_id")


@dataclass(frozen=True, slots=True)
class Running:
    """Something that runs: a deadline of a state, or a delay that outlives states."""

    ref: str
    label: str
    at: str
    until: str
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one form of the case was answered, with the form to read it by."""

    form: Form
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything one actor may read of a case."""

    line: Listed
    version: int | None
    application: Mapping[str, Any]
    parts: tuple[Part, ...]
    children: tuple[Listed, ...]
    running: tuple[Running, ...]
    derogations: tuple[Derogation, ...] = ()


def sheet_of(view: Viewpoint) -> Sheet:
    """Gather what the actor may read of a case; the version only inside, where acts need it."""
    case = view.case
    return Sheet(
        line=_line(view),
        version=case.position if view.inside or _may_edit(view) else None,
        application=application_of(view),
        parts=tuple(visible_parts(view)),
        children=tuple(_children(view)),
        running=(*_deadlines(view), *_clocks(view)),
        derogations=_derogations(view),
    )


def _derogations(view: Viewpoint) -> tuple[Derogation, ...]:
    """Give the derogations in force for the application, or the one that the case is; none outside."""
    granted = tuple(in_force(view.family, view.pinned)) if view.inside else ()
    return granted if view.case.is_root() else tuple(one for one in granted if one.ref == view.case.ref)


def visible_parts(view: Viewpoint) -> Iterator[Part]:
    """Give the answers of each form that the actor may see: by the form's mark, and once announced."""
    told: set[str] = set()
    for form in view.pinned.definition.forms.values():
        answers = view.case.answers.get(form.into)
        if answers and form.into not in told and _sees(view, form):
            told.add(form.into)
            kept = _kept_from(view, form.into)
            read = {name: value for name, value in answers.items() if value is not None and name not in kept}
            if read:
                yield Part(form, read)


def unread_beside(view: Viewpoint) -> frozenset[str]:
    """Give the fields that the case's own form keeps beside the file and the actor may not read."""
    form = own_form(view.pinned.definition, view.pinned.machine(view.case))
    return unread_fields(view, form) if form is not None else frozenset()


def unread_fields(view: Viewpoint, form: Form) -> frozenset[str]:
    """Give the fields kept in a form's own part of the answers that the actor may not read."""
    own = {name for name, field in form.fields.items() if field.kept_as is None}
    return frozenset(own & _kept_from(view, form.into) if _sees(view, form) else own)


def _kept_from(view: Viewpoint, part: str) -> set[str]:
    """Give the fields of a part that the actor may not read, whichever form asks them."""
    model = view.pinned.machine(view.case)
    return {
        name
        for name, access in readers_of(view.pinned.definition, part)
        if not admits(
            access, case=view.case, model=model, holds=lambda roles: view.holds_any(roles) is not None
        )
    }


def _sees(view: Viewpoint, form: Form) -> bool:
    if view.inside or form.visible == EVERYONE:
        return True
    if form.visible == INSIDE:
        # Who was asked may read again what they answered.
        return view.case.giver is not None and view.holds_any((view.case.giver,)) is not None
    done = view.case.milestones
    # Announced since it was decided: leaving a hidden phase by withdrawing reveals nothing.
    return done.get(ANNOUNCED, "") > done.get(DECIDED, "") and not view.hides_decision()


def _line(view: Viewpoint) -> Listed:
    found = describe_line(view.act, view.case)
    if found is not None:
        return found
    model = view.pinned.machine(view.case)
    state = model.states.get(view.case.state)
    phase = model.phases[state.phase] if state else None
    return Listed(
        ref=view.case.ref,
        kind=model.label,
        title=view.case.title,
        call=view.case.call_code or "",
        state=state.label if state else "",
        public=phase.public if phase else "",
        next_actor="",
        outcome=None,
        since=view.case.entered_at,
    )


def _may_edit(view: Viewpoint) -> bool:
    state = view.pinned.machine(view.case).states.get(view.case.state)
    return state is not None and state.draft and view.holds_any(state.editable_by) is not None


def application_of(view: Viewpoint) -> Mapping[str, Any]:
    """Give the application as it was filled in: every answer that no form of an act gave."""
    given = {form.into for form in view.pinned.definition.forms.values()}
    return {name: value for name, value in view.case.answers.items() if name not in given}


def _children(view: Viewpoint) -> Iterator[Listed]:
    for child in view.readable_children():
        line = describe_line(view.act, child)
        if line is not None:
            yield line


def _deadlines(view: Viewpoint) -> Iterator[Running]:
    """Give the deadlines of the case and of its children: all inside, those of one's own acts outside."""
    for member in (view.case, *view.family.children(view.case)):
        own = view.of(member)
        for row in view.act.tx.read((_DUE_OF, {"case_id": member.id}))[0]:
            due = dict(zip(_DUE_OF.columns, row, strict=True))
            trigger = str(due["trigger"] or "")
            transitions = view.pinned.machine(member).transitions
            if trigger in transitions and (own.inside or _concerned(own)):
                yield _running(member, transitions[trigger].label, str(due["at"]))


def _concerned(view: Viewpoint) -> bool:
    leaving = view.pinned.leaving.get((view.case.machine, view.case.state), ())
    return any(view.held(transition) is not None for _, transition in leaving)


def _clocks(view: Viewpoint) -> Iterator[Running]:
    for name, clock in view.pinned.machine(view.case).clocks.items():
        running = view.case.clocks.get(name)
        if running and "stopped" not in running:
            yield _running(view.case, clock.label, running["ends"], paused="paused" in running)


def _running(case: Case, label: str, at: str, *, paused: bool = False) -> Running:
    until = last_day(datetime.fromisoformat(at), zone=HOUSE_ZONE.key)
    return Running(case.ref, label, at, until.isoformat(), paused)
