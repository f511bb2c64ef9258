"""How an application is shared among the lines of a grouping."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.houses import bundle_of
from workflow.case import Family, new_case
from workflow.counted import Counted
from workflow.groupings import Share, adds_up, groupings, shares_of
from workflow.shelf import Pinned

BUNDLE = bundle_of("generaliste-2025")
PINNED = Pinned(digest=BUNDLE.digest, bundle=BUNDLE)


def counted(answers: dict[str, Any], *, cost: int | None = 100_001, region: str | None = None) -> Counted:
    case = new_case(
        now="", machine="", state="", answers=answers, region=region, call_code="generaliste-2025"
    )
    return Counted(
        case, Family({case.id: case}, case, None), PINNED, 60_001, None, requested=70_000, cost=cost
    )


def parts(**cents: int | None) -> dict[str, Any]:
    return {
        "countries": [
            {"code": code} | ({} if share is None else {"share": share}) for code, share in cents.items()
        ]
    }


def test_amounts_follow_the_part_of_each_country_to_the_cent() -> None:
    one = counted(parts(EC=50_001, SN=40_000, PE=10_000))

    assert shares_of(one, by="zone") == (
        Share("south_america", "Amérique du Sud", 42_000, 60_001, 36_001),
        Share("west_africa", "Afrique de l'Ouest", 28_000, 40_000, 24_000),
    )
    assert [(share.key, share.cost) for share in shares_of(one, by="status")] == [
        ("oda", 60_001),
        ("pma", 40_000),
    ]


def test_countries_of_one_zone_need_no_parts() -> None:
    assert shares_of(counted(parts(EC=None, PE=None)), by="zone") == (
        Share("south_america", "Amérique du Sud", 70_000, 100_001, 60_001),
    )


@pytest.mark.parametrize("answers", [parts(EC=None, SN=None), parts(EC=1, SN=None), parts(EC=0, SN=0)])
def test_several_places_without_parts_make_a_line_of_their_own(answers: dict[str, Any]) -> None:
    assert shares_of(counted(answers), by="zone") == (
        Share("several", "plusieurs, sans répartition donnée", 70_000, 100_001, 60_001),
    )


def test_what_nobody_gave_is_told_as_such() -> None:
    untold = (Share("", "non renseigné", 70_000, 100_001, 60_001),)

    assert [shares_of(counted({}), by=by) for by in ("zone", "status", "region", "theme")] == [untold] * 4


def test_a_file_of_several_themes_counts_whole_in_each_and_once_for_two_spellings() -> None:
    one = counted({"themes": ["Eau", "eau", "Énergie"]})

    assert [(share.key, share.label, share.cost) for share in shares_of(one, by="theme")] == [
        ("eau", "eau", 100_001),
        ("energie", "énergie", 100_001),
    ]
    assert {by: adds_up(by) for by in groupings()} == {
        "zone": True,
        "status": True,
        "region": True,
        "theme": False,
        "call": True,
        "family": True,
    }


def test_a_cost_nobody_gave_is_unknown_on_every_line() -> None:
    told = shares_of(counted(parts(EC=1, SN=2), cost=None), by="zone")

    assert [(share.cost, share.retained) for share in told] == [(None, 20_000), (None, 40_001)]


@given(
    st.dictionaries(st.sampled_from(["EC", "PE", "SN", "MA", "CA", "UA"]), st.integers(1, 10**9), min_size=1)
)
def test_lines_add_up_to_the_whole(cents: dict[str, int]) -> None:
    one = counted(parts(**cents), cost=sum(cents.values()))

    for by in ("zone", "status"):
        told = shares_of(one, by=by)
        assert sum(share.retained or 0 for share in told) == one.retained
        assert sum(share.cost or 0 for share in told) == one.cost
        assert sum(share.requested or 0 for share in told) == one.requested
