"""The closed lists of the application file: the values rules compare, and every French label."""

from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType


def _labels(**labels: str) -> Mapping[str, str]:
    return MappingProxyType(labels)


class LeadKind(StrEnum):
    """Who may file."""

    LOCAL_AUTHORITY = auto()
    GROUPING = auto()
    ASSOCIATION = auto()
    GIP = auto()


class Commitment(StrEnum):
    """How far an authority has committed itself."""

    EXPECTED = auto()
    CONFIRMED = auto()
    WITHDRAWN = auto()


class EarlierReports(StrEnum):
    """Where the reports of earlier projects stand."""

    NONE_DUE = auto()
    FILED = auto()
    PARTIAL_ACCEPTED = auto()
    OVERDUE = auto()


class RateChoice(StrEnum):
    """The rate chosen by a project over several countries."""

    BY_COUNTRY = auto()
    SINGLE_RATE = auto()


class Payer(StrEnum):
    """Who brings a resource."""

    MINISTRY = auto()
    FRENCH_AUTHORITY = auto()
    FOREIGN_AUTHORITY = auto()
    FOREIGN_STATE = auto()
    OTHER = auto()


class OtherPayer(StrEnum):
    """Other funders behind whom stands the State."""

    AFD = auto()
    FRENCH_STATE = auto()
    FACECO = auto()


class Piece(StrEnum):
    """Pieces the rules look for."""

    PARTNERSHIP_EVIDENCE = auto()
    DELIBERATION = auto()
    REPUBLICAN_COMMITMENT = auto()


LEAD_KINDS = _labels(
    local_authority="collectivité territoriale",
    grouping="groupement de collectivités",
    association="association",
    gip="groupement d'intérêt public",
)
PROFILES = _labels(
    HUMANIS="action humanitaire et sociale",
    COSMIN="cohésion sociale et interculturalité",
    CIMOB="citoyenneté et mobilité",
    CLIMAPART="climat et défis partagés",
    ASTRE="attractivité et rayonnement",
)
ROLES = _labels(lead="chef de file", partner="partenaire")
COMMITMENTS = _labels(
    expected="engagement pressenti",
    confirmed="engagement confirmé",
    withdrawn="engagement retiré",
)
RATE_CHOICES = _labels(by_country="taux de chaque pays", single_rate="taux unique")
MARKERS = _labels(
    gender="égalité entre les femmes et les hommes",
    climate="climat",
    adaptation="adaptation au changement climatique",
    biodiversity="biodiversité",
    desertification="désertification",
)
EARLIER_REPORTS = _labels(
    none_due="aucun compte rendu attendu",
    filed="comptes rendus déposés",
    partial_accepted="compte rendu partiel accepté",
    overdue="compte rendu en retard",
)
PARTNERSHIPS = _labels(
    convention="convention signée par les deux parties",
    deliberation="délibération",
    letter_of_intent="lettre d'intention chiffrée",
)
CATEGORIES = _labels(
    A="Activités",
    B="Mobilité et missions",
    C="Petit équipement",
    D="Communication et visibilité",
    E="Suivi-évaluation",
    F="Personnel de suivi et de coordination",
    G="Frais de gestion",
    H="Imprévus",
)
PAYERS = _labels(
    ministry="Ministère de l'Europe et des affaires étrangères",
    french_authority="Collectivité française",
    foreign_authority="Autorité locale étrangère",
    foreign_state="État partenaire",
    other="Autre financeur",
)
OTHER_PAYERS = _labels(
    region="région",
    local_public="autre collectivité ou établissement public local",
    water_agency="agence de l'eau",
    one_percent="dispositif du 1 %",
    afd="Agence française de développement",
    french_state="autre service de l'État",
    faceco="fonds d'action extérieure des collectivités (Faceco)",
    europe="Union européenne",
    private="entreprise ou fondation",
    association="association",
    other="autre",
)
STANDINGS = _labels(
    acquired="acquis",
    requested="demandé",
    promised="promis par lettre",
)
"""How far the money of a funder is certain; nobody has to say."""

ATTACHMENTS = _labels(
    partnership_evidence="preuve du partenariat",
    deliberation="délibération",
    board_decision="décision du conseil d'administration",
    republican_commitment="contrat d'engagement républicain",
    bank_details="relevé d'identité bancaire",
    budget="budget",
    calendar="calendrier",
    gender_sheet="fiche genre",
    accounts="comptes du dernier exercice",
    statutes="statuts",
    other="autre pièce",
)
