"""A derogation waives one rule, within its limits, once somebody else than who asked for it grants it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.refusing import refused, said
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import after, answers_of
from tests.workflow.test_sight import read_by, seen_by
from workflow.definition.bundle import Bundle
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


def waivable(**bounds: str) -> Bundle:
    """Give the general call with a rule of its own that bars admission, and may be waived."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        tree["rules"]["S01"] = {
            "title": "Demande par collectivité",
            "expression": "requested <= 30 000,00 € * authorities",
            "message": "La demande dépasse 30 000,00 € par collectivité participante.",
            "source": "BZH25",
            "level": "block",
        }
        tree["machines"]["application"]["transitions"]["admit"]["rules"].append("S01")
        tree["derogations"]["S01"] = {"by": ["delegate"], "source": "BZH25", **bounds}

    return rewritten(GENERALISTE.call, edit)


def barred(house: TestHouse, bundle: Bundle) -> str:
    """File, under this call, the application of the story, which asks 75 000,00 € for one authority."""
    house.publish_bundle(bundle)
    for holder in GENERALISTE.cast:
        house.person(holder.person, holder.role, holder.scope, holder.value)
    house.person("dora", "delegate", "all")
    ref = house.create("aude", GENERALISTE.call, answers_of("aude"))
    house.advance("aude", ref, "submit")
    return ref


def test_a_rule_of_ones_own_binds_until_it_is_waived(empty: TestHouse) -> None:
    ref = barred(empty, waivable())
    with pytest.raises(RuleRefused) as caught:
        empty.advance("ines", ref, "admit")
    assert [one.rule for one in caught.value.findings] == ["S01"]
    assert caught.value.derogations[0].startswith("S01 peut être écartée par dérogation")

    child = asked(empty, ref, rule="S01")
    empty.advance("dora", child, "accord")
    empty.advance("ines", ref, "admit")

    assert empty.case(ref).state == "opinions"
    assert empty.discrepancies() == []


@pytest.mark.parametrize(
    ("up_to", "covers"), [("74 999,99", False), ("75 000,00", True), ("75 000,01", True)]
)
def test_it_covers_an_amount_to_the_cent(empty: TestHouse, up_to: str, covers: bool) -> None:
    ref = barred(empty, waivable())
    child = asked(empty, ref, rule="S01", up_to=up_to)
    empty.advance("dora", child, "accord")

    if not covers:
        with pytest.raises(RuleRefused):
            empty.advance("ines", ref, "admit")
        return
    empty.advance("ines", ref, "admit")
    assert empty.case(ref).state == "opinions"


@pytest.mark.parametrize(("days", "covers"), [(0, True), (1, False)])
def test_it_covers_its_last_day_and_no_day_after(empty: TestHouse, days: int, covers: bool) -> None:
    ref = barred(empty, waivable())
    last = empty.now.date() + timedelta(days=3)
    child = asked(empty, ref, rule="S01", until=last.isoformat())
    empty.advance("dora", child, "accord")
    empty.later(days=3 + days)

    if not covers:
        with pytest.raises(RuleRefused) as caught:
            empty.advance("ines", ref, "admit")
        assert f"la dérogation {child} ne valait que jusqu'au" in caught.value.derogations[0]
        return
    empty.advance("ines", ref, "admit")
    assert empty.case(ref).state == "opinions"


@pytest.mark.parametrize(
    ("up_to", "told"),
    [
        ("80 000,00", None),
        ("80 000,01", "80 000,01 € passe le montant permis (80 000,00 €)"),
        ("", "elle doit dire jusqu'à quel montant, 80 000,00 € au plus"),
    ],
)
def test_a_derogation_names_no_more_than_the_amount_its_call_allows(
    empty: TestHouse, url: str, up_to: str, told: str | None
) -> None:
    ref = barred(empty, waivable(at_most="80 000,00 EUR"))
    given = {**ASKED, "rule": "S01", "up_to": up_to}

    if told is None:
        assert (
            empty.case(empty.open("ines", ref, "derogation", given)).answer("derogation.up_to") == 8_000_000
        )
        return
    found = refused(url, lambda: empty.open("ines", ref, "derogation", given))
    assert (found.kind, found.message) == (Incomplete, f"Dérogation à S01 : {told}.")


@pytest.mark.parametrize(("days", "told"), [(30, False), (31, True), (0, False), (-1, True)])
def test_a_derogation_lasts_no_longer_than_its_call_allows_nor_ends_before_it_begins(
    empty: TestHouse, url: str, days: int, told: bool
) -> None:
    ref = barred(empty, waivable(within="30 days"))
    last = (empty.now.date() + timedelta(days=days)).isoformat()
    given = {**ASKED, "rule": "S01", "until": last}

    if not told:
        assert empty.case(empty.open("ines", ref, "derogation", given)).answer("derogation.until") == last
        return
    found = refused(url, lambda: empty.open("ines", ref, "derogation", given))
    assert found.kind is Incomplete
    assert ("passe le dernier jour permis" if days > 0 else "est passé") in found.message


@given(limit=st.integers(0, 10**9), amount=st.integers(0, 10**9), late=st.integers(-400, 400))
def test_it_covers_exactly_up_to_its_amount_and_its_last_day(limit: int, amount: int, late: int) -> None:
    last = date(2025, 6, 30)
    granted = Derogation("D", "E2", "", limit, last.isoformat(), "dora", "délégué", "2025-06-01T00:00:00Z")

    found = granted.shortfall(amount=amount, day=date.fromordinal(last.toordinal() + late))

    assert (found is None) == (amount <= limit and late <= 0)
