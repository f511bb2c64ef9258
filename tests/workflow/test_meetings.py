"""Meetings take files of any call; closing an item first makes its application act, or stays open."""

from dataclasses import replace

import pytest

from tests.workflow.houses import TestHouse, actor
from tests.workflow.stories.gates import CLES_EN_MAIN, GENERALISTE
from tests.workflow.stories.telling import Narrator, Story
from tests.workflow.tables import rows_of
from workflow.errors import Impossible, NotFound, RuleRefused
from workflow.records import create_record
from workflow.relaying import relay_first

SECRETARY = "sonia"
FAVOURABLE = {"act": "select", "amount": "60 000,00"}


def up_to_the_committee(story: Story) -> Story:
    place = next(index for index, step in enumerate(story.steps) if getattr(step, "trigger", "") == "enrol")
    return replace(story, steps=story.steps[: place + 1])


@pytest.fixture
def met(empty: TestHouse) -> tuple[TestHouse, str, str, str]:
    """Give a house with a meeting convened and an item for each of two calls."""
    narrator = Narrator(empty)
    refs = [narrator.tell(up_to_the_committee(story)) for story in (GENERALISTE, CLES_EN_MAIN)]
    empty.publish("comite")
    with empty.house.act(actor(SECRETARY)) as act:
        meeting = create_record(act, code="comite", given={"title": "Comité de juillet"}).ref
    items = [empty.open(SECRETARY, meeting, "item", {"application": ref}) for ref in refs]
    empty.advance(SECRETARY, meeting, "convoke", given={"held_on": "2025-07-03"})
    return empty, meeting, items[0], items[1]


def settle(
    house: TestHouse, item: str, given: dict[str, str], *, accepted: dict[str, str] | None = None
) -> None:
    relay_first(
        house.house, actor(SECRETARY), ref=item, trigger="settle", given=given, accepted=accepted or {}
    )
    house.advance(SECRETARY, item, "settle", given=given, relayed=True)


def test_closing_an_item_decides_its_application_whatever_its_call(
    met: tuple[TestHouse, str, str, str],
) -> None:
    house, meeting, first, second = met

    settle(house, first, FAVOURABLE)
    settle(house, second, {"act": "reject", "reason": "Enveloppe consommée."})
    house.advance(SECRETARY, meeting, "close")

    assert house.refs(meeting) == {meeting: "closed", first: "settled", second: "settled"}
    assert house.case("GEN25-0001").state == "selected"
    assert house.case("GEN25-0001").reserved == {"french": 6_000_000}
    assert house.case("CEM25-0001").state == "rejected"
    assert house.case("CEM25-0001").answer("decision.reason") == "Enveloppe consommée."
    assert house.discrepancies() == []


def test_an_item_stays_open_with_its_findings_when_a_rule_blocks_the_decision(
    met: tuple[TestHouse, str, str, str],
) -> None:
    house, meeting, first, _ = met

    with pytest.raises(RuleRefused) as refusal:
        settle(house, first, {"act": "select", "amount": "75 000,01"})

    assert [finding.rule for finding in refusal.value.findings] == ["B18"]
    assert house.refs(meeting)[first] == "tabled"
    assert house.case("GEN25-0001").state == "committee"
    with pytest.raises(Impossible, match="attend encore"):
        house.advance(SECRETARY, meeting, "close")


def test_an_item_stays_open_when_its_application_left_meanwhile(
    met: tuple[TestHouse, str, str, str],
) -> None:
    house, meeting, first, _ = met
    house.advance("aude", "GEN25-0001", "withdraw")

    with pytest.raises(Impossible, match="Désistement"):
        settle(house, first, FAVOURABLE)

    assert house.refs(meeting)[first] == "tabled"
    house.advance(SECRETARY, first, "strike", reason="Le porteur s'est désisté.")
    assert house.refs(meeting)[first] == "struck"


def test_said_again_after_a_death_between_the_two_acts_only_the_second_is_done(
    met: tuple[TestHouse, str, str, str],
) -> None:
    house, meeting, first, _ = met
    relay_first(house.house, actor(SECRETARY), ref=first, trigger="settle", given=FAVOURABLE)
    decided = house.case("GEN25-0001").position

    settle(house, first, FAVOURABLE)

    assert house.case("GEN25-0001").position == decided
    assert house.refs(meeting)[first] == "settled"
    assert house.discrepancies() == []


def test_an_item_is_never_closed_without_its_application(met: tuple[TestHouse, str, str, str]) -> None:
    house, meeting, first, _ = met

    with pytest.raises(Impossible, match="fait d'abord agir un autre dossier"):
        house.advance(SECRETARY, first, "settle", given=FAVOURABLE)

    assert house.refs(meeting)[first] == "tabled"


def test_an_item_is_linked_to_its_application(met: tuple[TestHouse, str, str, str], url: str) -> None:
    house, _, first, _ = met

    found = rows_of(url, "SELECT kind, target_id FROM links WHERE case_id = ?", house.case(first).id)

    assert found == [("application", house.case("GEN25-0001").id)]


def test_an_item_names_only_what_its_secretary_may_see(met: tuple[TestHouse, str, str, str]) -> None:
    house, meeting, _, _ = met

    with pytest.raises(NotFound):
        house.open(SECRETARY, meeting, "item", {"application": "GEN25-0404"})


def test_an_abandoned_meeting_gives_its_files_back(met: tuple[TestHouse, str, str, str]) -> None:
    house, meeting, first, second = met

    house.advance(SECRETARY, meeting, "abandon", reason="Quorum non réuni.")

    assert house.refs(meeting) == {meeting: "abandoned", first: "cancelled", second: "cancelled"}
    assert house.case("GEN25-0001").state == "committee"
    assert house.discrepancies() == []
