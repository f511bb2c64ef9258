from importlib.resources import files

import pytest

from forms.errors import LimitExceeded, Unreadable
from rules.reference_candidate import read_candidate
from rules.reference_data import ReferenceData, read_shipped

SHIPPED = (files("rules") / "reference/countries.yaml").read_text(encoding="utf-8")
SENEGAL = "SN: {name: Sénégal, aid: {2020-01-01: pma, 2029-12-19: oda}, sure: D}"


def problems(text: str) -> list[tuple[str, str]]:
    """What is wrong in a candidate: each problem's message and place, its spaces made plain."""
    with pytest.raises(Unreadable) as caught:
        read_candidate(text.encode(), name="pays.yaml")
    assert all(one.remedy for one in caught.value.problems)
    return [(one.message.replace("\u00a0", " "), str(one.mark)) for one in caught.value.problems]


def line_of(text: str) -> int:
    return SHIPPED[: SHIPPED.index(text)].count("\n") + 1


def test_the_shipped_list_is_a_candidate_that_changes_nothing() -> None:
    assert read_candidate(SHIPPED.encode(), name="pays.yaml") == read_shipped("countries")


def test_a_candidate_takes_the_place_of_the_countries_alone() -> None:
    tree = read_candidate(SHIPPED.replace(SENEGAL, "SN: {name: Sénégal, aid: oda}").encode(), name="p.yaml")

    edition = ReferenceData.shipped().with_countries(tree)

    assert [held.status for held in edition.countries["SN"].aid] == ["oda"]
    assert edition.regions == ReferenceData.shipped().regions
    assert [held.status for held in ReferenceData.shipped().countries["SN"].aid] == ["pma", "oda"]


@pytest.mark.parametrize(
    ("wrong", "message", "column"),
    [
        (
            "SN: {name: Sénégal, aid: pauvre}",
            "« countries.SN.aid » : « pauvre » n'est pas dans la liste.",
            28,
        ),
        ("SN: {name: Sénégal}", "« countries.SN » : il manque « aid ».", 7),
        ("SN: Sénégal", "« countries.SN » : un groupe est attendu.", 7),
        ("SN: {name: [a], aid: oda}", "« countries.SN.name » : un seul texte est attendu.", 14),
        ("SN: {name: Sénégal, aid: oda, zone: 1}", "« countries.SN » : clé inconnue « zone ».", 33),
        (
            "SN: {name: Sénégal, aid: oda, sure: Z}",
            "« countries.SN.sure » : « Z » n'est pas dans la liste.",
            39,
        ),
        (
            "SN: {name: Sénégal, aid: {2026-02-30: oda}}",
            "« countries.SN.aid » : « 2026-02-30 » n'est pas un jour.",
            29,
        ),
        (
            "SN: {name: Sénégal, aid: {2026-01-01: oda, 2025-01-01: pma}}",
            "« countries.SN.aid » : les jours ne se suivent pas.",
            28,
        ),
    ],
)
def test_what_is_wrong_with_a_country_is_told_with_its_place(wrong: str, message: str, column: int) -> None:
    found = problems(SHIPPED.replace(SENEGAL, wrong))

    assert found == [(message, f"pays.yaml:{line_of(SENEGAL)}:{column}")]


def test_a_list_is_whole_and_names_only_countries() -> None:
    found = problems(SHIPPED.replace(SENEGAL, "XX: {name: Sénégal, aid: oda}"))

    assert [message for message, _ in found] == [
        "« countries.XX » : pays inconnu « XX ».",
        "« countries » : il manque 1 pays : SN.",
    ]


@pytest.mark.parametrize(
    "text", ["- a\n", "countries: {}\n", "edition: [1]\nfrom: 2020\nsure: E\ncountries: 3\n"]
)
def test_a_file_of_another_shape_is_refused_whole(text: str) -> None:
    assert problems(text)


def test_a_file_too_heavy_is_refused_before_it_is_built() -> None:
    with pytest.raises(LimitExceeded):
        read_candidate(b"a" * 2_000_000, name="pays.yaml")
