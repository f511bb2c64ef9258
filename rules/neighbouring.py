"""Other applications of the same lead: nothing is paid for twice, and what was funded is accounted for."""

from datetime import date
from functools import partial

from forms.application import Application
from forms.country_names import folded
from forms.money import euros
from forms.months import months_later
from forms.wording import long_date
from rules.facts import Facts, Neighbour
from rules.findings import Explanation, Observation
from rules.parameters import Known, Unknown
from rules.registry import rule
from rules.wording import NOTHING, listed, unknown_parameter

NEIGHBOURS = "neighbours"
"""The fact that only a base can tell."""

_DECLARED = "declarations.earlier_reports"
_WITHIN = "report.within"


@rule(
    "DOUBLE",
    title="Autre demande pour le même partenariat",
    reads=(NEIGHBOURS, "lead", "foreign_authorities", "countries"),
    level="warn",
)
def no_other_application_for_the_same_partnership(facts: Facts) -> tuple[Observation, ...]:
    """Each other application of the lead with a partner of this one is weighed.

    Where one of the two names no partner, a country in common is enough.
    """
    if not facts.neighbours:
        return NOTHING
    return tuple(
        Observation("warn", "foreign_authorities", partial(_beside, neighbour, common))
        for neighbour in facts.neighbours
        if (common := _in_common(facts, neighbour))
    )


@rule("REPORTS", title="Compte rendu d'un projet financé", reads=(NEIGHBOURS, _WITHIN), level="warn")
def funded_projects_are_accounted_for(facts: Facts) -> tuple[Observation, ...]:
    """Each funded project of the lead that ended longer ago than reports may take has rendered account."""
    ended = [one for one in facts.neighbours or () if one.unreported is not None]
    if not ended:
        return NOTHING
    within = facts.parameters.months(_WITHIN)
    if isinstance(within, Unknown):
        return (unknown_parameter(within, where=_DECLARED, what="Le délai des comptes rendus"),)
    return tuple(
        Observation("warn", _DECLARED, partial(_awaited, one, due, within))
        for one in ended
        if one.unreported is not None and (due := months_later(one.unreported, within.value)) < facts.filed_on
    )


def _awaited(neighbour: Neighbour, due: date, within: Known[int]) -> Explanation:
    ended = neighbour.unreported or due
    return Explanation(
        f"Le compte rendu final de {neighbour.ref}, « {neighbour.title} », "
        f"était attendu le {long_date(due)}.",
        seen={"autre dossier": neighbour.ref, "fin du projet": long_date(ended)},
        steps=(f"Fin du projet le {long_date(ended)} + {within.value} mois = {long_date(due)}",),
        remedies=(
            f"Rendre compte du projet {neighbour.ref}.",
            "À défaut, dire en motif pourquoi la demande est examinée sans ce compte rendu.",
        ),
        source=within.cite(),
    )


def _in_common(facts: Facts, neighbour: Neighbour) -> tuple[str, ...]:
    application = facts.application
    theirs = {(partner.country, folded(partner.name)) for partner in neighbour.partners}
    if application.foreign_authorities and theirs:
        return tuple(
            partner.name
            for partner in application.foreign_authorities
            if (partner.country, folded(partner.name)) in theirs
        )
    return _countries_in_common(facts, application, neighbour)


def _countries_in_common(facts: Facts, application: Application, neighbour: Neighbour) -> tuple[str, ...]:
    known = facts.reference.countries
    return tuple(
        known[country.code].name if country.code in known else country.code
        for country in application.countries
        if country.code in neighbour.countries
    )


def _beside(neighbour: Neighbour, common: tuple[str, ...]) -> Explanation:
    asked = {} if neighbour.requested is None else {"demandé par l'autre dossier": euros(neighbour.requested)}
    return Explanation(
        f"Le même porteur a une autre demande avec {listed(common)} : {neighbour.ref}, "
        f"« {neighbour.title} » ({neighbour.call}, {neighbour.standing}).",
        seen={"autre dossier": neighbour.ref, "en commun": listed(common), **asked},
        remedies=(
            "Vérifier que les deux demandes ne paient pas les mêmes actions, et le dire en motif.",
            f"À défaut, faire retirer l'une des deux ({neighbour.ref} ou celle-ci).",
        ),
    )
