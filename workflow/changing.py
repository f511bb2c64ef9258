"""Who changes one field of a form: refused to everybody else, naming who may and where."""

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.access import admits
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.form_model import Access
from workflow.definition.model import Form
from workflow.errors import Impossible
from workflow.missing_role import named_roles
from workflow.placing import answered
from workflow.roles import holds
from workflow.shelf import Pinned

_ANYBODY = "qui peut modifier ce dossier"


def refuse_unchanging(
    act: Act, *, case: Case, family: Family, pinned: Pinned, form: Form, names: Iterable[str]
) -> None:
    """Refuse fields that say they are changed by others, or elsewhere; `names` are those being changed.

    Raises `Impossible`, which names each field with who changes it and where.
    """
    model = pinned.machine(case)

    def held(roles: tuple[str, ...]) -> bool:
        person = act.actor.person
        return (
            holds(act.rights, person=person, roles=roles, case=case, family=family, day=act.day) is not None
        )

    closed = {
        form.fields[name].label: access
        for name in names
        if name in form.fields
        and (access := form.fields[name].changed) is not None
        and not admits(access, case=case, model=model, holds=held)
    }
    if closed:
        told = [f"« {label} » ({_told(access, case, pinned)})" for label, access in closed.items()]
        roles = tuple(dict.fromkeys(role for access in closed.values() for role in access.by))
        raise Impossible(
            message=f"Vous ne pouvez changer ici : {', '.join(told)}.",
            who=named_roles(roles, case=case, pinned=pinned) or _ANYBODY,
            remedies=("retirer ces champs de ce qui est donné",),
        )


def changed_fields(form: Form, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the fields that not everybody changes whose answers differ, wherever they are kept."""
    if all(field.changed is None for field in form.fields.values()):
        return ()
    was, now = answered(form, before), answered(form, after)
    return tuple(name for name in form.fields if was.get(name) != now.get(name))


def _told(access: Access, case: Case, pinned: Pinned) -> str:
    model = pinned.machine(case)
    states = [model.states[name].label for name in access.states if name in model.states]
    phases = [model.phases[name].label for name in access.phases if name in model.phases]
    parts = (
        f"par : {named_roles(access.by, case=case, pinned=pinned)}" if access.by else "",
        f"à l'état : {', '.join(states)}" if states else "",
        f"à la phase : {', '.join(phases)}" if phases else "",
    )
    return " ; ".join(part for part in parts if part) or "nulle part ici"
