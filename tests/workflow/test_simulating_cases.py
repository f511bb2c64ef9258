"""Stored cases replayed under another definition: through the same gate, leaving nothing behind."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.databases import fresh_sqlite
from tests.workflow.houses import START, TestHouse, actor, build_house, bundle_of, rewritten
from tests.workflow.stories.acts import ADMITS, gives, to_the_committee, to_the_convention
from tests.workflow.stories.casts import AUDE
from tests.workflow.stories.gates import GATES
from tests.workflow.stories.outcomes import OUTCOMES
from tests.workflow.stories.telling import Amends, Does, Narrator, Opens, Story, Waits
from workflow.definition.bundle import Bundle
from workflow.simulating_cases import Replay, replay_cases

CALL = "generaliste-2025"
DECIDED = Story(
    name="decided and signed",
    call=CALL,
    file="aude",
    creator="aude",
    cast=AUDE,
    steps=(
        Does("aude", "submit"),
        ADMITS,
        Opens("ines", "correction", {"items": "Le calendrier.", "fields": "title"}),
        Amends("aude", {"title": "Gestion de l'eau, titre corrigé"}),
        Waits(2),
        Does("aude", "answer", "correction"),
        gives("quito", "embassy.EC"),
        Waits(15),
        gives("pascal", "prefecture.76"),
        Waits(20),
        *to_the_committee("75000.00"),
        Does("sonia", "select", given={"amount": "75000.00"}),
        *to_the_convention("aude"),
    ),
    ends={"": "funded"},
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    house = build_house(fresh_sqlite(tmp_path), home=tmp_path)
    yield house
    house.close()


def replayed(house: TestHouse, bundle: Bundle, *refs: str, person: str = "ines") -> tuple[Replay, ...]:
    """Replay applications under another definition, seen by somebody."""
    with house.house.look(actor(person)) as look:
        families = [found for ref in refs if (found := look.read_family(ref)[0])]
        return replay_cases(look, families, bundle=bundle)


def edited(edit: Callable[[Any], None]) -> Bundle:
    """Give the call with its application's transitions, states or parameters changed."""
    return rewritten(CALL, edit)


@pytest.mark.parametrize("story", [*GATES, *OUTCOMES, DECIDED], ids=str)
def test_under_itself_a_definition_changes_no_story(house: TestHouse, story: Story) -> None:
    ref = Narrator(house).tell(story)
    before = (house.refs(ref), house.discrepancies())

    (one,) = replayed(house, bundle_of(story.call), ref, person=story.creator)

    assert (one.stopped, one.moot, one.lost) == (None, (), 0)
    assert (one.appearing, one.disappearing, one.letters_lost, one.letters_more) == (
        (),
        (),
        Counter(),
        Counter(),
    )
    assert one.same
    assert (house.refs(ref), house.discrepancies()) == before


def test_the_same_acts_are_tried_again_whatever_happens_meanwhile(house: TestHouse) -> None:
    ref = Narrator(house).tell(DECIDED)
    house.later(days=400)

    (one,) = replayed(house, bundle_of(CALL), ref)

    assert one.same
    assert one.granted == (7_500_000, 7_500_000)


def lower_rate(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
    tree["parameters"]["rate.oda"] = [{"value": "40 %", "from": "2025-01-01", "source": "BZH25"}]


def test_a_lower_rate_stops_the_first_act_whose_rules_read_it(house: TestHouse) -> None:
    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(lower_rate), ref)

    assert one.stopped is not None
    assert (one.stopped.act, one.stopped.person, one.stopped.of) == ("Dépôt", "aude", "")
    assert {finding.rule for finding in one.stopped.findings} == {"B05"}
    assert (one.ceilings, one.granted) == ((7_500_000, 6_000_000), (7_500_000, 0))
    assert (one.stands, one.over) == (("Financé", "Brouillon"), True)
    assert one.lost == 13
    assert ("document", "convention") in one.letters_lost
    assert one.letters_more == Counter()


