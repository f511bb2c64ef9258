"""Why a case stands where it does: each way out of its state, who may take it, what is missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.errors import Refused
from forms.wording import long_instant
from workflow import gate
from workflow.actor import HOUSE_ZONE
from workflow.brought_budgets import judged_answers
from workflow.definition.machine_model import Comparison, Opening, Transition
from workflow.definition.model import FormField
from workflow.derogations import weigh_findings
from workflow.facts import blocking, evaluate_rules
from workflow.filing import shortcomings, without_repeats
from workflow.permission import refuse_incompatible
from workflow.requirements import who_mends
from workflow.roles import AUTOMATIC, asked_roles, holders
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint
from workflow.waiving import offered_fields, ways_to_waive
from workflow.windows import refuse_unless_open

_DUE_OF = st.select_all(t.DueRow, "case_id")


@dataclass(frozen=True, slots=True)
class Holder:
    """A role that may act, and who holds it on the case (told inside only)."""

    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a way closed, who can mend it and how."""

    message: str
    who: str
    remedies: tuple[str, ...] = ()
    rule: str | None = None
    derogations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a state, or something that may be opened beside it."""

    name: str
    label: str
    kind: str
    holders: tuple[Holder, ...]
    yours: bool
    fields: Mapping[str, FormField]
    reason: str | Mapping[str, str]
    missing: tuple[Missing, ...]


def ways_out(view: Viewpoint) -> Iterator[Way]:
    """Give every way out of the case's state; to people outside, their own only.

    `kind` is `act` (a person's), `automatic` (it happens by itself) or `open` (a child to open).
    """
    leaving = view.pinned.leaving.get((view.case.machine, view.case.state), ())
    for trigger, transition in leaving:
        if AUTOMATIC.intersection(transition.by):
            if view.inside:
                yield _automatic(view, trigger, transition)
        elif view.inside or view.held(transition) is not None:
            yield _by_a_person(view, trigger, transition)
    state = view.pinned.machine(view.case).states.get(view.case.state)
    for slot, opening in (state.open if state else {}).items():
        roles = tuple(asked_roles(opening.by, view.case))
        if view.inside or view.holds_any(roles) is not None:
            yield _opening(view, slot, opening, roles)


def _by_a_person(view: Viewpoint, trigger: str, transition: Transition) -> Way:
    form = view.pinned.definition.forms[transition.form] if transition.form else None
    return Way(
        name=trigger,
        label=transition.label,
        kind="act",
        holders=_holders(view, tuple(asked_roles(transition.by, view.case))),
        yours=view.held(transition) is not None,
        fields=form.fields if form else {},
        reason=transition.reason,
        missing=tuple(_missing(view, trigger, transition)),
    )


def _automatic(view: Viewpoint, trigger: str, transition: Transition) -> Way:
    missing = [*_unmet(view, transition), *_not_due(view, trigger)]
    return Way(
        name=trigger,
        label=transition.label,
        kind="automatic",
        holders=(),
        yours=False,
        fields={},
        reason="none",
        missing=tuple(missing),
    )


def _opening(view: Viewpoint, slot: str, opening: Opening, roles: tuple[str, ...]) -> Way:
    form = view.pinned.definition.forms[opening.form] if opening.form else None
    return Way(
        name=slot,
        label=opening.label,
        kind="open",
        holders=_holders(view, roles),
        yours=view.holds_any(roles) is not None,
        fields=offered_fields(view.pinned, form.fields if form else {}),
        reason="none",
        missing=(),
    )


def _holders(view: Viewpoint, roles: tuple[str, ...]) -> tuple[Holder, ...]:
    known = view.pinned.definition.roles
    day, rights = view.act.day, view.act.rights
    return tuple(
        Holder(
            known[role].label,
            tuple(
                person.name
                for person in holders(rights, role=role, case=view.case, family=view.family, day=day)
            )
            if view.inside
            else (),
        )
        for role in roles
        if role in known
    )


def _missing(view: Viewpoint, trigger: str, transition: Transition) -> Iterator[Missing]:
    act, case, family, pinned = view.act, view.case, view.family, view.pinned
    if transition.open_while:
        roles = pinned.definition.roles
        side = next(
            (roles[name].side for name in asked_roles(transition.by, case) if name in roles), "french"
        )
        yield from _refusals_of(
            lambda: refuse_unless_open(act, case=case, family=family, pinned=pinned, side=side)
        )
    role = view.held(transition)
    if role is not None:
        label = transition.label
        yield from _refusals_of(
            lambda: refuse_incompatible(act, case=case, family=family, pinned=pinned, role=role, label=label)
        )
    yield from _refusals_of(lambda: gate.refuse_barred(act, case=case, pinned=pinned, transition=transition))
    yield from _unmet(view, transition)
    yield from _refusals_of(lambda: gate.require_opened(act, case=case, pinned=pinned, trigger=trigger))
    yield from _opposed(view, transition)


def _unmet(view: Viewpoint, transition: Transition) -> Iterator[Missing]:
    """Give the joins and comparisons that do not hold; what the form itself will tell is left out."""
    form = view.pinned.definition.forms[transition.form] if transition.form else None
    for condition in transition.when:
        if isinstance(condition, Comparison) and form and condition.field.split(".")[0] == form.into:
            continue
        alone = transition.model_copy(update={"when": (condition,)})
        yield from _refusals_of(
            lambda alone=alone: gate.require_conditions(  # type: ignore[misc]  # bound now, called at once
                case=view.case,
                family=view.family,
                pinned=view.pinned,
                transition=alone,
                answers=view.case.answers,
            )
        )


def _not_due(view: Viewpoint, trigger: str) -> Iterator[Missing]:
    for row in view.act.tx.read((_DUE_OF, {"case_id": view.case.id}))[0]:
        due = dict(zip(_DUE_OF.columns, row, strict=True))
        moment = datetime.fromisoformat(str(due["at"]))
        if due["trigger"] == trigger and moment > view.act.received_at:
            yield Missing(f"n'a lieu que le {long_instant(moment, HOUSE_ZONE.key)}", "l'horloge")


def _opposed(view: Viewpoint, transition: Transition) -> Iterator[Missing]:
    answers = judged_answers(
        view.pinned,
        root=view.family.root.answers,
        case=view.case,
        transition=transition,
        answers=view.case.answers,
    )
    findings = (
        evaluate_rules(
            view.act,
            rule_ids=transition.rules,
            root=view.family.root,
            family=view.family,
            pinned=view.pinned,
            answers=answers,
        )
        if transition.rules
        else ()
    )
    act, family, pinned = view.act, view.family, view.pinned
    weighed = weigh_findings(findings, family=family, pinned=pinned, answers=answers, day=act.day)
    lacks = shortcomings(view.case, pinned=pinned, transition=transition, answers=view.case.answers)
    blocked = blocking(weighed.standing)
    for finding in (*without_repeats(lacks, told=blocked), *blocked):
        who = who_mends((finding,), family=family, pinned=pinned)
        ways = ways_to_waive(act, (finding,), weighed=weighed, family=family, pinned=pinned)
        yield Missing(finding.message, who, finding.remedies, finding.rule, ways)


def _refusals_of(ask: Callable[[], object]) -> Iterator[Missing]:
    try:
        ask()
    except Refused as refusal:
        yield Missing(refusal.message, refusal.who, refusal.remedies)
