"""Whose project it is: authorities that take part themselves, and lead what they file."""

from functools import partial

from forms.application import Party
from forms.choices import LeadKind, Payer
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.registry import BUDGET, rule
from rules.wording import NOTHING

_AUTHORITY_KINDS = frozenset({LeadKind.LOCAL_AUTHORITY, LeadKind.GROUPING})
_SIREN = 9


@rule("E5", title="Implication des collectivités", reads=(BUDGET,), level="info")
def authorities_take_part(facts: Facts) -> tuple[Observation, ...]:
    """Authorities that bring money alone are pointed out: they may be donors and nothing more.

    Only a person can tell whether an authority commits its own powers and its territory; a valued
    contribution is the sign that it does.
    """
    totals = facts.totals
    if totals.in_kind(Payer.FRENCH_AUTHORITY) or not totals.cash(Payer.FRENCH_AUTHORITY):
        return NOTHING
    return (Observation("info", "budget.resources", _money_alone),)


@rule("E6", title="Maîtrise d'ouvrage", reads=("lead", "authorities"), level="warn")
def authorities_own_the_project(facts: Facts) -> tuple[Observation, ...]:
    """A lead that is an authority takes part in its own project; another files for those that do."""
    lead, authorities = facts.application.lead, facts.application.authorities
    if lead is None:
        return NOTHING
    if lead.kind not in _AUTHORITY_KINDS:
        return (Observation("info", "authorities", partial(_filed_for_others, lead)),)
    if lead.siret is None or any(one.siret[:_SIREN] == lead.siret[:_SIREN] for one in authorities):
        return NOTHING
    return (Observation("warn", "authorities", partial(_absent_lead, lead)),)


def _money_alone() -> Explanation:
    return Explanation(
        "Les collectivités françaises n'apportent que de l'argent : à vérifier, une collectivité qui n'est "
        "que bailleur de fonds est exclue.",
        seen={"valorisations des collectivités": "aucune"},
        remedies=(
            "Faire préciser les compétences que les collectivités engagent et le territoire mobilisé.",
        ),
    )


def _filed_for_others(lead: Party) -> Explanation:
    return Explanation(
        f"{lead.name} dépose pour des collectivités : la maîtrise d'ouvrage et le suivi leur reviennent, "
        "l'exécution seule se délègue.",
        seen={"porteur": lead.name},
        remedies=("Vérifier dans le dossier qui décide et qui suit le projet.",),
    )


def _absent_lead(lead: Party) -> Explanation:
    return Explanation(
        f"{lead.name} porte le dossier et ne figure pas parmi les collectivités qui y participent : "
        "la maîtrise d'ouvrage revient aux collectivités.",
        seen={"porteur": lead.name, "SIREN": (lead.siret or "")[:_SIREN]},
        remedies=(f"Ajouter {lead.name} aux collectivités du projet (authorities, role: lead).",),
    )