def test_what_was_asked_at_the_time_is_what_is_judged(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        lower_rate(tree)
        transitions = tree["machines"]["application"]["transitions"]
        for name in ("submit", "propose"):
            transitions[name]["rules"] = []

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert one.stopped is not None
    assert (one.stopped.act, one.stopped.person) == ("Décision favorable", "sonia")
    assert one.stands == ("Financé", "En comité")


def test_an_act_of_another_role_is_refused(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        tree["machines"]["application"]["transitions"]["propose"]["by"] = ["secretary"]

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert one.stopped is not None
    assert (one.stopped.error.code, one.stopped.act, one.stopped.person) == (
        "ACT-403",
        "Proposition",
        "ines",
    )
    assert one.stopped.message.endswith(f"Vous n'avez pas ce rôle sur {ref}.")


def test_an_act_that_no_longer_leaves_its_state_is_refused(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        tree["machines"]["application"]["transitions"]["enrol"]["from"] = ["adjourned"]

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert one.stopped is not None
    assert (one.stopped.error.code, one.stopped.act) == ("ACT-001", "Inscription à l'ordre du jour")


def test_a_condition_on_what_was_given_is_weighed(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        waited = [{"field": "decision.conditions", "known": True}]
        tree["machines"]["application"]["transitions"]["select"]["when"] = waited

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert one.stopped is not None
    assert one.stopped.message == (
        "« Décision favorable » demande que « Conditions posées par le comité » soit « renseigné »."
    ).replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def test_a_shorter_delay_ends_before_the_answer_came(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        deadline = tree["machines"]["opinion"]["states"]["requested"]["deadlines"]["answer"]
        deadline |= {"after": "10 days", "remind": ["1 days"]}

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert one.stopped is not None
    assert (one.stopped.of, one.stopped.person, one.stopped.error.code) == (
        "/prefecture.76",
        "pascal",
        "ACT-001",
    )


def test_acts_on_a_child_nobody_would_have_asked_are_passed_over(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        machine = tree["machines"]["application"]
        del machine["states"]["opinions"]["spawn"]["prefecture"]
        machine["transitions"]["close_opinions"]["when"][0]["children"] = ["embassy"]

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert (one.stopped, one.moot, one.stands) == (None, ("Avis",), ("Financé", "Financé"))
    assert one.letters_lost[("mail", "opinion_request")] == 1
    assert not one.same


def test_mails_and_documents_no_longer_sent_are_told(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        transitions = tree["machines"]["application"]["transitions"]
        transitions["notify_award"] |= {
            "documents": [],
            "mails": {"award": "applicant", "lapsed": "applicant"},
        }

    ref = Narrator(house).tell(DECIDED)

    (one,) = replayed(house, edited(edit), ref)

    assert one.letters_lost == Counter(
        {("document", "award_letter"): 1, ("mail", "to_prepare_convention"): 1}
    )
    assert one.letters_more == Counter({("mail", "lapsed"): 1})
    assert (one.stopped, one.stands, one.same) == (None, ("Financé", "Financé"), False)


def test_one_envelope_is_spent_by_all_cases_in_the_order_of_time(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        tree["windows"]["single"]["envelope"] = "100000.00 EUR"

    first = Narrator(house).tell(DECIDED)
    house.now = START + timedelta(minutes=30)
    second = Narrator(house).tell(DECIDED)

    one, other = replayed(house, edited(edit), first, second)

    assert (one.stopped, one.granted) == (None, (7_500_000, 7_500_000))
    assert other.stopped is not None
    assert (other.stopped.error.code, other.granted) == ("ACT-004", (7_500_000, 0))


def test_next_years_windows_do_not_refuse_this_years_files(house: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        tree["code"], tree["ref"] = "generaliste-2026", "GEN26"
        window = tree["windows"]["single"]
        window |= {"published": "2026-02-17", "opens": "2026-04-07", "closes": "2026-05-29 23:59"}

    ref = Narrator(house).tell(DECIDED)
    house.grant("denis", "instructor", "call", CALL)
    house.grant("denis", "auditor", "case", ref)

    (one,) = replayed(house, edited(edit), ref)

    assert one.stopped is None
    assert one.stands == ("Financé", "Financé")


def test_no_case_gives_no_replay(house: TestHouse) -> None:
    house.publish(CALL)

    assert replayed(house, bundle_of(CALL), person="keeper") == ()
