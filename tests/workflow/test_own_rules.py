"""A rule a call wrote itself is evaluated at its acts as those of Jalon are, and is pinned with the call."""

from typing import Any

import pytest

from tests.workflow.houses import TestHouse, rewritten
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import answers_of
from workflow.definition.bundle import Bundle
from workflow.errors import RuleRefused

PER_AUTHORITY = {
    "title": "Demande par collectivité",
    "expression": "requested <= 30 000,00 € * authorities",
    "message": "La demande dépasse 30 000,00 € par collectivité participante.",
    "source": "BZH25",
}


def written(level: str, *acts: str, **changes: str) -> Bundle:
    """Publish the general call with a rule of its own at some acts."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        tree["rules"]["S01"] = {**PER_AUTHORITY, "level": level, **changes}
        for act in acts:
            tree["machines"]["application"]["transitions"][act]["rules"].append("S01")

    return rewritten(GENERALISTE.call, edit)


def drafted(house: TestHouse, bundle: Bundle) -> str:
    """Publish a call and make the draft of the story, which asks 75 000,00 € for one authority."""
    house.publish_bundle(bundle)
    for holder in GENERALISTE.cast:
        house.person(holder.person, holder.role, holder.scope, holder.value)
    return house.create("aude", GENERALISTE.call, answers_of("aude"))


def test_an_act_is_refused_by_a_rule_of_the_call_with_its_remedy(empty: TestHouse) -> None:
    ref = drafted(empty, written("block", "submit"))

    with pytest.raises(RuleRefused) as caught:
        empty.advance("aude", ref, "submit")

    (finding,) = caught.value.findings
    assert (finding.rule, finding.message) == (
        "S01",
        "La demande dépasse 30 000,00\u00a0€ par collectivité participante.",
    )
    assert finding.remedies == ("Réduire la demande de 45\u202f000,00\u00a0€ (à 30\u202f000,00\u00a0€).",)
    assert finding.source.text.startswith("Réseau Bretagne solidaire")


def test_a_warning_of_ones_own_asks_those_inside_for_a_reason_and_is_kept(empty: TestHouse) -> None:
    ref = drafted(empty, written("warn", "submit", "admit"))
    empty.advance("aude", ref, "submit")

    with pytest.raises(RuleRefused):
        empty.advance("ines", ref, "admit")
    empty.advance("ines", ref, "admit", accepted={"S01": "Programme de trois ans."})

    assert empty.case(ref).state == "opinions"


def test_a_running_case_keeps_the_rule_it_began_with(empty: TestHouse) -> None:
    ref = drafted(empty, written("block", "submit"))
    empty.publish_bundle(written("block", "submit", expression="requested <= 90 000,00 €"))

    with pytest.raises(RuleRefused):
        empty.advance("aude", ref, "submit")
    newer = empty.create("aude", GENERALISTE.call, answers_of("aude"))
    empty.advance("aude", newer, "submit")

    assert empty.case(newer).state == "submitted"
