"""Preconditions on the applicant: aid declaration, earlier reports, Atlas, partnership, contract."""

from collections.abc import Iterator
from functools import partial

from forms.choices import Commitment, EarlierReports, LeadKind, Piece
from forms.wording import long_date
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.reference_data import Campaign
from rules.registry import rule
from rules.wording import NOTHING, listed

_APD = "declarations.apd_year"
_REPORTS = "declarations.earlier_reports"
_PROOFS = frozenset({Piece.PARTNERSHIP_EVIDENCE, Piece.DELIBERATION})
_AUTHORITY_KINDS = frozenset({LeadKind.LOCAL_AUTHORITY, LeadKind.GROUPING})


@rule(
    "E1",
    title="Déclaration annuelle d'aide publique",
    reads=("declarations", "lead", "authorities", "filed_on"),
)
def aid_declared(facts: Facts) -> tuple[Observation, ...]:
    """The latest e-APD campaign closed on the filing day has been answered.

    By the lead when it is an authority; by each authority taking part when an association or a
    public interest grouping files for them.
    """
    campaign = facts.reference.latest_closed_campaign(facts.filed_on)
    if campaign is None:
        return (Observation("warn", _APD, partial(_no_campaign, facts)),)
    return tuple(_undeclared(facts, campaign))


@rule("E2", title="Comptes rendus des projets antérieurs", reads=("declarations",))
def earlier_reports_filed(facts: Facts) -> tuple[Observation, ...]:
    """Reports of all earlier co-financed projects are filed; an accepted partial report warns."""
    match facts.application.declarations.earlier_reports:
        case EarlierReports.FILED | EarlierReports.NONE_DUE:
            return NOTHING
        case EarlierReports.PARTIAL_ACCEPTED:
            return (Observation("warn", _REPORTS, _partial_report),)
        case EarlierReports.OVERDUE:
            return (Observation("block", _REPORTS, _overdue_report),)
        case _:
            return (Observation("block", _REPORTS, _no_word_on_reports),)


@rule("E3", title="Atlas de la coopération décentralisée", reads=("declarations", "filed_on"))
def atlas_up_to_date(facts: Facts) -> tuple[Observation, ...]:
    """The record in the Atlas has been updated, on a day that is not still to come."""
    updated = facts.application.declarations.atlas
    if updated is not None and updated <= facts.filed_on:
        return NOTHING
    return (Observation("block", "declarations.atlas", partial(_atlas_missing, facts)),)


@rule("E4", title="Preuve du partenariat", reads=("declarations", "attachments"))
def partnership_proved(facts: Facts) -> tuple[Observation, ...]:
    """A convention, a deliberation or letters of intent prove the partnership, and are enclosed."""
    application = facts.application
    if not application.declarations.partnership:
        return (Observation("block", "declarations.partnership", _no_partnership),)
    if any(piece.kind in _PROOFS for piece in application.attachments):
        return NOTHING
    return (Observation("warn", "attachments", _proof_not_enclosed),)


@rule("E9", title="Contrat d'engagement républicain", reads=("lead", "attachments"))
def republican_contract_subscribed(facts: Facts) -> tuple[Observation, ...]:
    """An association encloses the republican commitment contract it has subscribed."""
    application = facts.application
    if application.lead is None or not application.lead.private_law:
        return NOTHING
    if any(piece.kind == Piece.REPUBLICAN_COMMITMENT for piece in application.attachments):
        return NOTHING
    return (Observation("block", "attachments", _no_contract),)


def _undeclared(facts: Facts, campaign: Campaign) -> Iterator[Observation]:
    application = facts.application
    lead = application.lead
    if lead is None or lead.kind in _AUTHORITY_KINDS:
        declared = application.declarations.apd_year
        if declared is None:
            declared = next((a.apd_year for a in application.authorities if a.role == "lead"), None)
        name = lead.name if lead else "le porteur"
        if declared is None or declared < campaign.year:
            yield Observation("block", _APD, partial(_late_declaration, facts, campaign, name, declared))
        elif declared > facts.filed_on.year:
            yield Observation("block", _APD, partial(_future_declaration, facts, campaign, declared))
        return
    for index, authority in enumerate(application.authorities):
        if authority.commitment == Commitment.WITHDRAWN:
            continue
        declared = authority.apd_year
        if declared is None or declared < campaign.year:
            explain = partial(_late_declaration, facts, campaign, authority.name, declared)
            yield Observation("block", f"authorities[{index}].apd_year", explain)


