"""Acts that many stories share."""

from tests.workflow.stories.telling import Does, Step

FAVOURABLE = {"kind": "favourable", "text": "Projet utile et partenariat solide."}
CONVENTION = {
    "number": "2025-17",
    "starts_on": "2025-09-01",
    "ends_on": "2027-08-31",
    "commitment": "2105100017",
}
FOR = {"vote_french": "for", "vote_partner": "for"}
AGAINST = {"vote_french": "against", "vote_partner": "against"}
SPLIT = {"vote_french": "for", "vote_partner": "against"}
LENGTH = {"B14": "Durée vérifiée à la main."}
BESIDE = {"DOUBLE": "Un autre volet du même partenariat."}
"""A house to which one story is told twice has two files of one lead for one partner."""

ADMITS = Does("ines", "admit", accepted=BESIDE)
"""Admit, whatever other files the lead has."""


def gives(who: str, on: str) -> Does:
    """Give a favourable opinion."""
    return Does(who, "give", on, given=FAVOURABLE)


def proposes(amount: str) -> Does:
    """Propose an amount to the committee."""
    return Does("ines", "propose", given={"amount": amount, "comment": "Dossier bien construit."})


def to_the_committee(amount: str) -> tuple[Step, ...]:
    """Propose and put on the agenda."""
    return (proposes(amount), Does("sonia", "enrol"))


def to_the_convention(applicant: str) -> tuple[Step, ...]:
    """Announce the award, prepare the convention and sign it on both sides."""
    return (
        Does("denis", "notify_award"),
        Does("bruno", "prepare_convention", given=CONVENTION),
        Does(applicant, "sign_beneficiary"),
        Does("denis", "sign_state"),
    )
