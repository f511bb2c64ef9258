"""Which transition is asked, and by whom: what the gate settles before anything else.

People outside are refused in the same words wherever a decision is hidden from them.
"""

from forms.nearest import nearest
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.model import Definition
from workflow.errors import Impossible, NotAllowed
from workflow.grounds import definition_ground
from workflow.missing_role import missing_role, named_roles
from workflow.roles import AUTOMATIC, asked_roles, holds, is_inside
from workflow.shelf import Pinned

_CANCELLED = "Annulé"


def find_transition(act: Act, *, case: Case, family: Family, pinned: Pinned, trigger: str) -> Transition:
    """Give the transition of that trigger that leaves the case's state, or say what is possible."""
    model = pinned.machine(case)
    transition = model.transitions.get(trigger)
    by_people = transition is not None and not AUTOMATIC.intersection(transition.by)
    if transition is not None and by_people and case.state in transition.origins:
        return transition
    inside = is_inside(
        act.rights, actor=act.actor, definition=pinned.definition, case=case, family=family, day=act.day
    )
    if transition is not None and by_people and not inside:
        # Who could never do it is told so from every state alike: no state betrays itself.
        require_role(act, case=case, family=family, pinned=pinned, transition=transition)
    possible = possible_triggers(act, case=case, family=family, pinned=pinned)
    shown = ", ".join(f"{name} ({model.transitions[name].label})" for name in possible) or "aucun"
    stands = standing(model, case.state, inside=inside)
    raise Impossible(
        message=_not_from_here(model, transition, case=case, trigger=trigger, stands=stands),
        who="vous",
        seen={"état": stands},
        source=definition_ground(act, pinned),
        remedies=(f"actes possibles pour vous : {shown}",),
    )


def _not_from_here(
    model: MachineModel, transition: Transition | None, *, case: Case, trigger: str, stands: str
) -> str:
    if transition is not None:
        return f"« {transition.label} » n'est pas possible : {case.ref} est à l'état « {stands} »."
    close = nearest(trigger, tuple(model.transitions))
    hint = f" Vouliez-vous « {close} » ?" if close else ""
    return f"L'acte « {trigger} » n'existe pas pour {case.ref}.{hint}"


def standing(model: MachineModel, state: str, *, inside: bool) -> str:
    """Name where a case stands: its state inside, outside the phase that people there are shown."""
    found = model.states.get(state)
    if found is None:
        return _CANCELLED
    phase = model.phases[found.phase]
    return found.label if inside else model.phases[phase.shown_as or found.phase].label


def possible_triggers(act: Act, *, case: Case, family: Family, pinned: Pinned) -> list[str]:
    """Give the triggers that leave the case's state and whose role the actor holds."""
    return [
        trigger
        for trigger, transition in pinned.leaving.get((case.machine, case.state), ())
        if _held(act, case=case, family=family, transition=transition) is not None
    ]


def _held(act: Act, *, case: Case, family: Family, transition: Transition) -> str | None:
    roles = asked_roles(transition.by, case)
    return holds(act.rights, person=act.actor.person, roles=roles, case=case, family=family, day=act.day)


def require_role(act: Act, *, case: Case, family: Family, pinned: Pinned, transition: Transition) -> str:
    """Give the role under which the actor acts; refuse when none is held on this case."""
    role = _held(act, case=case, family=family, transition=transition)
    if role is not None:
        return role
    labels = role_labels(pinned, case=case, transition=transition)
    raise missing_role(
        act,
        case=case,
        pinned=pinned,
        roles=asked_roles(transition.by, case),
        message=f"« {transition.label} » revient à : {labels}. Vous n'avez pas ce rôle sur {case.ref}.",
    )


def role_labels(pinned: Pinned, *, case: Case, transition: Transition) -> str:
    """Name in French who may do a transition, with the country or region asked."""
    return named_roles(asked_roles(transition.by, case), case=case, pinned=pinned)


def refuse_incompatible(
    act: Act, *, case: Case, family: Family, pinned: Pinned, role: str, label: str
) -> None:
    """Refuse who holds on the case, beside the role an act asks, one that nobody may hold with it."""
    for other in incompatible_with(pinned.definition, role):
        person, day = act.actor.person, act.day
        if holds(act.rights, person=person, roles=(other,), case=case, family=family, day=day) is None:
            continue
        roles = pinned.definition.roles
        raise NotAllowed(
            message=(
                f"« {label} » ne peut vous revenir : sur {case.ref or 'ce dossier'}, vous êtes aussi "
                f"{roles[other].label}, ce qui ne va pas avec {roles[role].label}."
            ),
            who=f"une autre personne : {roles[role].label}",
            source=definition_ground(act, pinned),
            remedies=(
                "faire agir une autre personne",
                "faire retirer l'un des deux rôles par qui tient le registre",
            ),
        )


def incompatible_with(definition: Definition, role: str) -> tuple[str, ...]:
    """Give the roles nobody may hold with this one on one case, whichever of the two says so."""
    roles = definition.roles
    return tuple(
        name for name, held in roles.items() if name in roles[role].incompatible or role in held.incompatible
    )
