"""The parts of the sample letter from which the papers of a committee's meeting are written."""

_POINT = {
    "number": 1,
    "ref": "MAR25-0001",
    "title": "Eau potable et assainissement de la vallée de l'Ourika",
    "lead": "Département des Alpes-Maritimes",
    "countries": ["Maroc"],
    "call": "Appel à projets franco-marocain 2025",
    "requested": 6_000_000,
    "proposal": 5_500_000,
    "ceiling": 6_400_000,
    "derogations": [
        {
            "ref": "MAR25-0001/derogation",
            "rule": "E2",
            "title": "Comptes rendus des projets antérieurs",
            "level": "block",
            "reason": "Le délai accordé au partenaire court encore.",
            "up_to": 6_000_000,
            "ends_on": "2025-12-31",
            "role_label": "délégué",
            "granted_on": "2025-06-10",
        }
    ],
}

_OPINIONS = [
    {
        "giver_label": "ambassade de France",
        "key_name": "Maroc",
        "state_label": "Avis rendu",
        "kind_label": "favorable",
    }
]

_OTHER_POINT = {
    "number": 2,
    "ref": "GEN25-0002",
    "title": "Jeunesse et citoyenneté",
    "lead": "Ville de Belfort",
    "countries": ["Bénin", "Togo"],
    "call": "Appel à projets généraliste 2025",
    "requested": 3_000_000,
    "proposal": None,
    "ceiling": None,
    "derogations": [],
}

_DECIDED = {
    "decision": "décision favorable",
    "amount": 5_000_000,
    "partner_amount": 20_000_000,
    "partner_currency": "dirham marocain",
    "said": [
        {"label": "Voix française", "value": "pour"},
        {"label": "Voix du partenaire", "value": "pour"},
        {"label": "Conditions posées par le comité", "value": "Transmettre la convention de partenariat."},
    ],
    "reason": "Projet mûr, à réduire au montant disponible.",
    "warnings": [
        {
            "rule": "B14",
            "message": "La durée du projet ne peut pas être vérifiée.",
            "reason": "Durée vérifiée à la main.",
        }
    ],
}

_OTHER_DECIDED: dict[str, object] = {
    "decision": "ajournement",
    "amount": None,
    "partner_amount": None,
    "partner_currency": None,
    "said": [],
    "reason": None,
    "warnings": [],
}

_CALLS = [
    {
        "title": "Appel à projets franco-marocain 2025",
        "count": 1,
        "requested": 6_000_000,
        "granted": 5_000_000,
        "left": 15_000_000,
        "partner": [{"amount": 20_000_000, "currency": "dirham marocain"}],
    },
    {
        "title": "Appel à projets généraliste 2025",
        "count": 1,
        "requested": 3_000_000,
        "granted": None,
        "left": None,
        "partner": [],
    },
]

MEETING = {"held_on": "2025-07-03", "place": "27 rue de la Convention, Paris"}
"""When and where a meeting is held."""

AGENDA = {
    "points": [_POINT | {"opinions": _OPINIONS}, _OTHER_POINT | {"opinions": []}],
    "calls": [{name: line[name] for name in ("title", "count", "requested", "left")} for line in _CALLS],
}
"""What a meeting is to examine: nothing of what is decided."""

MINUTES = {
    "points": [_POINT | _DECIDED, _OTHER_POINT | _OTHER_DECIDED],
    "off": [
        {
            "number": 3,
            "ref": "GEN25-0003",
            "title": "Un projet retiré par son porteur",
            "reason": "Le porteur s'est désisté.",
        }
    ],
    "results": [
        {"label": "décision favorable", "count": 1, "amount": 5_000_000},
        {"label": "ajournement", "count": 1, "amount": None},
    ],
    "calls": _CALLS,
    "granted": 5_000_000,
}
"""What a meeting decided, item by item, with its totals."""
