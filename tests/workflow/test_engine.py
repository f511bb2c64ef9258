"""Versions and keys: what another did meanwhile is told, what was asked twice is done once."""

from tests.workflow.houses import TestHouse
from tests.workflow.refusing import Told, refused
from tests.workflow.stories.acts import FAVOURABLE
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.outcomes import ITEMS
from tests.workflow.stories.telling import after, answers_of
from tests.workflow.tables import contents
from workflow.engine import Outcome
from workflow.errors import KeyReused, Stale

REUSED = Told(
    KeyReused,
    "ACT-422",
    "Cette clé d'idempotence a déjà servi pour une autre demande ; rien n'a été fait.",
    "vous",
    ("recommencer avec une clé nouvelle, ou redire exactement la première demande",),
)


def test_who_read_an_older_version_is_told_where_the_case_is_now(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.advance("ines", ref, "admit", version=1))

    assert (told.kind, told.code, told.who) == (Stale, "ACT-409", "vous")
    assert told.seen == {"version vue": "1", "version actuelle": "2"}
    assert told.remedies


def test_people_outside_are_not_told_how_often_their_file_moved(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 7)

    told = refused(url, lambda: empty.advance("aude", ref, "withdraw", version=2))

    assert (told.kind, told.seen) == (Stale, {"version vue": "2"})
    assert str(empty.case(ref).position) not in f"{told.message}{told.remedies}".replace(ref, "")


def test_a_childs_end_is_a_new_version_of_its_parent(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    before = empty.case(ref).position

    empty.advance("quito", f"{ref}/embassy.EC", "give", given=FAVOURABLE)

    assert empty.case(ref).position == before + 1


def test_the_same_key_gives_the_first_outcome_again_and_does_nothing(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    first = empty.advance("ines", ref, "admit", key="k")
    empty.advance("quito", f"{ref}/embassy.EC", "give", given=FAVOURABLE)
    before = contents(url)

    again = empty.advance("ines", ref, "admit", key="k")

    assert (first, again) == (Outcome(ref, "opinions", 3), Outcome(ref, "opinions", 3, replayed=True))
    assert contents(url) == before


def test_the_same_key_serves_no_other_content_and_nobody_else(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 5)
    given = {"amount": "1000.00", "comment": "Un."}
    empty.grant("bruno", "instructor", "all")
    empty.advance("ines", ref, "propose", given=given, key="k")

    refusals = [
        refused(url, lambda: empty.advance("ines", ref, "propose", given=given | {"comment": "2"}, key="k")),
        refused(url, lambda: empty.advance("ines", ref, "enrol", key="k")),
        refused(url, lambda: empty.advance("bruno", ref, "propose", given=given, key="k")),
        refused(url, lambda: empty.amend("aude", ref, {"months": 30}, key="k")),
    ]

    assert refusals == [REUSED] * 4


def test_a_refused_act_leaves_its_key_free(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    refused(url, lambda: empty.advance("ines", ref, "refuse_admission", key="k"))

    outcome = empty.advance("ines", ref, "refuse_admission", reason="late", key="k")

    assert outcome == Outcome(ref, "inadmissible", 3)


def test_an_application_a_child_and_an_amendment_asked_twice_are_made_once(
    empty: TestHouse, url: str
) -> None:
    ref = after(empty, GENERALISTE, 0)
    created = empty.create("aude", GENERALISTE.call, answers_of("aude"), key="create")
    answers = dict(answers_of("aude")) | {"title": "Titre revu"}
    amended = empty.amend("aude", ref, answers, key="amend")
    empty.advance("aude", ref, "submit")
    opened = empty.open("ines", ref, "correction", ITEMS, key="open")
    before = contents(url)

    again = (
        empty.create("aude", GENERALISTE.call, answers_of("aude"), key="create"),
        empty.amend("aude", ref, answers, key="amend"),
        empty.open("ines", ref, "correction", ITEMS, key="open"),
    )

    assert again == (created, Outcome(ref, amended.state, amended.version, replayed=True), opened)
    assert contents(url) == before
