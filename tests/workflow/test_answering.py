"""Fields given to an application, in one transaction, on both databases."""

import pytest

from forms.errors import Untaken
from tests.workflow.houses import TestHouse, actor
from tests.workflow.refusing import refused
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import after
from workflow.answering import import_answers, set_answers
from workflow.basis import shaken_opinions
from workflow.engine import Outcome
from workflow.errors import Impossible, Stale
from workflow.viewpoint import look_at

CONTACT = {"items": "Le contact.", "fields": "lead.contact.email"}
EMAIL = (("lead.contact.email", "n@aude.example.org"),)


def put(house: TestHouse, ref: str, *given: tuple[str, str], key: str | None = None) -> Outcome:
    with house.house.act(actor("aude")) as act:
        return set_answers(act, ref=ref, given=given, key=key)[0]


def test_a_field_given_leaves_the_others_and_the_history_true(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 0)
    before = empty.case(ref).answers

    put(empty, ref, ("months", "30"), key="k")
    again = put(empty, ref, ("months", "30"), key="k")

    assert again.replayed
    assert empty.case(ref).answers == {**before, "months": 30}
    assert empty.discrepancies() == []


def test_a_part_imported_leaves_the_others(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 0)
    before = empty.case(ref).answers

    with empty.house.act(actor("aude")) as act:
        import_answers(act, ref=ref, text=b'{"themes": ["eau", "sport"]}', name="themes.json")

    assert empty.case(ref).answers == {**before, "themes": ["eau", "sport"]}


def test_nothing_is_stored_when_one_value_does_not_do(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 0)
    before = empty.case(ref).answers

    with pytest.raises(Untaken), empty.house.act(actor("aude")) as act:
        set_answers(act, ref=ref, given=(("months", "30"), ("title", "a\x00b")))

    assert empty.case(ref).answers == before


def test_a_correction_opens_a_field_inside_a_group_and_not_its_neighbours(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    empty.open("ines", ref, "correction", CONTACT)

    told = refused(url, lambda: put(empty, ref, *EMAIL, ("lead.contact.phone", "01")))
    put(empty, ref, *EMAIL)

    assert (told.kind, told.seen) == (Impossible, {"rubriques ouvertes": "lead.contact.email"})
    assert "lead.contact.phone" in told.message
    assert empty.case(ref).answers["lead"]["contact"]["email"] == "n@aude.example.org"
    assert empty.discrepancies() == []


def test_a_version_no_longer_true_is_refused(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    def late() -> None:
        with empty.house.act(actor("aude")) as act:
            set_answers(act, ref=ref, given=(("months", "30"),), version=1)

    assert refused(url, late).kind is Stale


def test_every_opinion_awaited_is_flagged_inside_once_the_application_changed(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    empty.open("ines", ref, "correction", CONTACT)
    empty.later(days=1)
    put(empty, ref, *EMAIL)

    with empty.house.act(actor("ines")) as act:
        found = sorted(
            (one.ref, [change.path for change in one.changes]) for one in shaken_opinions(look_at(act, ref))
        )

    assert found == [
        (f"{ref}/{child}", ["lead.contact.email"]) for child in ("embassy.EC", "embassy.PE", "prefecture.76")
    ]
