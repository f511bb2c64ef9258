"""Countries named are partner countries, and those left to another call are left to one that exists."""

from forms.nearest import suggest
from rules.reference_data import FRENCH, ReferenceData
from workflow.definition.examination import Examination
from workflow.definition.tree import Path


def judge_countries(exam: Examination) -> None:
    """Report codes that are no country, French territories, and calls that nothing defines."""
    named = exam.definition.countries
    for key, codes in (("included", named.included), ("excluded", named.excluded), ("joint", named.joint)):
        for index, code in enumerate(codes):
            _country(exam, code, ("countries", key, index))
    for code, call in named.reserved.items():
        path: Path = ("countries", "reserved", code)
        _country(exam, code, path, on_key=True)
        if call not in exam.resolved.known_codes:
            exam.say(
                "DEF-031",
                path,
                f"« {code} » est réservé à l'appel « {call} », que rien ne définit ici.",
                remedy=suggest(call, exam.resolved.known_codes),
            )


def _country(exam: Examination, code: str, path: Path, *, on_key: bool = False) -> None:
    countries = ReferenceData.shipped().countries
    held = countries.get(code)
    if held is None:
        exam.say("DEF-026", path, f"Pays « {code} » inconnu.", remedy=suggest(code, countries), on_key=on_key)
    elif any(aid.status == FRENCH for aid in held.aid):
        exam.say(
            "DEF-026",
            path,
            f"« {code} » ({held.name}) est un territoire français : ce n'est pas un pays partenaire.",
            remedy="Retirez ce code.",
            on_key=on_key,
        )
