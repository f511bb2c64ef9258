"""The codes of the problems this room reports: stable, one line each."""

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "YAML-001": "Syntaxe non comprise",
        "YAML-002": "Tabulation dans l'indentation",
        "YAML-003": "Guillemet mal fermé",
        "YAML-004": "Clé donnée deux fois",
        "YAML-005": "Ancre",
        "YAML-006": "Alias",
        "YAML-007": "Clé de fusion",
        "YAML-008": "Étiquette de type",
        "YAML-009": "Directive",
        "YAML-010": "Plusieurs documents",
        "YAML-011": "Fichier qui n'est pas en UTF-8",
        "YAML-012": "Caractère interdit",
        "YAML-013": "Valeur vide",
        "YAML-014": "Document vide",
        "YAML-015": "Clé qui n'est pas un texte",
        "YAML-016": "Indentation inattendue",
        "YAML-017": "Trop de problèmes",
        "LIM-001": "Fichier trop lourd",
        "LIM-002": "Trop de niveaux imbriqués",
        "LIM-003": "Trop d'éléments",
        "LIM-004": "Texte trop long",
        "MON-001": "Montant mal écrit",
        "MON-002": "Montant négatif",
        "MON-003": "Montant à trois décimales ou ambigu",
        "MON-004": "Montant trop grand",
        "MON-005": "Pourcentage mal écrit",
    }
)
