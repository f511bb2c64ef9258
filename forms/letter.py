"""What a letter, a mail or a printed document may say: one vocabulary for all of them.

The engine freezes a *letter* — a plain JSON tree — when an act happens; mails and documents
are written from it later and from nothing else. `SAMPLE` is a complete one: its shape is the
vocabulary, its values serve previews and the proof that every template can be written.
Money is in cents, rates in basis points, days and instants in ISO 8601; absent is `None`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forms.letter_budget import BUDGET
from forms.letter_meeting import AGENDA, MEETING, MINUTES

Letter = Mapping[str, object]

_LEAD = {
    "name": "Département de l'Aude",
    "kind": "local_authority",
    "kind_label": "collectivité territoriale",
    "siret": "22110001900019",
    "rna": None,
    "region": "76",
    "region_name": "Occitanie",
    "private_law": False,
    "representative": {"name": None, "function": "Présidence"},
    "contact": {
        "name": "Direction des relations internationales",
        "email": "relations.internationales@aude.example.org",
        "phone": None,
    },
}

_OPINION = {
    "slot": "embassy",
    "giver_label": "ambassade de France",
    "key": "EC",
    "key_name": "Équateur",
    "state_label": "Avis rendu",
    "kind_label": "favorable",
    "text": "Projet cohérent avec les priorités du poste.",
    "given_on": "2025-06-18",
    "due_on": "2025-06-23",
}

_SCHEDULE = [
    {
        "number": 1,
        "year": 2025,
        "label": "Première tranche",
        "amount": 4_000_000,
        "condition": "à la signature de la convention",
    },
    {
        "number": 2,
        "year": 2026,
        "label": "Dernière tranche, premier versement (80 %)",
        "amount": 2_800_000,
        "condition": "après acceptation du compte rendu intermédiaire",
    },
    {
        "number": 3,
        "year": 2026,
        "label": "Dernière tranche, solde (20 %)",
        "amount": 700_000,
        "condition": "après acceptation du compte rendu final",
    },
]

SAMPLE: Letter = MappingProxyType(
    {
        "instance": {"demo": True},
        "service": {
            "name": "Délégation pour les collectivités territoriales et la société civile",
            "ministry": "Ministère de l'Europe et des affaires étrangères",
            "address": ["57 boulevard des Invalides", "75007 Paris"],
            "email": "appels.dctciv@example.org",
            "phone": "01 00 00 00 00",
            "city": "Paris",
        },
        "recipient": {
            "name": "Direction des relations internationales",
            "email": "relations.internationales@aude.example.org",
            "role_label": "porteur de la demande",
        },
        "call": {
            "code": "generaliste-2025",
            "title": "Appel à projets généraliste 2025",
            "family_label": "généraliste",
            "committee": "national",
            "opens": "2025-04-07T00:00:00+02:00",
            "closes": "2025-05-30T23:59:59+02:00",
            "zone": "Europe/Paris",
        },
        "case": {
            "ref": "GEN25-0001",
            "title": "Gestion de l'eau du bassin Catamayo-Chira",
            "kind_label": "Demande de cofinancement",
            "state_label": "Financé",
            "public": "Votre projet est financé ; la convention est signée.",
            "next_actor": "Service instructeur",
            "filed_at": "2025-05-28T10:12:00+00:00",
            "received_on": "2025-05-28",
            "months": 24,
            "themes": ["eau"],
            "sdgs": [6],
        },
        "lead": _LEAD,
        "authorities": [
            {
                "name": "Département de l'Aude",
                "siret": "22110001900019",
                "role_label": "chef de file",
                "commitment_label": "engagement confirmé",
            }
        ],
        "foreign_authorities": [
            {"name": "Provincia de Loja", "country": "EC", "country_name": "Équateur"},
            {"name": "Gobierno Regional de Piura", "country": "PE", "country_name": "Pérou"},
        ],
        "countries": [
            {
                "code": "EC",
                "name": "Équateur",
                "status_label": "pays éligible à l'APD",
                "rate": 5_000,
                "share": 9_000_000,
            },
            {
                "code": "PE",
                "name": "Pérou",
                "status_label": "pays éligible à l'APD",
                "rate": 5_000,
                "share": 6_000_000,
            },
        ],
        "budget": BUDGET,
        "ceiling": 7_500_000,
        "findings": [
            {
                "rule": "B05",
                "level": "info",
                "message": "Le plafond par pays est respecté.",
                "steps": ["Équateur : 50 % × 90 000,00 € = 45 000,00 €"],
                "remedies": [],
                "source": "Règles communes 2025 (BZH25)",
                "reason": None,
            }
        ],
        "derogations": [
            {
                "ref": "GEN25-0001/derogation",
                "rule": "E2",
                "title": "Comptes rendus des projets antérieurs",
                "level": "block",
                "reason": "Le délai accordé au partenaire court encore.",
                "up_to": 7_500_000,
                "ends_on": "2025-12-31",
                "role_label": "délégué",
                "granted_on": "2025-06-10",
            }
        ],
        "opinions": [_OPINION],
        "opinion": _OPINION,
        "basis": [
            {
                "ref": "GEN25-0001/embassy.EC",
                "giver_label": "ambassade de France",
                "key_name": "Équateur",
                "asked_on": "2025-06-02",
                "given_on": "2025-06-18",
                "changed_on": "2025-06-20",
                "changes": [{"label": "durée en mois", "before": "24", "after": "30"}],
            }
        ],
        "proposal": {"amount": 7_500_000, "comment": "Projet de qualité, réciprocité réelle."},
        "decision": {
            "amount": 7_500_000,
            "rate": 5_000,
            "by_year": [4_000_000, 3_500_000],
            "decided_on": "2025-07-03",
            "notified_on": "2025-07-10",
            "reason": "Les crédits disponibles ne permettent pas de retenir toutes les demandes.",
            "conditions": "Transmettre une convention de partenariat actualisée.",
        },
        "convention": {
            "number": "2025-DCTCIV-0001",
            "starts_on": "2025-09-01",
            "ends_on": "2027-08-31",
            "months": 24,
            "commitment": "2025-209-00001",
            "imposed_by_law": False,
            "signed_by_beneficiary_on": "2025-09-12",
            "signed_by_state_on": "2025-09-20",
            "signatory": {
                "name": None,
                "function": "Délégué pour les collectivités territoriales et la société civile",
                "delegation": "arrêté portant délégation de signature",
            },
        },
        "schedule": _SCHEDULE,
        "silence": {"implicit_refusal_on": "2025-07-28"},
        "meeting": MEETING,
        "agenda": AGENDA,
        "minutes": MINUTES,
        "answers": [
            {
                "form": "Offre de partenariat",
                "label": "Thèmes de coopération",
                "value": "Eau, assainissement et jeunesse",
            },
            {"form": "Offre de partenariat", "label": "Valable jusqu'au", "value": "30 septembre 2026"},
        ],
        "deadline": {"label": "Expiration de l'offre", "on": "2026-09-30"},
        "correction": {
            "items": "Relevé d'identité bancaire ; délibération signée.",
            "due_on": "2025-06-15",
        },
        "corrected": [{"label": "durée en mois", "before": "24", "after": "30"}],
        "act": {
            "label": "Notification de l'attribution",
            "verb": "notifie l'attribution",
            "on": "2025-07-10T09:00:00+00:00",
            "by": "Le délégué",
            "role_label": "délégué",
            "reason": None,
        },
    }
)


def vocabulary(letter: Letter = SAMPLE, *, prefix: str = "") -> Iterator[str]:
    """Yield every dotted name a template may use; `[]` stands for the items of a list.

    For example `case.ref`, `countries`, `countries[].name`.
    """
    for name, value in letter.items():
        path = f"{prefix}{name}"
        yield path
        if isinstance(value, Mapping):
            yield from vocabulary(value, prefix=f"{path}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield from vocabulary(value[0], prefix=f"{path}[].")
