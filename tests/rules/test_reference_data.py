import json
from datetime import date

import pytest

from forms.identifiers import COUNTRY_CODES, FRENCH_CODES, REGION_CODES, is_email
from rules.cap_wording import STATUS_LABELS
from rules.reference_data import FRENCH, ReferenceData, campaigns, countries, regions

CLOSING = date(2025, 5, 30)
# The United Nations list as it stands since 13 December 2024.
LEAST_DEVELOPED = (
    "AF AO BD BJ BF BI KH CF TD KM CD DJ ER ET GM GN GW HT KI LA LS LR "
    "MG MW ML MR MZ MM NP NE RW SN SL SB SO SS SD TZ TL TG TV UG YE ZM"
)


def status(code: str, day: date) -> str | None:
    held = countries()[code].status_at(day)
    return held.status if held else None


def test_lists_hold_every_code_the_forms_admit() -> None:
    assert set(countries()) == COUNTRY_CODES
    assert set(regions()) == REGION_CODES


def test_the_forty_four_least_developed_countries() -> None:
    held = {code for code in countries() if status(code, CLOSING) == "pma"}

    assert held == set(LEAST_DEVELOPED.split())
    assert len(held) == 44


def test_french_territories_have_no_aid_status() -> None:
    assert {code for code in countries() if status(code, CLOSING) == FRENCH} == FRENCH_CODES


def test_statuses_are_all_named() -> None:
    held = {one.status for country in countries().values() for one in country.aid}

    assert held == {*STATUS_LABELS, FRENCH}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        *((code, "oda") for code in ("MA", "LB", "PS", "UA", "AM", "XK", "CN", "EC", "PE")),
        ("SN", "pma"),
        *((code, "non_oda") for code in ("CA", "DE", "NO")),
    ],
)
def test_countries_of_the_calls(code: str, expected: str) -> None:
    assert status(code, CLOSING) == expected


@pytest.mark.parametrize(
    ("code", "before", "day", "after"),
    [
        ("BT", "pma", date(2023, 12, 13), "oda"),
        ("ST", "pma", date(2024, 12, 13), "oda"),
        ("NR", "oda", date(2026, 1, 1), "non_oda"),
        ("BD", "pma", date(2026, 11, 24), "oda"),
        ("NP", "pma", date(2026, 11, 24), "oda"),
        ("LA", "pma", date(2026, 11, 24), "oda"),
        ("SB", "pma", date(2027, 12, 13), "oda"),
    ],
)
def test_changes_hold_from_their_day(code: str, before: str, day: date, after: str) -> None:
    eve = date.fromordinal(day.toordinal() - 1)

    assert (status(code, eve), status(code, day)) == (before, after)


def test_announced_graduations_are_marked_to_be_checked() -> None:
    announced = {
        code
        for code, country in countries().items()
        for held in country.aid
        if held.since > date(2026, 2, 1) and held.sure == "D"
    }

    assert announced == {"BD", "NP", "LA", "SB", "KH", "SN"}


def test_nothing_is_said_before_the_list_begins() -> None:
    assert status("BJ", date(2012, 1, 1)) is None


def test_opinions_go_to_functional_example_mailboxes() -> None:
    assert all(
        is_email(region.mailbox) and region.mailbox.endswith(".example.org") for region in regions().values()
    )
    assert len({region.mailbox for region in regions().values()}) == len(regions())


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 5, 31), 2024),
        (date(2025, 6, 1), 2025),
        (date(2020, 6, 10), 2019),
        (date(2020, 6, 11), 2020),
        (date(2019, 6, 6), 2018),
        (date(2014, 7, 1), 2014),
        (date(2014, 6, 30), None),
    ],
)
def test_the_latest_closed_campaign(day: date, year: int | None) -> None:
    campaign = ReferenceData.shipped().latest_closed_campaign(day)

    assert (campaign.year if campaign else None) == year


def test_campaigns_open_before_they_close() -> None:
    assert all(campaign.opens < campaign.closes for campaign in campaigns().values())


def test_an_edition_comes_back_from_json_unchanged() -> None:
    shipped = ReferenceData.shipped()

    again = ReferenceData.from_json(json.loads(json.dumps(shipped.to_json())))

    assert dict(again.countries) == dict(shipped.countries)
    assert dict(again.regions) == dict(shipped.regions)
    assert dict(again.campaigns) == dict(shipped.campaigns)
    assert again.to_json() == shipped.to_json()


def test_a_name_is_given_even_for_a_code_nobody_knows() -> None:
    assert ReferenceData.shipped().country_name("EC") == "Équateur"
    assert ReferenceData.shipped().country_name("QQ") == "QQ"
