"""Fields given to an application, in one transaction, on both databases."""

import pytest

from forms.errors import Untaken
from tests.commands.shell import plain
from tests.workflow.houses import TestHouse, actor
from tests.workflow.refusing import refused
from tests.workflow.stories.gates import GENERALISTE, PATRIMOINE
from tests.workflow.stories.telling import after
from workflow.answering import import_answers, set_answers
from workflow.answers_then import compare
from workflow.basis import corrected_by, shaken_opinions
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
    empty.open("ines", ref, "correction", {"items": "La durée.", "fields": "months"})
    empty.later(days=1)
    put(empty, ref, ("months", "30"))

    with empty.house.act(actor("ines")) as act:
        found = sorted(
            (one.ref, [change.path for change in one.changes]) for one in shaken_opinions(look_at(act, ref))
        )

    assert found == [
        (f"{ref}/{child}", ["months"]) for child in ("embassy.EC", "embassy.PE", "prefecture.76")
    ]


def flagged(house: TestHouse, person: str, ref: str) -> dict[str, list[str]]:
    """Give what is told of each opinion whose basis changed, as one line for each change."""
    with house.house.look(actor(person)) as act:
        found = {
            one.ref.removeprefix(f"{ref}/"): [plain(change.told()) for change in one.changes]
            for one in shaken_opinions(look_at(act, ref))
        }
    return dict(sorted(found.items()))


PIECE = {"kind": "bank_details", "file": "rib.pdf"}
BUDGET = {"kind": "budget", "file": "budget.xlsx"}


def corrected(house: TestHouse, ref: str, **parts: object) -> None:
    house.open("ines", ref, "correction", {"items": "Pièces.", "fields": ", ".join(parts)})
    house.later(days=1)
    house.amend("aude", ref, {**house.case(ref).answers, **parts})
    house.later(days=1)


def test_an_opinion_is_flagged_only_by_what_it_rests_on(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    pieces = empty.case(ref).answers["attachments"]

    corrected(empty, ref, attachments=[*pieces, PIECE])
    bank = flagged(empty, "ines", ref)
    empty.later(days=1)
    corrected(empty, ref, attachments=[*pieces, PIECE, BUDGET])
    budget = flagged(empty, "ines", ref)

    one, two = (
        f"pièce jointe n° {len(pieces) + rank} : (rien) → {told}"
        for rank, told in ((1, "rib.pdf, relevé d'identité bancaire"), (2, "budget.xlsx, budget"))
    )
    assert bank == {"prefecture.76": [one]}
    assert budget == {"embassy.EC": [two], "embassy.PE": [two], "prefecture.76": [one, two]}


def test_the_day_told_is_that_of_the_last_change_of_the_basis(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    corrected(empty, ref, months=30)
    day = empty.now
    corrected(empty, ref, attachments=[*empty.case(ref).answers["attachments"], PIECE])

    with empty.house.look(actor("ines")) as act:
        last = {one.ref.removeprefix(f"{ref}/"): one.last for one in shaken_opinions(look_at(act, ref))}

    assert last["embassy.EC"] < day.isoformat() < last["prefecture.76"]


def test_what_the_call_asks_beside_the_file_is_part_of_the_basis(empty: TestHouse) -> None:
    ref = after(empty, PATRIMOINE, 2)
    empty.open("ines", ref, "correction", {"items": "Nature.", "fields": "supplement.heritage_kind"})
    empty.later(days=1)
    empty.amend_fields("belfort", ref, {"heritage_kind": "both"})

    change = "Nature du patrimoine : patrimoine bâti → patrimoine bâti et naturel"
    assert flagged(empty, "ines", ref) == {"embassy.PS": [change], "prefecture.27": [change]}
    assert flagged(empty, "jerusalem", ref) == {"embassy.PS": [change]}
    assert flagged(empty, "belfort", ref) == {}
    with empty.house.look(actor("belfort")) as act:
        diff = compare(look_at(act, ref)).changes
        correction = corrected_by(look_at(act, f"{ref}/correction"))
    assert [plain(one.told()) for one in diff] == [change]
    assert correction == diff
    assert diff[0].tree() == {
        "path": "supplement.heritage_kind",
        "label": "Nature du patrimoine",
        "before": "patrimoine bâti",
        "after": "patrimoine bâti et naturel",
    }
