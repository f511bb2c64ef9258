"""What whoever asks for a derogation, or grants it, must satisfy: the rule, the limits, the person."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms.money import Cents, euros
from forms.tame_text import shown
from forms.wording import long_date
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.machine_model import Transition
from workflow.definition.model import Derogable
from workflow.definition.words import DEROGATE
from workflow.derogations import ASKED_BY, GRANTED_AS, GRANTED_BY, said
from workflow.errors import Incomplete, NotAllowed
from workflow.grounds import definition_ground
from workflow.missing_role import missing_role, named_roles
from workflow.roles import holds
from workflow.shelf import Pinned
from workflow.spans import add_span


def require_bounds(act: Act, *, pinned: Pinned, answers: Mapping[str, Any]) -> Derogable:
    """Give what the definition allows of the rule to be waived; refuse another rule, or limits beyond it.

    Raises `Incomplete` when the rule may not be waived, when no limit is given, when the amount is above
    what is allowed, or the day past or too far.
    """
    allowed = pinned.definition.derogations or {}
    rule = str(said(pinned, answers, "rule") or "")
    if rule not in allowed:
        raise Incomplete(
            message=f"Il ne peut être dérogé à « {shown(rule)} ».",
            who="vous",
            source=definition_ground(act, pinned),
            remedies=(f"règles auxquelles il peut l'être : {', '.join(allowed) or 'aucune'}",),
        )
    wrong = list(_out_of_bounds(act, allowed[rule], pinned=pinned, answers=answers))
    if wrong:
        raise Incomplete(
            message=f"Dérogation à {rule} : {' ; '.join(wrong)}.",
            who="vous",
            source=definition_ground(act, pinned),
            remedies=("donner une limite : un montant, un dernier jour, ou les deux",),
        )
    return allowed[rule]


def _out_of_bounds(
    act: Act, allowed: Derogable, *, pinned: Pinned, answers: Mapping[str, Any]
) -> Iterator[str]:
    up_to, until = said(pinned, answers, "up_to"), said(pinned, answers, "until")
    if up_to is None and until is None:
        yield "elle n'a pas de limite"
    if allowed.at_most is not None:
        most = allowed.at_most.cents
        if up_to is None:
            yield f"elle doit dire jusqu'à quel montant, {euros(most)} au plus"
        elif up_to > most:
            yield f"{euros(Cents(up_to))} passe le montant permis ({euros(most)})"
    last = last_day_allowed(act, allowed)
    if last is not None and until is None:
        yield f"elle doit dire jusqu'à quel jour, le {long_date(last)} au plus tard"
    elif last is not None and date.fromisoformat(str(until)) > last:
        yield f"le {long_date(until)} passe le dernier jour permis (le {long_date(last)})"
    if until is not None and date.fromisoformat(until) < act.day:
        yield f"le {long_date(until)} est passé"


def last_day_allowed(act: Act, allowed: Derogable) -> date | None:
    """Give the last day a derogation granted now may name; None when nothing bounds it."""
    if allowed.within is None:
        return None
    return add_span(act.day, allowed.within)


def refuse_own_request(act: Act, *, case: Case, pinned: Pinned, transition: Transition) -> None:
    """Refuse to grant a derogation to whoever asked for it: nobody waives a rule for himself."""
    if transition.does == DEROGATE and case.milestones.get(ASKED_BY) == act.actor.person:
        raise NotAllowed(
            message=f"« {transition.label} » revient à une autre personne que celle qui l'a demandée.",
            who="une autre personne qui peut l'accorder",
            source=definition_ground(act, pinned),
            remedies=("faire agir une autre personne",),
        )


def require_granting_role(
    act: Act,
    *,
    case: Case,
    family: Family,
    pinned: Pinned,
    transition: Transition,
    answers: Mapping[str, Any],
) -> str:
    """Give the role under which a derogation is granted: one that the definition names for its rule."""
    allowed = require_bounds(act, pinned=pinned, answers=answers)
    roles = [role for role in allowed.by if role in transition.by]
    held = holds(act.rights, person=act.actor.person, roles=roles, case=case, family=family, day=act.day)
    if held is not None:
        return held
    rule, labels = said(pinned, answers, "rule"), named_roles(allowed.by, case=case, pinned=pinned)
    raise missing_role(
        act,
        case=case,
        pinned=pinned,
        roles=roles,
        message=f"Une dérogation à {rule} s'accorde par : {labels}. Vous n'avez pas ce rôle sur {case.ref}.",
    )


def asked_marks(act: Act) -> dict[str, Any]:
    """Give what a derogation keeps of who asks for it."""
    return {ASKED_BY: act.actor.person}


def granted_marks(act: Act, role: str | None) -> dict[str, Any]:
    """Give what a derogation keeps of who grants it."""
    return {GRANTED_BY: act.actor.person, GRANTED_AS: role}
