"""The rules of an act: what blocks refuses, what warns asks those inside for a reason."""

from tests.workflow.houses import TestHouse, actor
from tests.workflow.refusing import said
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, answers_of
from workflow.checking import read_history
from workflow.errors import RuleRefused
from workflow.replay import Replayed


def drafted(house: TestHouse, **parts: object) -> str:
    """Create the sample application with some of its parts changed."""
    Narrator(house).begin(GENERALISTE)
    return house.create("aude", GENERALISTE.call, {**answers_of("aude"), **parts})


def history(house: TestHouse, ref: str) -> Replayed:
    with house.house.look(actor(None)) as act:
        return read_history(act, house.case(ref).id)


def test_a_rule_that_blocks_is_shown_with_what_would_satisfy_it(empty: TestHouse) -> None:
    declarations = {**answers_of("aude")["declarations"], "earlier_reports": "overdue"}  # type: ignore[dict-item]  # a JSON tree
    ref = drafted(empty, declarations=declarations)

    told = said(lambda: empty.advance("aude", ref, "submit"))

    assert (told.kind, told.code, told.who) == (RuleRefused, "ACT-003", "porteur de la demande")
    assert told.message == "« Dépôt » est refusé : une règle s'y oppose."
    assert len(told.remedies) == 2


def test_a_warning_never_keeps_an_applicant_out(empty: TestHouse) -> None:
    ref = drafted(empty, attachments=[])

    assert empty.advance("aude", ref, "submit").state == "submitted"


def test_a_warning_asks_a_reason_of_those_inside_and_keeps_it(empty: TestHouse) -> None:
    ref = drafted(empty, attachments=[])
    empty.advance("aude", ref, "submit")

    told = said(lambda: empty.advance("ines", ref, "admit"))
    outcome = empty.advance("ines", ref, "admit", accepted={"E4": "Reçue par courriel."})

    assert (told.kind, told.who) == (RuleRefused, "vous")
    assert told.message == "« Recevabilité » appelle un motif pour chaque avertissement : E4."
    assert outcome.state == "opinions"
