"""What each fact that rules read is called in French."""

from collections.abc import Mapping
from types import MappingProxyType

FACT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": "le titre du projet",
        "lead": "le porteur",
        "authorities": "les collectivités françaises",
        "foreign_authorities": "les autorités locales étrangères",
        "countries": "les pays du projet",
        "rate_choice": "le choix du taux",
        "months": "la durée du projet",
        "markers": "les marqueurs",
        "declarations": "les déclarations du porteur",
        "attachments": "les pièces jointes",
        "budget": "le budget",
        "granted": "le montant proposé ou accordé",
        "neighbours": "les autres demandes du même porteur",
        "outturn": "le coût réel et les versements déjà faits",
        "filed_on": "le jour du dépôt",
        "call": "ce que l'appel admet",
    }
)
"""The facts, in the order of the application file; what a rule reads besides is a parameter."""
