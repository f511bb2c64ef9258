"""Letters to print: the sample and what other calls would make of it; amounts are ours."""

from collections.abc import Mapping

from forms.letter import SAMPLE

Letter = dict[str, object]

ISSUED_AT = "2025-07-10T09:00:00+00:00"
REFERENCE = "GEN25-0001/001"


def letter(changes: Mapping[str, object] | None = None) -> Letter:
    """The sample letter with some of its values replaced; mappings merge."""
    return _merged(SAMPLE, changes or {})


def _merged(base: Mapping[str, object], changes: Mapping[str, object]) -> Letter:
    merged: Letter = {**base, **changes}
    for name, value in changes.items():
        inner = base.get(name)
        if isinstance(value, Mapping) and isinstance(inner, Mapping):
            merged[name] = _merged(inner, value)
    return merged


def authority() -> Letter:
    """T1 of the worked examples: Benin, 36 months, 126 000 € over three years, last one 80/20."""
    return letter(
        {
            "countries": [_country("BJ", "Bénin", rate=7_000, share=18_000_000)],
            "foreign_authorities": [{"name": "Commune d'Abomey", "country": "BJ", "country_name": "Bénin"}],
            "ceiling": 12_600_000,
            "budget": {
                "years": [2025, 2026, 2027],
                "total": 18_000_000,
                "requested": 12_600_000,
                "requested_by_year": [4_200_000, 5_250_000, 3_150_000],
                "total_by_year": [6_000_000, 7_500_000, 4_500_000],
                "exchanged": False,
                "expenses": [_expense("A", "Formations", [6_000_000, 7_500_000, 4_500_000])],
                "resources": [_resource("Ministère", [4_200_000, 5_250_000, 3_150_000])],
            },
            "decision": {
                "amount": 12_600_000,
                "rate": 7_000,
                "by_year": [4_200_000, 5_250_000, 3_150_000],
            },
            "schedule": [
                _payment(1, 2025, "Première tranche", 4_200_000),
                _payment(2, 2026, "Deuxième tranche", 5_250_000),
                _payment(3, 2027, "Dernière tranche, premier versement (80 %)", 2_520_000),
                _payment(4, 2027, "Dernière tranche, solde (20 %)", 630_000),
            ],
        }
    )


def association() -> Letter:
    """A turnkey programme of an association: law 2000-321 applies, nothing is signed yet."""
    return letter(
        {
            "instance": {"demo": False},
            "lead": {
                "name": "Association des territoires solidaires",
                "kind": "association",
                "kind_label": "association",
                "rna": "W751000001",
                "private_law": True,
                "representative": {"name": "Camille Nguyễn", "function": "Présidente"},
            },
            "authorities": [_authority(number) for number in range(1, 4)],
            "convention": {
                "imposed_by_law": True,
                "signed_by_beneficiary_on": None,
                "signed_by_state_on": None,
            },
        }
    )


def long_lists() -> Letter:
    """Sixty lines of budget, nine authorities, seven opinions, twenty findings, words that do not break."""
    expenses = [
        _expense("ABCDEFGH"[line // 8], f"Atelier {line} " + "x" * line, [98_765_432_100, 1])
        for line in range(60)
    ]
    return letter(
        {
            "case": {"title": "Gestion concertée de l'eau " * 6},
            "authorities": [_authority(number) for number in range(1, 10)],
            "budget": {"expenses": expenses},
            "opinions": [{**_opinion(), "key_name": f"Pays {number}"} for number in range(1, 8)],
            "findings": [_finding(level="block") for _ in range(20)],
            "decision": {"conditions": "Une condition.\n" * 20},
        }
    )


def meeting() -> Letter:
    """A meeting of twelve items, long titles among them."""
    agenda, minutes = (_part(SAMPLE, name) for name in ("agenda", "minutes"))
    return letter(
        {
            "case": {"ref": "COM-0001", "title": "Comité du 3 juillet 2025"},
            "agenda": {"points": _points(agenda, 12)},
            "minutes": {"points": _points(minutes, 12)},
        }
    )


def _part(whole: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = whole[name]
    assert isinstance(part, Mapping)
    return part


def _points(part: Mapping[str, object], count: int) -> list[Letter]:
    points = part["points"]
    assert isinstance(points, list)
    titles = [f"Projet n° {number}, {'concerté, ' * (number * 3)}" for number in range(1, count + 1)]
    return [{**points[rank % 2], "number": rank + 1, "title": title} for rank, title in enumerate(titles)]


def empty_lists() -> Letter:
    """As little as a letter can hold."""
    return letter(
        {
            **{name: [] for name in ("authorities", "foreign_authorities", "findings", "opinions", "basis")},
            "agenda": {"points": [], "calls": []},
            "minutes": {"points": [], "off": [], "results": [], "calls": [], "granted": 0},
            "case": {"themes": [], "sdgs": []},
            "ceiling": None,
            "correction": None,
            "proposal": {"amount": None, "comment": None},
            "decision": {"conditions": None, "rate": None, "by_year": [], "reason": "Motif n° 4"},
        }
    )


def _country(code: str, name: str, *, rate: int, share: int) -> Letter:
    return {"code": code, "name": name, "status_label": "pays le moins avancé", "rate": rate, "share": share}


def _expense(category: str, label: str, amounts: list[int]) -> Letter:
    return {
        "category": category,
        "category_label": "Activités",
        "label": label,
        "place": None,
        "nature": "numéraire",
        "payer": None,
        "amounts": amounts,
        "total": sum(amounts),
    }


def _resource(payer: str, amounts: list[int]) -> Letter:
    return {
        "payer_label": payer,
        "name": None,
        "place": None,
        "nature": "numéraire",
        "amounts": amounts,
        "total": sum(amounts),
        "exchange": None,
    }


def _payment(number: int, year: int, label: str, amount: int) -> Letter:
    return {
        "number": number,
        "year": year,
        "label": label,
        "amount": amount,
        "condition": "après compte rendu",
    }


def _authority(number: int) -> Letter:
    return {
        "name": f"Communauté d'agglomération du Grand Territoire n° {number}",
        "siret": "22110001900019",
        "role_label": "participante",
        "commitment_label": None,
    }


def _opinion() -> Letter:
    opinion = SAMPLE["opinion"]
    assert isinstance(opinion, dict)
    return opinion


def _finding(*, level: str) -> Letter:
    return {
        "rule": "B05",
        "level": level,
        "message": "Le plafond par pays est dépassé.",
        "steps": ["Équateur : 50 % × 90 000,00 € = 45 000,00 €"],
        "remedies": ["réduire la demande de 8 000,00 €"],
        "source": "Règles communes 2025 (BZH25)",
        "reason": None,
    }
