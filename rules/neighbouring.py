"""Other applications of the same lead with the same partners: the same action is not paid for twice."""

from functools import partial

from forms.application import Application
from forms.country_names import folded
from forms.money import euros
from rules.facts import Facts, Neighbour
from rules.findings import Explanation, Observation
from rules.registry import rule
from rules.wording import NOTHING, listed

NEIGHBOURS = "neighbours"
"""The fact that only a base can tell."""


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
