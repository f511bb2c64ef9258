"""The budget of the sample of a letter, as templates read it."""

from collections.abc import Mapping
from typing import Any

BUDGET: Mapping[str, Any] = {
    "years": [2025, 2026],
    "total": 15_000_000,
    "requested": 7_500_000,
    "requested_by_year": [4_000_000, 3_500_000],
    "total_by_year": [8_250_000, 6_750_000],
    "expenses": [
        {
            "category": "A",
            "category_label": "Activités",
            "label": "Stations hydrométriques",
            "place": "Équateur",
            "nature": "numéraire",
            "payer": None,
            "amounts": [4_000_000, 2_300_000],
            "total": 6_300_000,
        },
        {
            "category": "F",
            "category_label": "Personnel de suivi et de coordination",
            "label": "Suivi",
            "place": "commun",
            "nature": "valorisation",
            "payer": "Département de l'Aude",
            "amounts": [750_000, 750_000],
            "total": 1_500_000,
        },
    ],
    "resources": [
        {
            "payer_label": "Autorité locale étrangère",
            "name": "Provincia de Loja",
            "place": "Équateur",
            "nature": "numéraire",
            "amounts": [500_000, 500_000],
            "total": 1_000_000,
            "exchange": {
                "told": "10\u202f600,00\u00a0USD",
                "currency": "USD",
                "rate": "1,06",
                "rated_on": "2025-05-02",
                "rate_source": "Banque de France",
            },
        },
        {
            "payer_label": "Ministère de l'Europe et des affaires étrangères",
            "name": None,
            "place": "Équateur",
            "nature": "numéraire",
            "amounts": [2_500_000, 2_000_000],
            "total": 4_500_000,
            "exchange": None,
        },
        {
            "payer_label": "Collectivité française",
            "name": "Département de l'Aude",
            "place": None,
            "nature": "valorisation",
            "amounts": [750_000, 750_000],
            "total": 1_500_000,
            "exchange": None,
        },
    ],
    "exchanged": True,
}
