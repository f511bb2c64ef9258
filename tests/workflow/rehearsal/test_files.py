"""Synthetic files are files of the public format that satisfy every rule of filing of their call."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as some

from forms.answers import from_answers, to_answers
from forms.errors import Refused
from forms.money import parse_euros
from rules.findings import Finding
from tests.workflow.rehearsal.calls import calls, complete_bundle
from workflow.assessing import assess, filing_rules, yardstick
from workflow.rehearsal.files import read_tree, synthetic_file
from workflow.rehearsal.wish import PLAIN, Wish

CALLS = calls()
AT_LENGTH = [pytest.param(code, marks=pytest.mark.soak) for code in ("patrimoine-2025", "generaliste-2024")]
WISHES = some.builds(
    Wish,
    countries=some.integers(1, 3),
    regions=some.integers(1, 3),
    seed=some.integers(0, 50),
    at_ceiling=some.booleans(),
)


def made(code: str, wish: Wish = PLAIN) -> dict[str, Any]:
    bundle = complete_bundle(code)
    window = next(iter(bundle.definition.windows.values()))
    return synthetic_file(bundle.definition, window=window, reference=bundle.reference, wish=wish)


def found(code: str, tree: dict[str, Any]) -> tuple[str, tuple[Finding, ...]]:
    judged = assess(orjson.dumps(tree), name="x.json", by=yardstick(complete_bundle(code), at=None))
    return judged.verdict, judged.findings


@pytest.mark.parametrize("code", CALLS)
def test_the_plain_file_of_a_call_satisfies_its_rules(code: str) -> None:
    assert found(code, made(code))[0] == "valid"


@pytest.mark.parametrize("code", ["generaliste-2025", "cles-en-main-2025", *AT_LENGTH])
@given(wish=WISHES)
def test_any_file_of_a_call_open_to_all_satisfies_its_rules(code: str, wish: Wish) -> None:
    tree = made(code, wish)

    assert found(code, tree)[0] == "valid"
    assert len(tree["countries"]) == wish.countries
    assert len({one["region"] for one in tree["authorities"]}) == wish.regions


@pytest.mark.parametrize("code", ["generaliste-2025", *AT_LENGTH])
@given(wish=WISHES)
def test_one_cent_beyond_the_ceiling_is_refused_by_the_ceiling_alone(code: str, wish: Wish) -> None:
    verdict, findings = found(code, made(code, replace(wish, beyond=1)))

    assert verdict == "invalid"
    assert {one.rule for one in findings if one.level == "block"} <= {"B04", "B05"}


@pytest.mark.parametrize("code", CALLS)
def test_a_file_is_the_same_each_time_and_another_for_another_seed(code: str) -> None:
    assert made(code) == made(code)
    assert made(code, Wish(seed=1))["lead"]["siret"] != made(code)["lead"]["siret"]


@pytest.mark.parametrize("code", CALLS)
def test_a_file_is_read_by_the_reader_of_the_public_format_without_loss(code: str) -> None:
    application = read_tree(made(code))

    assert from_answers(to_answers(application)) == application
    assert application.call == code


def test_wishes_are_granted() -> None:
    tree = made("cles-en-main-2025", Wish(authorities=5, regions=2, applicant="gip", months=30))

    assert tree["lead"]["kind"] == "gip"
    assert len(tree["authorities"]) == 5
    assert tree["months"] == 30
    assert tree["budget"]["years"] == [2025, 2026, 2027]


def test_a_joint_country_comes_first_when_one_is_wished() -> None:
    joint = made("patrimoine-2025", Wish(joint=True, countries=2))["countries"]

    assert (len(joint), joint[0]["code"]) == (2, "PS")
    assert "PS" not in [one["code"] for one in made("patrimoine-2025")["countries"]]


def test_no_file_is_made_for_a_call_open_to_too_few_countries() -> None:
    with pytest.raises(Refused, match="pas ouvert à assez de pays"):
        made("franco-senegalais-2025", Wish(countries=2))


def test_the_yearly_ceiling_and_own_shares_of_a_call_are_kept() -> None:
    quebec = made("franco-quebecois-2023", Wish(at_ceiling=True))
    senegal = made("franco-senegalais-2024", Wish(at_ceiling=True))

    assert parse_euros(quebec["budget"]["requested"]) == 2 * 1_600_000
    assert parse_euros(senegal["budget"]["requested"]) == 7_000_000


def test_what_a_file_is_judged_by_is_not_empty() -> None:
    assert all(filing_rules(complete_bundle(code).definition) for code in CALLS)
