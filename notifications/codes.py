"""The codes of the problems and errors of this room: stable, one line each."""

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "MAI-001": "Courriel inconnu",
        "MAI-002": "Modèle absent",
        "MAI-003": "Syntaxe du modèle non comprise",
        "MAI-004": "Construction interdite dans un modèle",
        "MAI-005": "Filtre inconnu",
        "MAI-006": "Valeur inconnue",
        "MAI-007": "Valeur que le lecteur ne doit pas connaître",
        "MAI-008": "Partie obligatoire absente",
        "MAI-009": "Texte qui ne serait jamais envoyé",
        "MAI-010": "Modèle trop long",
        "MAI-011": "Modèle qui ne peut pas être écrit",
        "MAI-100": "Courriel non écrit",
        "MAI-101": "Valeur absente",
        "MAI-102": "Modèle défectueux",
        "MAI-103": "Objet du courriel vide",
        "MAI-104": "En-tête refusé",
        "MAI-105": "Adresse refusée",
        "MAI-106": "Pièce jointe refusée",
        "MAI-107": "Date sans fuseau",
        "MAI-200": "Envoi à refaire",
        "MAI-201": "Relais injoignable",
        "MAI-202": "Relais momentanément indisponible",
        "MAI-203": "Sort du courriel inconnu",
        "MAI-204": "Identification refusée par le relais",
        "MAI-205": "Chiffrement impossible avec le relais",
        "MAI-206": "Dossier des courriels inaccessible",
        "MAI-300": "Envoi abandonné",
        "MAI-301": "Destinataire refusé",
        "MAI-302": "Courriel refusé par le relais",
        "MAI-303": "Adresse accentuée non acceptée par le relais",
        "MAI-400": "Adresse du relais mal écrite",
    }
)
