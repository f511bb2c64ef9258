"""The one gate: everything that may refuse an act, before anything changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.wording import long_instant
from rules.findings import Finding
from workflow.act import Act
from workflow.brought_budgets import judged_answers
from workflow.case import Case, Family
from workflow.children import Planned, plan_children
from workflow.conditions import holds_now
from workflow.deadlines import OPEN, zone_of
from workflow.definition.machine_model import StateModel, Transition
from workflow.definition.words import DEROGATE
from workflow.derogations import Derogation
from workflow.errors import Impossible, Incomplete, NotAllowed
from workflow.filing import shortcomings
from workflow.forms_given import Given, read_given
from workflow.granting import refuse_own_request, require_granting_role
from workflow.grounds import definition_ground
from workflow.history import DONE_BY
from workflow.machine import SAME
from workflow.permission import find_transition, refuse_incompatible, require_role
from workflow.placing import placed
from workflow.requirements import require_reason, require_rules
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.unmet import unmet
from workflow.windows import refuse_unless_open

_DUE_OF = st.select_all(t.DueRow, "case_id")


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks of a case."""

    trigger: str
    given: Given
    reason: str | None
    accepted: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """An act that nothing refuses: what it will do."""

    trigger: str
    transition: Transition
    role: str | None
    answers: dict[str, Any]
    findings: tuple[Finding, ...]
    planned: tuple[Planned, ...]
    reason: str | None
    reason_text: str | None
    accepted: Mapping[str, str]
    waived: Mapping[str, Derogation] = field(default_factory=dict)


def examine(act: Act, *, case: Case, family: Family, pinned: Pinned, request: Request) -> Passed:
    """Examine an act from first to last and refuse it, or tell what it will do; nothing changes.

    In order: the transition leaves this state; the actor holds its role, and none there that may
    not be held with it, and is not barred by an earlier act; the window is open; the form is
    complete; the joins and comparisons hold; the delay that opens it is over; the reason is given;
    what is filed is complete and every rule is evaluated.
    """
    transition = find_transition(act, case=case, family=family, pinned=pinned, trigger=request.trigger)
    role = require_role(act, case=case, family=family, pinned=pinned, transition=transition)
    refuse_incompatible(act, case=case, family=family, pinned=pinned, role=role, label=transition.label)
    refuse_barred(act, case=case, pinned=pinned, transition=transition)
    if transition.open_while:
        side = pinned.definition.roles[role].side
        refuse_unless_open(act, case=case, family=family, pinned=pinned, side=side)
    answers = merged(case, pinned=pinned, transition=transition, given=request.given)
    if transition.does == DEROGATE:
        role = require_granting_role(
            act, case=case, family=family, pinned=pinned, transition=transition, answers=answers
        )
    require_conditions(case=case, family=family, pinned=pinned, transition=transition, answers=answers)
    require_opened(act, case=case, pinned=pinned, trigger=request.trigger)
    reason, text = require_reason(transition, request.reason)
    weighed = require_rules(
        act,
        family=family,
        pinned=pinned,
        transition=transition,
        answers=judged_answers(
            pinned, root=family.root.answers, case=case, transition=transition, answers=answers
        ),
        accepted=request.accepted,
        lacks=shortcomings(case, pinned=pinned, transition=transition, answers=answers),
    )
    planned = plan_for(case, family=family, pinned=pinned, transition=transition, answers=answers)
    return Passed(
        request.trigger, transition, role, answers, weighed.findings, planned, reason, text,
        dict(request.accepted), weighed.waived,
    )  # fmt: skip


def plan_for(
    case: Case, *, family: Family, pinned: Pinned, transition: Transition, answers: Mapping[str, Any]
) -> tuple[Planned, ...]:
    """Give the children the transition's target opens, of a case as the act would leave its answers."""
    if transition.target == SAME:
        return ()
    target: StateModel = pinned.machine(case).states[transition.target]
    if not target.spawn:
        return ()
    return tuple(plan_children(target, case=case, family=family, pinned=pinned, answers=answers))


def refuse_barred(act: Act, *, case: Case, pinned: Pinned, transition: Transition) -> None:
    """Refuse who did an act of this case that the same person may not combine with this one."""
    refuse_own_request(act, case=case, pinned=pinned, transition=transition)
    for other in transition.unlike:
        if act.actor.person in case.milestones.get(f"{DONE_BY}{other}", ()):
            done = pinned.machine(case).transitions[other].label
            raise NotAllowed(
                message=f"« {transition.label} » revient à une autre personne que celle de « {done} ».",
                who="une autre personne du même rôle",
                source=definition_ground(act, pinned),
                remedies=("faire agir une autre personne",),
            )


def merged(case: Case, *, pinned: Pinned, transition: Transition, given: Given) -> dict[str, Any]:
    """Give the case's answers with the transition's form read into its part."""
    if transition.form is None:
        if given:
            raise Incomplete(
                message=f"« {transition.label} » ne prend aucun champ ; reçu : {', '.join(given)}.",
                who="vous",
                remedies=("redire l'acte sans --set",),
            )
        return case.answers
    form = pinned.definition.forms[transition.form]
    return placed(form, read_given(form, given, among=case.answers), among=case.answers)


def require_conditions(
    *, case: Case, family: Family, pinned: Pinned, transition: Transition, answers: dict[str, Any]
) -> None:
    """Refuse while a join or a comparison does not hold, naming what is waited for."""
    for condition in transition.when:
        if holds_now(condition, pinned=pinned, case=case, family=family, answers=answers):
            continue
        raise unmet(
            condition, case=case, family=family, pinned=pinned, transition=transition, answers=answers
        )


def require_opened(act: Act, *, case: Case, pinned: Pinned, trigger: str) -> None:
    """Refuse an act that only becomes possible at a deadline, before it."""
    state = pinned.machine(case).states[case.state]
    if not any(deadline.opens == trigger for deadline in state.deadlines.values()):
        return
    for row in act.tx.read((_DUE_OF, {"case_id": case.id}))[0]:
        due = dict(zip(_DUE_OF.columns, row, strict=True))
        if (
            due["kind"] == OPEN
            and due["trigger"] == trigger
            and datetime.fromisoformat(str(due["at"])) > act.received_at
        ):
            opens = long_instant(str(due["at"]), zone_of(pinned))
            raise Impossible(
                message=f"Cet acte n'est possible qu'à partir du {opens}.",
                who="vous",
                source=definition_ground(act, pinned),
                remedies=("attendre cette date",),
            )
