"""Answers about a new call are read kindly, and what is refused says what would do."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

import pytest

from forms.errors import Refused
from rules.reference_data import countries
from workflow.definition import new_call_answers as answers
from workflow.definition.literals import Moment

OPENS = Moment(date(2026, 4, 7), None)
SENEGAL = (countries()["SN"],)


@pytest.mark.parametrize("text", ["SN", "sn", "Sénégal", "senegal", " SÉNÉGAL "])
def test_a_country_is_known_by_its_code_and_its_name(text: str) -> None:
    assert answers.read_country(text).code == "SN"


def test_every_country_that_may_be_a_partner_is_known_by_its_french_name() -> None:
    partners = [one for one in countries().values() if all(aid.status != "french" for aid in one.aid)]

    assert [answers.read_country(one.name).code for one in partners] == [one.code for one in partners]


def test_an_apostrophe_of_either_kind_does() -> None:
    assert answers.read_country("Côte d’Ivoire").code == "CI"


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (answers.read_code, "sport-2026", "sport-2026"),
        (partial(answers.read_ref, taken={}), " spo26", "SPO26"),
        (answers.read_line, "  Sport \n 2026 ", "Sport 2026"),
        (answers.read_zone, "Africa/Dakar", "Africa/Dakar"),
        (answers.read_opening, "2026-04-07 09:00", Moment(date(2026, 4, 7), time(9))),
        (answers.read_closing, "2026-05-29", Moment(date(2026, 5, 29), time(23, 59))),
        (answers.read_closing, "2026-05-29 12:00", Moment(date(2026, 5, 29), time(12))),
        (partial(answers.read_closing, opens=OPENS), "2026-04-07", Moment(date(2026, 4, 7), time(23, 59))),
        (answers.read_months, "12-36", (12, 36)),
        (answers.read_months, "12 à 36 mois", (12, 36)),
        (answers.read_months, "36", (None, 36)),
        (answers.read_months, "Inconnue", None),
        (answers.read_envelope, "800 000,00 €", 80_000_000),
        (answers.read_envelope, "800000.00 EUR", 80_000_000),
        (answers.read_envelope, "?", None),
        (answers.read_countries, "Sénégal, SN", SENEGAL),
        (partial(answers.read_joint, included=SENEGAL), "SN", SENEGAL),
        (partial(answers.read_joint, included=SENEGAL), "", ()),
    ],
)
def test_what_is_read(read: Callable[[str], object], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text", "remedy"),
    [
        (answers.read_code, "Sport 2026", "« sport-2026 »"),
        (answers.read_code, "Été_2026", "« ete-2026 »"),
        (answers.read_code, "2026", "« sport-2026 »"),
        (answers.read_code, "a" * 65, "« " + "a" * 64 + " »"),
        (partial(answers.read_ref, taken={}), "S", "« SPO26 »"),
        (partial(answers.read_ref, taken={"SPO26": "sport-2026"}), "spo26", "« SPO26B »"),
        (answers.read_line, "  ", "au moins un mot"),
        (answers.read_country, "Sénégual", "« Sénégal » (SN)"),
        (answers.read_country, "Palestine", "« Territoires palestiniens » (PS)"),
        (answers.read_country, "Zzz", "code à deux lettres"),
        (answers.read_country, "Nouvelle-Calédonie", "pays partenaire"),
        (answers.read_countries, " , ", "au moins un"),
        (partial(answers.read_joint, included=SENEGAL), "LB", "--countries"),
        (answers.read_zone, "Europe/Pari", "Europe/Paris"),
        (answers.read_opening, "07/04/2026", "2025-05-30"),
        (answers.read_opening, "2026-02-30", "2026-05-29"),
        (partial(answers.read_closing, opens=OPENS), "2026-04-06", "2026-04-07"),
        (answers.read_months, "36-12", "« 12-36 »"),
        (answers.read_months, "0", "« 12-36 »"),
        (answers.read_months, "deux ans", "« 12-36 »"),
        (answers.read_envelope, "-3", "70000.00"),
        (answers.read_envelope, "beaucoup", "70000.00"),
    ],
)
def test_what_is_refused_says_what_would_do(read: Callable[[str], object], text: str, remedy: str) -> None:
    with pytest.raises(Refused) as caught:
        read(text)

    assert remedy in " ".join(caught.value.remedies).replace("\u00a0", " ")
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(
    ("code", "taken", "expected"),
    [
        ("sport-2026", {}, "SPO26"),
        ("franco-senegalais-2026", {}, "SEN26"),
        ("cles-en-main-2026", {}, "CEM26"),
        ("sport-2026", {"SPO26": "x"}, "SPO26B"),
        ("sport-2026", {"SPO26": "x", "SPO26B": "y"}, "SPO26C"),
        ("a", {}, "A1"),
        ("eau", {}, "EAU"),
    ],
)
def test_a_free_prefix_is_proposed_from_the_code(code: str, taken: dict[str, str], expected: str) -> None:
    proposed = answers.propose_ref(code, taken=taken)

    assert proposed == expected
    assert answers.read_ref(proposed, taken=taken) == proposed
