"""The codes of the problems this room reports: stable, one line each."""

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "DOC-001": "Document inconnu",
        "DOC-002": "Modèle absent",
        "DOC-003": "Syntaxe du modèle non comprise",
        "DOC-004": "Valeur inconnue",
        "DOC-005": "Filtre inconnu",
        "DOC-006": "Construction interdite dans un modèle",
        "DOC-007": "Clause inconnue",
        "DOC-008": "Clauses qui s'appellent en rond",
        "DOC-009": "Balise ou attribut interdit",
        "DOC-010": "Feuille de style refusée",
        "DOC-011": "Modèle trop long",
        "DOC-012": "Modèle qui ne peut pas être écrit",
        "DOC-013": "Valeur employée hors de sa nature",
        "DOC-100": "Document non produit",
        "DOC-101": "Valeur absente",
        "DOC-102": "Modèle défectueux",
        "DOC-103": "Ressource extérieure demandée",
        "DOC-104": "Caractères sans dessin",
        "DOC-105": "Temps dépassé",
        "DOC-106": "Mémoire dépassée",
        "DOC-107": "Mise en page impossible",
        "DOC-108": "Atelier d'impression interrompu",
        "DOC-109": "Données qui ne sont pas une lettre",
    }
)
