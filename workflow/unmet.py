"""What an act still waits for, in words: whose answer, or which choice."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflow.case import Case, Family
from workflow.conditions import waiting_for
from workflow.definition.intervals import bounds_of
from workflow.definition.literals import Amount, Count
from workflow.definition.machine_model import ChildrenJoin, Comparison, Condition, Transition
from workflow.definition.model import Form, FormField
from workflow.definition.wording import say_bound, say_bounds
from workflow.errors import Impossible
from workflow.letter_case import place_name
from workflow.roles import GIVER
from workflow.shelf import Pinned

_APPLICATION = {
    "budget.requested": "Montant demandé",
    "budget.total": "Coût total",
    "months": "Durée en mois",
}
"""The parts of an application that are compared by order, as people name them."""

_OUTSIDE, _EVERYONE = "outside", "everyone"
_GIVEN, _NOT_GIVEN = "renseigné", "non renseigné"


def unmet(
    condition: Condition,
    *,
    case: Case,
    family: Family,
    pinned: Pinned,
    transition: Transition,
    answers: Mapping[str, Any],
) -> Impossible:
    """Say which condition of an act does not hold, who can make it hold, and how."""
    if isinstance(condition, ChildrenJoin):
        return _awaited(condition, case=case, family=family, pinned=pinned, transition=transition)
    return _otherwise(condition, pinned=pinned, transition=transition, answers=answers)


def _awaited(
    join: ChildrenJoin, *, case: Case, family: Family, pinned: Pinned, transition: Transition
) -> Impossible:
    waited = waiting_for(join, pinned=pinned, case=case, family=family)
    names = ", ".join(f"{child.ref} ({_state_label(pinned, child)})" for child in waited)
    return Impossible(
        message=f"« {transition.label} » attend encore : {names or 'aucun cas ouvert'}.",
        who=", ".join(sorted({_who_answers(pinned, child) for child in waited})) or "vous",
        remedies=("attendre ou obtenir la réponse de chacun",),
    )


def _otherwise(
    comparison: Comparison, *, pinned: Pinned, transition: Transition, answers: Mapping[str, Any]
) -> Impossible:
    form, field = next(_fields_at(pinned, comparison.field), (None, None))
    hidden = field is not None and form is not None and _is_hidden(form, field, transition, pinned)
    label, options = (field.label, field.options) if field else (_of_application(comparison.field), {})
    wanted = [comparison.equals] if comparison.equals is not None else list(comparison.one_of)
    told = " ou ".join(options.get(one, one) for one in wanted)
    if comparison.known is not None:
        told = _GIVEN if comparison.known else _NOT_GIVEN
    found = _found(answers, comparison.field)
    seen = _NOT_GIVEN if found is None else options.get(str(found), str(found))
    if comparison.is_of_order():
        told = say_bounds(bounds_of(comparison))
        seen = seen if found is None else _ordered(comparison, found)
    return Impossible(
        message=f"« {transition.label} » demande que « {label} » soit « {told} ».",
        who="vous",
        seen={} if hidden else {label: seen},
        remedies=("choisir un autre acte, ou corriger ce qui est donné",),
    )


def _ordered(comparison: Comparison, found: Any) -> str:  # noqa: ANN401 -- cents, a count, or a day as ISO text
    """Write an answer as its bounds are written."""
    _, bound = next(bounds_of(comparison))
    match bound:
        case Amount(_, currency):
            return say_bound(Amount(found, currency))
        case Count():
            return str(found)
        case _:
            return say_bound(date.fromisoformat(found))


def _is_hidden(form: Form, field: FormField, transition: Transition, pinned: Pinned) -> bool:
    """Tell whether who may do the act is not to read the answer, however it bears on it."""
    if field.seen is not None:
        return True
    roles = pinned.definition.roles
    outside = any(roles[name].kind == _OUTSIDE for name in transition.by if name in roles)
    typed = transition.form is not None and pinned.definition.forms[transition.form].into == form.into
    return outside and form.visible != _EVERYONE and not typed


def _fields_at(pinned: Pinned, path: str) -> Iterator[tuple[Form, FormField]]:
    part, _, name = path.partition(".")
    for form in pinned.definition.forms.values():
        if form.into == part and name in form.fields:
            yield form, form.fields[name]


def _of_application(path: str) -> str:
    return _APPLICATION.get(path, path)


def _found(answers: Mapping[str, Any], path: str) -> object:
    found: Any = answers
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _state_label(pinned: Pinned, child: Case) -> str:
    return pinned.machine(child).states[child.state].label


def _who_answers(pinned: Pinned, child: Case) -> str:
    awaited = pinned.machine(child).states[child.state].next_actor
    role = pinned.definition.roles.get((child.giver if awaited in {None, GIVER} else awaited) or "")
    place = f" ({place_name(child.key, pinned)})" if child.key else ""
    return f"{role.label}{place}" if role else child.title
