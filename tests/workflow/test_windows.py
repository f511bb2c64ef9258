"""Filing in time: the instant of reception, read in the zone of the side that signs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.refusing import refused
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GENERALISTE
from tests.workflow.stories.telling import AsShipped, Narrator
from workflow.creation import create_application
from workflow.definition.bundle import Bundle
from workflow.errors import Impossible, RuleRefused

SECOND = timedelta(seconds=1)
PARIS_CLOSES = datetime(2025, 5, 30, 22, 0, tzinfo=UTC)
"""The first instant after 30 May 2025 at 23:59 in Paris."""


class Rewritten(AsShipped):
    """A shipped call with its window changed."""

    def __init__(self, **window: Any) -> None:  # noqa: ANN401 -- parts of a JSON tree
        self._window = window

    def bundle(self, call: str) -> Bundle:
        def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
            tree["windows"]["single"] |= self._window

        return rewritten(call, edit)


def test_the_last_second_of_the_window_is_in_time(empty: TestHouse) -> None:
    ref = Narrator(empty).begin(GENERALISTE)
    empty.now = PARIS_CLOSES - SECOND / 1000

    assert empty.advance("aude", ref, "submit").state == "submitted"


def test_the_first_second_after_the_window_is_late(empty: TestHouse, url: str) -> None:
    ref = Narrator(empty).begin(GENERALISTE)
    empty.now = PARIS_CLOSES

    told = refused(url, lambda: empty.advance("aude", ref, "submit"))

    assert (told.kind, told.code) == (Impossible, "ACT-001")
    assert "30 mai 2025" in told.message
    assert told.remedies


def test_before_its_opening_a_window_takes_nothing(empty: TestHouse, url: str) -> None:
    ref = Narrator(empty).begin(GENERALISTE)
    empty.now = datetime(2025, 4, 6, 21, 59, 59, tzinfo=UTC)

    told = refused(url, lambda: empty.advance("aude", ref, "submit"))
    empty.now += SECOND

    assert told.kind is Impossible
    assert "n'est pas encore ouvert" in told.message
    assert empty.advance("aude", ref, "submit").state == "submitted"


@pytest.mark.parametrize(
    ("zone", "closes"),
    [
        ("Pacific/Tahiti", datetime(2025, 5, 31, 10, 0, tzinfo=UTC)),
        ("Indian/Reunion", datetime(2025, 5, 30, 20, 0, tzinfo=UTC)),
        ("Pacific/Noumea", datetime(2025, 5, 30, 13, 0, tzinfo=UTC)),
        ("America/Cayenne", datetime(2025, 5, 31, 3, 0, tzinfo=UTC)),
    ],
)
def test_a_window_overseas_closes_by_its_own_clock(
    empty: TestHouse, url: str, zone: str, closes: datetime
) -> None:
    ref = Narrator(empty, names=Rewritten(zone=zone)).begin(GENERALISTE)
    empty.now = closes

    late = refused(url, lambda: empty.advance("aude", ref, "submit"))
    empty.now = closes - SECOND

    assert late.kind is Impossible
    assert empty.advance("aude", ref, "submit").state == "submitted"


def test_each_side_signs_by_the_clock_of_its_own_zone(empty: TestHouse, url: str) -> None:
    window = {"closes": "2025-05-23 23:59", "partner_zone": "Africa/Dakar"}
    narrator = Narrator(empty, names=Rewritten(**window))
    ref = narrator.begin(FRANCO_PALESTINIEN)
    other = empty.create("loire", FRANCO_PALESTINIEN.call, dict(empty.case(ref).answers))
    empty.advance("loire", ref, "present")
    empty.now = datetime(2025, 5, 23, 23, 30, tzinfo=UTC)

    late = refused(url, lambda: empty.advance("loire", other, "present"))
    in_time = empty.advance("amer", ref, "submit")

    assert late.kind is Impossible
    assert in_time.state == "submitted"


def test_the_partner_is_late_after_midnight_in_his_own_zone(empty: TestHouse, url: str) -> None:
    window = {"closes": "2025-05-23 23:59", "partner_zone": "Africa/Dakar"}
    ref = Narrator(empty, names=Rewritten(**window)).begin(FRANCO_PALESTINIEN)
    empty.advance("loire", ref, "present")
    empty.now = datetime(2025, 5, 24, 0, 0, tzinfo=UTC)

    late = refused(url, lambda: empty.advance("amer", ref, "submit"))
    empty.now -= SECOND

    assert late.kind is Impossible
    assert empty.advance("amer", ref, "submit").state == "submitted"


def test_a_closing_of_its_own_binds_a_kind_of_applicant(empty: TestHouse, url: str) -> None:
    names = Rewritten(closes_for={"local_authority": "2025-05-21 23:59"})
    ref = Narrator(empty, names=names).begin(GENERALISTE)
    empty.now = datetime(2025, 5, 22, 9, 0, tzinfo=UTC)

    assert refused(url, lambda: empty.advance("aude", ref, "submit")).kind is Impossible


def test_what_is_received_in_time_and_written_late_is_filed_in_time(empty: TestHouse) -> None:
    ref = Narrator(empty).begin(GENERALISTE)
    empty.now = PARIS_CLOSES - SECOND
    house = empty.house
    house.clock = iter([empty.now, PARIS_CLOSES + 5 * SECOND]).__next__

    assert empty.advance("aude", ref, "submit").state == "submitted"


def test_an_extension_opens_the_window_again(empty: TestHouse, url: str) -> None:
    ref = Narrator(empty).begin(GENERALISTE)
    empty.now = PARIS_CLOSES
    late = refused(url, lambda: empty.advance("aude", ref, "submit"))

    empty.advance("alma", "GEN25@single", "extend", given={"closes": "2025-06-06"}, reason="Panne du réseau.")

    assert late.kind is Impossible
    assert empty.advance("aude", ref, "submit").state == "submitted"
    assert empty.discrepancies() == []


class Tranches(AsShipped):
    """A shipped call with a second window, whose rates are its own."""

    def bundle(self, call: str) -> Bundle:
        def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
            rate = {"value": "40 %", "source": "JALON", "sure": "D"}
            months = {"min": "12 months", "max": "18 months"}
            own = {"closes": "2025-12-15", "opens": "2025-05-01", "months": months}
            bis = {**tree["windows"]["single"], **own, "parameters": {"rate.oda": [rate]}}
            tree["windows"]["bis"] = bis

        return rewritten(call, edit)


def test_a_second_window_holds_its_applications_to_its_own_rates_and_lengths(empty: TestHouse) -> None:
    narrator = Narrator(empty, names=Tranches())
    first = narrator.begin(GENERALISTE)
    answers = dict(empty.case(first).answers)
    with empty.house.act(actor("aude")) as act:
        second = create_application(act, code=GENERALISTE.call, answers=answers, window="bis").ref

    with pytest.raises(RuleRefused) as refusal:
        empty.advance("aude", second, "submit")

    assert {finding.rule for finding in refusal.value.findings} == {"B05", "B14"}
    assert "36\u202f000,00\xa0€" in "".join(finding.message for finding in refusal.value.findings)
    assert empty.case(second).window_id == empty.case("GEN25@bis").id
    assert empty.advance("aude", first, "submit").state == "submitted"
