"""Another application of the same lead is weighed when it has a partner, or a country, of this one."""

from dataclasses import replace
from datetime import date

import pytest

from forms.application import Application, Country, ForeignAuthority
from forms.money import Cents
from rules.facts import Neighbour
from rules.findings import Finding
from rules.registry import evaluate
from tests.rules.situations import situation

LOJA, PIURA = ForeignAuthority("Provincia de Loja", "EC"), ForeignAuthority("Gobierno de Piura", "PE")
HERE = Application(countries=(Country("EC"), Country("PE")), foreign_authorities=(LOJA, PIURA))
NAMELESS = replace(HERE, foreign_authorities=())


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def beside(*partners: ForeignAuthority, countries: str = "EC", requested: int | None = None) -> Neighbour:
    asked = None if requested is None else Cents(requested)
    found = frozenset(countries.split())
    return Neighbour("THE25-0003", "Patrimoine 2025", "Musée", "financé", found, partners, asked)


def weighed(application: Application, *neighbours: Neighbour) -> tuple[Finding, ...]:
    return evaluate(("DOUBLE",), replace(situation(application), neighbours=neighbours))


@pytest.mark.parametrize(
    ("application", "neighbour", "common"),
    [
        (HERE, beside(LOJA), "Provincia de Loja"),
        (HERE, beside(ForeignAuthority("PROVINCIA DE LOJA", "EC")), "Provincia de Loja"),
        (HERE, beside(LOJA, PIURA), "Provincia de Loja et Gobierno de Piura"),
        (HERE, beside(ForeignAuthority("Provincia de Loja", "PE")), None),
        (HERE, beside(ForeignAuthority("Quito", "EC")), None),
        (HERE, beside(), "Équateur"),
        (HERE, beside(countries="PE EC"), "Équateur et Pérou"),
        (HERE, beside(countries="BJ"), None),
        (NAMELESS, beside(LOJA), "Équateur"),
        (NAMELESS, beside(countries="BJ"), None),
    ],
)
def test_partners_count_first_and_countries_where_one_side_names_none(
    application: Application, neighbour: Neighbour, common: str | None
) -> None:
    found = weighed(application, neighbour)

    assert [one.seen["en commun"] for one in found] == ([common] if common else [])


def test_each_neighbour_is_told_by_itself_with_what_it_asks() -> None:
    first, second = weighed(HERE, beside(LOJA, requested=2_000_000), beside(PIURA))

    assert (first.level, first.where) == ("warn", "foreign_authorities")
    assert first.seen == {
        "autre dossier": "THE25-0003",
        "en commun": "Provincia de Loja",
        "demandé par l'autre dossier": "20\u202f000,00\xa0€",
    }
    assert second.seen == {"autre dossier": "THE25-0003", "en commun": "Gobierno de Piura"}


def test_where_nobody_looked_nothing_is_said() -> None:
    assert evaluate(("DOUBLE",), situation(HERE)) == ()


def ended(*, unreported: date | None, filed_on: str) -> tuple[Finding, ...]:
    """What is said of a funded neighbour on the day this application is filed."""
    neighbour = replace(beside(countries="BJ"), unreported=unreported)
    facts = replace(situation(HERE), neighbours=(neighbour,), filed_on=date.fromisoformat(filed_on))
    return evaluate(("REPORTS",), facts)


@pytest.mark.parametrize(
    ("last_day", "filed_on", "due"),
    [
        ("2024-11-30", "2025-05-30", None),
        ("2024-11-30", "2025-05-31", "30 mai 2025"),
        ("2024-08-31", "2025-02-28", None),
        ("2024-08-31", "2025-03-01", "28 février 2025"),
    ],
)
def test_a_report_is_missed_the_day_after_its_last_one(last_day: str, filed_on: str, due: str | None) -> None:
    found = ended(unreported=date.fromisoformat(last_day), filed_on=filed_on)

    told = f"Le compte rendu final de THE25-0003, « Musée », était attendu le {due}."
    assert [(one.level, one.where, plain(one.message)) for one in found] == (
        [("warn", "declarations.earlier_reports", told)] if due else []
    )


def test_nothing_is_missed_of_a_project_accounted_for() -> None:
    assert ended(unreported=None, filed_on="2030-01-01") == ()
