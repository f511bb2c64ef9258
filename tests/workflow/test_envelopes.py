"""Envelopes: what is decided is reserved, what falls is released, and nothing is ever overspent."""

from typing import Any

from tests.workflow.houses import TestHouse, rewritten
from tests.workflow.refusing import refused
from tests.workflow.stories.acts import FOR
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GENERALISTE, PATRIMOINE
from tests.workflow.stories.outcomes import DECLINED
from tests.workflow.stories.telling import AsShipped, Narrator, answers_of
from tests.workflow.tables import rows_of
from workflow.definition.bundle import Bundle
from workflow.errors import EnvelopeSpent


class Endowed(AsShipped):
    """A shipped call whose window says what may be spent."""

    def __init__(self, **envelopes: str) -> None:
        self._envelopes = envelopes

    def bundle(self, call: str) -> Bundle:
        def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
            tree["windows"]["single"] |= self._envelopes

        return rewritten(call, edit)


def held(url: str) -> list[tuple[object, ...]]:
    return sorted(rows_of(url, "SELECT side, total, reserved FROM envelopes"))


def in_committee(house: TestHouse, narrator: Narrator) -> str:
    ref = house.create("aude", GENERALISTE.call, answers_of("aude"))
    narrator.go_on(ref, GENERALISTE.steps[:7])
    return ref


def test_a_decision_beyond_what_is_left_is_refused(empty: TestHouse, url: str) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="100 000,00 EUR"))
    first = narrator.begin(GENERALISTE)
    narrator.go_on(first, GENERALISTE.steps[:8])
    second = in_committee(empty, narrator)

    told = refused(url, lambda: empty.advance("sonia", second, "select", given={"amount": "30000.01"}))
    exact = empty.advance("sonia", second, "select", given={"amount": "30000.00"})

    assert (told.kind, told.code) == (EnvelopeSpent, "ACT-004")
    assert "30 000,00 €" in told.remedies[0]
    assert exact.state == "selected"
    assert held(url) == [("french", 10_000_000, 10_000_000)]
    assert empty.discrepancies() == []


def test_a_withdrawal_gives_back_what_was_reserved(empty: TestHouse, url: str) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="70 000,00 EUR"))
    first = narrator.begin(GENERALISTE)
    narrator.go_on(first, GENERALISTE.steps[:8])
    second = in_committee(empty, narrator)

    empty.advance("aude", first, "withdraw")

    assert held(url) == [("french", 7_000_000, 0)]
    assert empty.advance("sonia", second, "select", given={"amount": "70000.00"}).state == "selected"


def test_a_larger_envelope_is_an_act_on_the_window(empty: TestHouse, url: str) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="60 000,00 EUR"))
    ref = narrator.begin(GENERALISTE)
    narrator.go_on(ref, GENERALISTE.steps[:7])
    told = refused(url, lambda: empty.advance("sonia", ref, "select", given={"amount": "70000.00"}))

    given = {"envelope": "80 000,00"}
    empty.advance("alma", "GEN25@single", "enlarge", given=given, reason="Reliquat d'un autre appel.")
    outcome = empty.advance("sonia", ref, "select", given={"amount": "70000.00"})

    assert (told.kind, outcome.state) == (EnvelopeSpent, "selected")
    assert held(url) == [("french", 8_000_000, 7_000_000)]
    assert empty.discrepancies() == []


def test_the_partners_envelope_is_held_apart(empty: TestHouse, url: str) -> None:
    names = Endowed(envelope="50 000,00 EUR", partner_envelope="9 000,00 EUR")
    narrator = Narrator(empty, names=names)
    ref = narrator.begin(FRANCO_PALESTINIEN)
    narrator.go_on(ref, FRANCO_PALESTINIEN.steps[:10])
    given = {**FOR, "amount": "48000.00", "partner_currency": "eur"}

    told = refused(
        url, lambda: empty.advance("sonia", ref, "select", given={**given, "partner_amount": "9000.01"})
    )
    empty.advance("sonia", ref, "select", given={**given, "partner_amount": "9000.00"})

    assert told.kind is EnvelopeSpent
    assert held(url) == [("french", 5_000_000, 4_800_000), ("partner", 900_000, 900_000)]


def test_what_a_joint_body_declines_is_given_back(empty: TestHouse, url: str) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="50 000,00 EUR"))
    ref = narrator.begin(PATRIMOINE)
    narrator.go_on(ref, DECLINED.steps[:7])
    before = held(url)

    narrator.go_on(ref, DECLINED.steps[7:])

    assert (before, held(url)) == ([("french", 5_000_000, 4_000_000)], [("french", 5_000_000, 0)])
    assert empty.discrepancies() == []
