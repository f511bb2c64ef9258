"""A derogation waives one rule, within its limits, once somebody else than who asked for it grants it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.houses import TestHouse, actor
from tests.workflow.refusing import refused, said
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import after
from tests.workflow.test_sight import read_by, seen_by
from workflow.derogations import Derogation
from workflow.errors import Incomplete, NotAllowed, NotFound, RuleRefused
from workflow.figures import tell_figures
from workflow.sheet import sheet_of
from workflow.telling import tell
from workflow.viewpoint import look_at

ASKED = {"rule": "E2", "reason": "Le poste a accordé six mois.", "until": "2025-12-31"}


@pytest.fixture
def overdue(empty: TestHouse) -> str:
    """Give an application filed, whose applicant then tells that a report is overdue: E2 blocks."""
    ref = after(empty, GENERALISTE, 1)
    empty.person("dora", "delegate", "all")
    empty.open("ines", ref, "correction", {"items": "Vos comptes rendus ?", "fields": "declarations"})
    answers = dict(empty.case(ref).answers)
    answers["declarations"] = {**answers["declarations"], "earlier_reports": "overdue"}
    empty.amend("aude", ref, answers)
    empty.advance("aude", f"{ref}/correction", "answer")
    return ref


def asked(house: TestHouse, ref: str, **limits: str) -> str:
    return house.open("ines", ref, "derogation", {**ASKED, **limits})


def test_the_rule_binds_until_a_derogation_is_granted(empty: TestHouse, overdue: str, url: str) -> None:
    assert refused(url, lambda: empty.advance("ines", overdue, "admit")).kind is RuleRefused
    child = asked(empty, overdue)
    assert refused(url, lambda: empty.advance("ines", overdue, "admit")).kind is RuleRefused
    empty.advance("dora", child, "accord")

    empty.advance("ines", overdue, "admit")

    assert empty.case(overdue).state == "opinions"
    assert empty.discrepancies() == []


def test_what_is_waived_stays_written_with_its_level_and_its_derogation(
    empty: TestHouse, overdue: str
) -> None:
    child = asked(empty, overdue)
    empty.advance("dora", child, "accord")
    empty.advance("ines", overdue, "admit")

    with empty.house.look(actor("ines")) as act:
        last = list(tell(look_at(act, overdue), family=False))[-1]
        granted = sheet_of(look_at(act, overdue)).derogations

    kept = [(one["rule"], one["level"], one["derogation"]) for one in last.findings]
    assert kept == [("E2", "block", granted[0].tree())]
    assert granted == (
        Derogation(
            ref=child,
            rule="E2",
            reason="Le poste a accordé six mois.",
            up_to=None,
            until="2025-12-31",
            person="dora",
            role="délégué",
            granted_at=granted[0].granted_at,
        ),
    )


def test_a_derogation_taken_back_waives_no_more(empty: TestHouse, overdue: str, url: str) -> None:
    child = asked(empty, overdue)
    empty.advance("dora", child, "accord")
    empty.advance("dora", child, "revoke", reason="Accordée par erreur.")

    assert refused(url, lambda: empty.advance("ines", overdue, "admit")).kind is RuleRefused


def test_a_derogation_that_falls_short_says_why(empty: TestHouse, overdue: str) -> None:
    child = asked(empty, overdue, up_to="12 000,00")
    empty.advance("dora", child, "accord")

    with pytest.raises(RuleRefused) as caught:
        empty.advance("ines", overdue, "admit")

    first = caught.value.derogations[0].replace("\u00a0", " ").replace("\u202f", " ")
    assert first == f"la dérogation {child} ne couvre que jusqu'à 12 000,00 € : il s'agit de 75 000,00 €"


def test_nobody_grants_the_derogation_he_asked_for(empty: TestHouse, overdue: str, url: str) -> None:
    child = asked(empty, overdue)
    empty.grant("ines", "delegate", "all")

    assert refused(url, lambda: empty.advance("ines", child, "accord")).kind is NotAllowed


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (ASKED | {"rule": "B03"}, "Il ne peut être dérogé à « B03 »."),
        (ASKED | {"until": ""}, "Dérogation à E2 : elle n'a pas de limite."),
        (ASKED | {"until": "2024-12-31"}, "Dérogation à E2 : le 31 décembre 2024 est passé."),
    ],
)
def test_a_request_beyond_what_the_call_allows_is_refused(
    empty: TestHouse, overdue: str, url: str, given: dict[str, str], message: str
) -> None:
    told = refused(url, lambda: empty.open("ines", overdue, "derogation", given))

    assert (told.kind, told.message) == (Incomplete, message)


def test_people_outside_learn_nothing_of_a_derogation(empty: TestHouse, overdue: str) -> None:
    before = read_by(empty, "aude", overdue)
    child = asked(empty, overdue)
    empty.advance("dora", child, "accord")

    assert read_by(empty, "aude", overdue) == before
    assert child in seen_by(empty, "ines")
    assert child not in seen_by(empty, "aude")
    assert said(lambda: empty.advance("aude", child, "accord")).kind is NotFound


def test_figures_count_the_derogations_in_force_by_rule_for_the_house_alone(
    empty: TestHouse, overdue: str
) -> None:
    kept, revoked = asked(empty, overdue), asked(empty, overdue)
    empty.advance("dora", kept, "accord")
    empty.advance("dora", revoked, "accord")
    empty.advance("dora", revoked, "revoke", reason="Accordée deux fois.")

    found = {}
    for person in ("ines", "aude"):
        with empty.house.look(actor(person)) as act:
            found[person] = dict(tell_figures(act).derogations)

    assert found == {"ines": {"E2": 1}, "aude": {}}


@given(limit=st.integers(0, 10**9), amount=st.integers(0, 10**9), late=st.integers(-400, 400))
def test_it_covers_exactly_up_to_its_amount_and_its_last_day(limit: int, amount: int, late: int) -> None:
    last = date(2025, 6, 30)
    granted = Derogation("D", "E2", "", limit, last.isoformat(), "dora", "délégué", "2025-06-01T00:00:00Z")

    found = granted.shortfall(amount=amount, day=date.fromordinal(last.toordinal() + late))

    assert (found is None) == (amount <= limit and late <= 0)
