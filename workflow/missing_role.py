"""Why somebody may not act, in words: who may, what he holds himself, and how the role is given."""

from collections.abc import Iterator, Sequence

from workflow.act import Act
from workflow.case import Case
from workflow.errors import NotAllowed
from workflow.grounds import definition_ground
from workflow.letter_case import place_name
from workflow.shelf import Pinned

PLACES = frozenset({"region", "country"})
OWN = "own"
EVERYWHERE = "all"


def missing_role(act: Act, *, case: Case, pinned: Pinned, roles: Sequence[str], message: str) -> NotAllowed:
    """Refuse an act to who holds none of these roles on a case; `message` says which act."""
    labels = named_roles(roles, case=case, pinned=pinned)
    return NotAllowed(
        message=message,
        who=labels or "personne",
        seen={
            "agissant comme": act.actor.person or "personne",
            "avec pour rôle": _held(act, pinned) or "aucun",
        },
        source=definition_ground(act, pinned),
        remedies=(
            *((f"s'adresser à qui tient ce rôle : {labels}",) if labels else ()),
            *(
                f"si ce rôle vous revient, le demander à qui tient le registre : « {line} »"
                for line in _granting(act, case=case, pinned=pinned, roles=roles)
            ),
        ),
    )


def named_roles(roles: Sequence[str], *, case: Case, pinned: Pinned) -> str:
    """Name roles in French, with the country or region for the one a child is asked from."""
    known = pinned.definition.roles
    where = f" ({place_name(case.key, pinned)})" if case.giver and case.key else ""
    return ", ".join(
        f"{known[one].label}{where if one == case.giver else ''}" for one in roles if one in known
    )


def _held(act: Act, pinned: Pinned) -> str:
    """Name the roles a person holds, with the country or region each is held over."""
    known = pinned.definition.roles
    told = (
        f"{known[one.role].label}{f' ({place_name(one.value, pinned)})' if one.scope in PLACES else ''}"
        for one in act.rights.of(act.actor.person or "")
        if one.in_force(act.day) and one.role in known
    )
    return ", ".join(dict.fromkeys(told))


def _granting(act: Act, *, case: Case, pinned: Pinned, roles: Sequence[str]) -> Iterator[str]:
    """Give the line by which each role could be given to the person."""
    known = pinned.definition.roles
    for one in roles:
        if act.actor.person is None or one not in known:
            continue
        scope = known[one].scope
        over = "" if scope == EVERYWHERE else f" --scope {scope} --value {_value(scope, one, case)}"
        yield f"jalon right grant {act.actor.person} {one}{over}"


def _value(scope: str, role: str, case: Case) -> str:
    # A case that is not numbered yet is the person's own: its owner is what he has just written.
    if scope == OWN and not case.ref:
        return case.owner or "SIRET"
    return str(case.key) if scope in PLACES and role == case.giver else "…"
