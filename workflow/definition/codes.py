"""The codes of the problems a definition can have: stable, one line each.

`docs/reference/definition-problems.md` is written from this table.
"""

from collections.abc import Mapping
from types import MappingProxyType

READING: Mapping[str, str] = MappingProxyType(
    {
        "DEF-001": "Clé inconnue",
        "DEF-002": "Clé obligatoire absente",
        "DEF-003": "Valeur mal écrite",
        "DEF-004": "Identifiant mal écrit",
        "DEF-005": "Mot hors de la liste permise",
        "DEF-006": "Texte, liste ou groupe de clés à la place d'autre chose",
        "DEF-007": "Piège de YAML : valeur que d'autres outils liraient autrement",
        "DEF-008": "Texte vide ou trop long",
        "DEF-009": "Code différent du nom du fichier, ou version du langage inconnue",
        "DEF-010": "Définition héritée inconnue",
        "DEF-011": "Héritage trop profond ou en boucle",
        "DEF-012": "Modification sans effet",
        "DEF-013": "Modification de ce qui n'est pas hérité",
        "DEF-015": "Phase inconnue ou vide",
        "DEF-016": "Transition inconnue",
        "DEF-017": "Emprunt de règles en boucle",
    }
)
"""What loading refuses."""
