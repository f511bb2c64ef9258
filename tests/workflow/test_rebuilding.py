"""Rows, due dates, links and envelopes are written again from the histories alone."""

import pytest

from forms.errors import Broken
from tests.workflow.houses import TestHouse, actor
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after, answers_of
from tests.workflow.tables import contents, rows_of, tamper
from tests.workflow.test_envelopes import Endowed
from workflow.errors import Unsound
from workflow.rebuilding import rebuild

DAMAGE = (
    "UPDATE cases SET state = 'funded', milestones = '{', title = 'Autre', owner = NULL",
    "UPDATE cases SET position = 77, head = 'x', answers = '{}' WHERE call_code IS NOT NULL",
    "UPDATE cases SET rounds = '{\"embassy\":9}', clocks = '{}', reserved = '{\"french\":1}'",
    "DELETE FROM due",
    "DELETE FROM envelopes",
)


def rebuilt(house: TestHouse) -> list[str]:
    with house.house.act(actor(None)) as act:
        return list(rebuild(act))


@pytest.mark.parametrize("steps", [1, 2, 8, len(GENERALISTE.steps)])
def test_everything_projected_is_as_it_was(empty: TestHouse, url: str, steps: int) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="90 000,00 EUR"))
    narrator.go_on(narrator.begin(GENERALISTE), GENERALISTE.steps[:steps])
    before = contents(url)
    for statement in DAMAGE:
        tamper(url, statement)

    mended = rebuilt(empty)

    assert contents(url) == before
    assert "GEN25-0001" in mended
    assert empty.discrepancies() == []


def test_nothing_is_mended_where_nothing_is_wrong(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 2)
    before = contents(url)

    assert rebuilt(empty) == []
    assert contents(url) == before


def test_a_draft_keeps_what_its_owner_saved(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 0)
    empty.amend("aude", ref, {**answers_of("aude"), "title": "Titre revu"})
    tamper(url, "UPDATE cases SET state = 'funded' WHERE ref = ?", ref)

    assert rebuilt(empty) == [ref]
    assert (empty.case(ref).title, empty.case(ref).state) == ("Titre revu", "draft")


def test_a_broken_chain_is_refused_and_nothing_is_rebuilt(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)
    tamper(url, "UPDATE history SET hash = 'abc' WHERE case_id = ? AND position = 2", empty.case(ref).id)
    tamper(url, "UPDATE cases SET state = 'funded' WHERE ref = ?", ref)
    before = contents(url)

    with pytest.raises(Broken) as caught:
        rebuilt(empty)

    assert (type(caught.value), contents(url)) == (Unsound, before)


def test_a_rebuilt_case_goes_on(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)
    tamper(url, "UPDATE cases SET position = 1, head = 'x' WHERE ref = ?", ref)
    rebuilt(empty)

    Narrator(empty).go_on(ref, GENERALISTE.steps[2:])

    assert empty.case(ref).state == "funded"
    assert len(rows_of(url, "SELECT 1 FROM history WHERE case_id = ?", empty.case(ref).id)) == 14
    assert empty.discrepancies() == []
