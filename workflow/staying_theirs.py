"""A change of answers by which a case would no longer be of who makes it: refused before it is lost to them.

Who reads an application from outside does so by the number of its lead, which is one of its answers. Taken
away or mistyped, everything written so far would be out of reach, and nobody would say so.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workflow.act import Act
from workflow.case import Case, Family, as_described
from workflow.errors import Impossible
from workflow.roles import holds


def refuse_losing(
    act: Act,
    *,
    case: Case,
    family: Family,
    roles: tuple[str, ...],
    answers: Mapping[str, Any],
) -> None:
    """Refuse answers under which the actor would hold none of the roles by which he changes them."""
    after = as_described(case, answers)
    if not case.is_root() or after.owner == case.owner:
        return
    described = replace(family, cases={**family.cases, case.id: after}, root=after)
    person, day = act.actor.person, act.day
    if holds(act.rights, person=person, roles=roles, case=after, family=described, day=day) is not None:
        return
    given = after.owner or "aucun"
    raise Impossible(
        message=f"{case.ref} : le numéro du porteur (« lead.siret », à défaut « lead.rna ») deviendrait "
        f"« {given} » ; ce dossier ne serait plus le vôtre, et vous ne pourriez plus le lire.",
        who="vous",
        seen={"numéro actuel": case.owner or "aucun", "numéro donné": given},
        remedies=(
            f"garder le numéro actuel, par exemple lead.siret={case.owner}",
            "pour changer de porteur, demander d'abord à qui tient le registre le droit sur son numéro",
        ),
    )
