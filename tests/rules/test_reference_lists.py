"""The reference lists as they are shown, and held against the official ones when these are at hand."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from forms.country_names import country_code
from forms.currency import parse_rate
from forms.errors import Refused
from forms.identifiers import COUNTRY_CODES, FRENCH_CODES, REGION_CODES
from rules.indicators import Published, published
from rules.reference_data import countries
from rules.reference_lists import Entry, kinds, reference_list, zone_of

DAY = date(2025, 5, 30)
RECIPIENTS = "shared/reference/dac/recipients.csv"
# Countries whose status the United Nations or French law settles otherwise than the aid committee's list.
BESIDE_THE_LIST = {"BT": "oda", "ST": "oda", "WF": "french"}


def recipients() -> Iterator[dict[str, str]]:
    """The aid committee's list, when it lies beside the checkout; groups of countries left out."""
    found = next((p / RECIPIENTS for p in Path(__file__).parents if (p / RECIPIENTS).is_file()), None)
    if found is None:
        pytest.skip(f"{RECIPIENTS} is not beside the checkout: the official list cannot be compared")
    with found.open(encoding="utf-8") as file:
        yield from (row for row in csv.DictReader(file) if not row["income_group"].startswith("Part I"))


def test_statuses_are_those_of_the_official_list_but_where_another_text_prevails() -> None:
    official = {country_code(row["name_fr"]) or country_code(row["name_en"]): row for row in recipients()}
    official["CG"] = official.pop(None)
    told = {code: "pma" if row["income_group"] == "LDCs" else "oda" for code, row in official.items()}

    held = {code: one.status_at(date(2025, 1, 1)) for code, one in countries().items()}
    differing = {
        code: status.status
        for code, status in held.items()
        if status
        and status.status not in {told.get(code, "non_oda"), *(["french"] if code not in told else [])}
    }

    assert len(official) == 141
    assert differing == BESIDE_THE_LIST


@pytest.mark.parametrize("kind", kinds())
def test_each_list_says_its_edition_its_source_and_how_sure_it_is(kind: str) -> None:
    found = reference_list(kind)

    assert all((found.title, found.edition, found.source, found.part))
    assert {found.sure, *(entry.sure for entry in found.entries)} <= set("ABCD")
    assert all(entry.name and entry.source for entry in found.entries)
    assert found.in_force(date(2026, 1, 1))


@pytest.mark.parametrize("kind", kinds())
def test_of_one_code_at_most_one_entry_holds_on_any_day(kind: str) -> None:
    found = reference_list(kind)
    days = {entry.since for entry in found.entries} | {entry.until for entry in found.entries if entry.until}

    for day in days:
        held = [entry.code for entry in found.in_force(day)]
        assert len(held) == len(set(held))


def test_lists_hold_every_code_the_forms_admit() -> None:
    codes = {kind: {entry.code for entry in reference_list(kind).entries} for kind in kinds()}

    assert codes["countries"] == COUNTRY_CODES
    assert codes["regions"] == REGION_CODES
    assert codes["goals"] == {str(number) for number in range(1, 18)}


def test_every_partner_country_is_in_one_zone_and_no_french_territory_is() -> None:
    told = [
        code
        for zone in reference_list("zones").entries
        for code in f"{zone.facts.get('countries', '')} {zone.facts.get('deduced', '')}".split()
    ]

    assert sorted(told) == sorted(COUNTRY_CODES - FRENCH_CODES)
    assert {code: zone_of(code) for code in FRENCH_CODES} == dict.fromkeys(FRENCH_CODES)


def test_zones_of_recipients_are_those_of_the_official_list() -> None:
    placed: dict[str, set[str]] = {}
    for row in recipients():
        zone = zone_of(country_code(row["name_fr"]) or country_code(row["name_en"]) or "CG")
        if zone is not None:
            placed.setdefault(row["geography"], set()).add(zone.code)

    assert {geography: zones for geography, zones in placed.items() if len(zones) > 1} == {}
    assert placed["Middle East"] == {"middle_east"}


def test_a_graduation_ends_one_entry_and_begins_the_next() -> None:
    senegal = reference_list("countries").named("sénégal")

    assert senegal.in_force(DAY) == (
        Entry(
            "SN",
            "Sénégal",
            "B",
            senegal.source,
            date(2020, 1, 1),
            date(2029, 12, 18),
            {"status": "pma"},
        ),
    )
    assert senegal.announced("SN", DAY) == (
        Entry(
            "SN",
            "Sénégal",
            "D",
            senegal.source,
            date(2029, 12, 19),
            None,
            {"status": "oda"},
        ),
    )


@pytest.mark.parametrize("text", ["CI", "Côte d’Ivoire", "cote d'ivoire"])
def test_a_line_is_found_by_any_spelling(text: str) -> None:
    assert {entry.code for entry in reference_list("countries").named(text).entries} == {"CI"}


def test_what_is_in_no_list_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as unnamed:
        reference_list("countries").named("Sénégall")
    with pytest.raises(Refused) as unlisted:
        reference_list("country")

    assert (unnamed.value.code, unlisted.value.code) == ("REF-410", "REF-411")
    assert unnamed.value.remedies == ("Vouliez-vous «\u00a0Sénégal\u00a0»\u202f?",)
    assert unlisted.value.remedies == ("Vouliez-vous «\u00a0countries\u00a0»\u202f?",)


def test_fixed_parities_are_rates_that_budgets_can_be_judged_at() -> None:
    rates = {one.code: one.facts["per_euro"] for one in reference_list("currencies").in_force(DAY)}

    assert {code: parse_rate(rate) for code, rate in rates.items()} == {
        "XOF": (655957, 1000),
        "XAF": (655957, 1000),
        "KMF": (49196775, 100000),
        "XPF": (11933174, 100000),
        "CVE": (110265, 1000),
    }


def test_the_leverage_published_bears_its_year_and_source() -> None:
    assert published("leverage") == Published(
        "4.7",
        "2012",
        "Numéro spécial des trente ans de la coopération décentralisée, "
        "délégation pour l'action extérieure des collectivités territoriales",
        "A",
    )


def test_what_is_said_is_told_in_french() -> None:
    day = {kind: reference_list(kind).in_force(DAY)[0] for kind in ("regions", "apd_campaigns", "currencies")}

    assert {kind: list(entry.told()) for kind, entry in day.items()} == {
        "regions": [
            ("préfecture", "Lyon"),
            ("boîte fonctionnelle", "sgar.auvergne-rhone-alpes@prefecture.example.org"),
        ],
        "apd_campaigns": [("ouverture", "15 avril 2014"), ("clôture", "30 juin 2014")],
        "currencies": [
            ("pour un euro", "655,957"),
            ("texte", "100 francs CFA pour un franc français"),
        ],
    }