def _late_declaration(facts: Facts, campaign: Campaign, name: str, declared: int | None) -> Explanation:
    told = {"dernière réponse indiquée": f"e-APD {declared}"} if declared is not None else {}
    closed = long_date(campaign.closes)
    return Explanation(
        f"{name} : aucune réponse indiquée à la campagne e-APD {campaign.year} "
        "(déclaration annuelle d'aide publique au développement), la dernière close au jour du dépôt.",
        seen={**told, "jour du dépôt": long_date(facts.filed_on)},
        steps=(f"Campagne e-APD {campaign.year}, chiffres de {campaign.year - 1} : close le {closed}.",),
        remedies=(
            (
                f"Transmettre la déclaration e-APD {campaign.year}, même « néant », "
                f"et l'indiquer dans la demande (apd_year: {campaign.year})."
            ),
        ),
    )


def _future_declaration(facts: Facts, campaign: Campaign, declared: int) -> Explanation:
    return Explanation(
        f"La campagne e-APD {declared} n'a pas eu lieu au jour du dépôt ({long_date(facts.filed_on)}).",
        seen={"dernière déclaration": f"e-APD {declared}"},
        remedies=(f"Indiquer la dernière campagne à laquelle il a été répondu (au moins {campaign.year}).",),
    )


def _no_campaign(facts: Facts) -> Explanation:
    return Explanation(
        f"Aucune campagne e-APD close n'est connue au {long_date(facts.filed_on)} : à vérifier à la main.",
        remedies=("Faire compléter la liste des campagnes e-APD par l'administrateur.",),
    )


def _overdue_report() -> Explanation:
    return Explanation(
        "Le compte rendu d'un projet antérieur est en retard : aucune nouvelle demande ne peut être déposée "
        "ni examinée.",
        seen={"comptes rendus des projets antérieurs": "en retard"},
        remedies=(
            "Déposer le compte rendu technique et financier dû, et l'indiquer (earlier_reports: filed).",
            (
                "Si le projet antérieur est prolongé, faire accepter un compte rendu partiel qui rappelle "
                "cet accord, et l'indiquer (earlier_reports: partial_accepted)."
            ),
        ),
    )


def _partial_report() -> Explanation:
    return Explanation(
        "Un projet antérieur n'a qu'un compte rendu partiel, accepté : à rappeler à l'instruction.",
        seen={"comptes rendus": "partiel accepté"},
        remedies=("Vérifier que le compte rendu partiel rappelle l'accord du ministère sur le délai.",),
    )


def _no_word_on_reports() -> Explanation:
    return Explanation(
        "Le dossier ne dit pas si les comptes rendus des projets antérieurs sont déposés.",
        remedies=("Indiquer l'état des comptes rendus (declarations.earlier_reports).",),
    )


def _atlas_missing(facts: Facts) -> Explanation:
    updated = facts.application.declarations.atlas
    if updated is not None:
        return Explanation(
            f"La mise à jour de l'Atlas est datée du {long_date(updated)}, après le jour du dépôt.",
            seen={"mise à jour": updated.isoformat()},
            remedies=("Corriger la date de la dernière mise à jour.",),
        )
    return Explanation(
        "La fiche de la collectivité dans l'Atlas de la coopération décentralisée n'est pas déclarée à jour.",
        remedies=("Mettre la fiche à jour dans l'Atlas, puis indiquer la date (declarations.atlas).",),
    )


def _no_partnership() -> Explanation:
    kinds = listed(("convention signée par les deux parties", "délibération", "lettre d'intention chiffrée"))
    return Explanation(
        "Aucune preuve du partenariat n'est déclarée.",
        seen={"preuves admises": kinds},
        remedies=("Déclarer et joindre l'une des preuves admises (declarations.partnership).",),
    )


def _proof_not_enclosed() -> Explanation:
    return Explanation(
        "La preuve du partenariat est déclarée, mais la pièce n'est pas jointe.",
        remedies=("Joindre la convention, la délibération ou la lettre d'intention (partnership_evidence).",),
    )


def _no_contract() -> Explanation:
    return Explanation(
        "Le contrat d'engagement républicain souscrit par l'association n'est pas joint.",
        remedies=("Joindre le contrat daté et signé (republican_commitment).",),
    )
