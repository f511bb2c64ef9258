"""A field that not everybody reads, or changes: nowhere shown to others, refused naming who may."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.refusing import refused, said
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, answers_of
from tests.workflow.tables import contents, rows_of
from workflow.answers_then import compare, fields_now
from workflow.definition.bundle import Bundle
from workflow.errors import Impossible
from workflow.explaining import ways_out
from workflow.figures import tell_figures
from workflow.sheet import sheet_of
from workflow.telling import tell
from workflow.viewpoint import look_at

SECRET = "Réserve confiée au service seul"
COMMENT = "Utile."


def with_fields(form: str, **fields: Mapping[str, Any]) -> Bundle:
    """Give the general call with fields of its own in one form."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        tree["forms"][form]["fields"] |= {name: {"label": name, **field} for name, field in fields.items()}

    return rewritten(GENERALISTE.call, edit)


def begun(house: TestHouse, bundle: Bundle) -> str:
    """Publish a call and draft the application of the story under it."""
    house.publish_bundle(bundle)
    for holder in GENERALISTE.cast:
        house.person(holder.person, holder.role, holder.scope, holder.value)
    return house.create("aude", GENERALISTE.call, answers_of("aude"))


def proposed(house: TestHouse, **seen: list[str]) -> str:
    """Bring an application to its proposal, whose note is read by some alone."""
    ref = begun(house, with_fields("proposal_form", note={"kind": "text", "seen": seen}))
    Narrator(house).go_on(ref, GENERALISTE.steps[:5])
    given = {"amount": "75000.00", "comment": COMMENT, "note": SECRET}
    house.advance("ines", ref, "propose", given=given)
    return ref


def everything_told(house: TestHouse, person: str, ref: str) -> str:
    """Give all that somebody is told of a file by the verbs that doors show."""
    with house.house.look(actor(person)) as act:
        view = look_at(act, ref)
        told = (
            sheet_of(view),
            fields_now(view),
            compare(view).tree(),
            [one.tree() for one in tell(view, family=True)],
            list(ways_out(view)),
            tell_figures(act),
        )
        return repr(told)


@pytest.mark.parametrize(
    ("seen", "readers"),
    [
        ({}, {"ines", "sonia"}),
        ({"by": ["instructor"]}, {"ines"}),
        ({"by": ["instructor"], "states": ["proposed"]}, {"ines"}),
        ({"states": ["proposed"]}, {"ines", "sonia"}),
        ({"states": ["funded"]}, set()),
        ({"by": ["secretary"]}, {"sonia"}),
    ],
)
def test_a_field_is_told_to_its_readers_and_nowhere_to_anybody_else(
    empty: TestHouse, seen: dict[str, list[str]], readers: set[str]
) -> None:
    ref = proposed(empty, **seen)

    told = {person: everything_told(empty, person, ref) for person in ("ines", "sonia", "aude", "quito")}

    assert {person for person, text in told.items() if SECRET in text} == readers
    assert {person for person, text in told.items() if COMMENT in text} == {"ines", "sonia"}


def test_a_field_seen_in_one_state_is_seen_in_no_other(empty: TestHouse) -> None:
    ref = proposed(empty, states=["proposed"])
    before = everything_told(empty, "ines", ref)

    empty.advance("sonia", ref, "enrol")

    assert (SECRET in before, SECRET in everything_told(empty, "ines", ref)) == (True, False)


def test_no_mail_nor_document_holds_a_field_that_not_everybody_reads(empty: TestHouse, url: str) -> None:
    ref = proposed(empty, by=["instructor"])
    Narrator(empty).go_on(ref, GENERALISTE.steps[6:])

    holding = {
        name for name, rows in contents(url).items() if SECRET in repr(rows) or _escaped() in repr(rows)
    }

    assert empty.case(ref).state == "funded"
    assert holding == {"cases", "history_values"}


def _escaped() -> str:
    return json.dumps(SECRET)[1:-1].replace("\\", "\\\\")


def test_an_act_that_waits_for_a_field_tells_its_value_to_nobody(empty: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        field = {"label": "Note", "kind": "text", "seen": {"by": ["instructor"]}}
        tree["forms"]["proposal_form"]["fields"]["note"] = field
        enrol = tree["machines"]["application"]["transitions"]["enrol"]
        enrol["when"] = [*enrol.get("when", []), {"field": "proposal.note", "is": "Sans réserve"}]

    ref = begun(empty, rewritten(GENERALISTE.call, edit))
    Narrator(empty).go_on(ref, GENERALISTE.steps[:5])
    empty.advance("ines", ref, "propose", given={"amount": "75000.00", "comment": COMMENT, "note": SECRET})

    told = said(lambda: empty.advance("sonia", ref, "enrol"))

    assert (told.kind, told.seen) == (Impossible, {})
    assert SECRET not in everything_told(empty, "sonia", ref)


def test_an_act_of_people_outside_that_waits_for_what_is_said_inside_does_not_tell_it(
    empty: TestHouse,
) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        withdraw = tree["machines"]["application"]["transitions"]["withdraw"]
        withdraw["when"] = [*withdraw.get("when", []), {"field": "proposal.comment", "is": "Défavorable"}]

    ref = begun(empty, rewritten(GENERALISTE.call, edit))
    Narrator(empty).go_on(ref, GENERALISTE.steps[:5])
    empty.advance("ines", ref, "propose", given={"amount": "75000.00", "comment": SECRET})

    told = said(lambda: empty.advance("aude", ref, "withdraw"))

    assert told.seen == {}
    assert SECRET not in everything_told(empty, "aude", ref)


ONLY = {"kind": "text", "changed": {"by": ["instructor"], "states": ["instruction"]}}
TOLD = "Vous ne pouvez changer ici : « note » (par : service instructeur ; à l'état : En instruction)."


def test_a_field_changed_by_others_is_refused_at_creation_and_later_naming_who_may(
    empty: TestHouse, url: str
) -> None:
    ref = begun(empty, with_fields("application_form", note=ONLY))

    created = refused(
        url, lambda: empty.create("aude", GENERALISTE.call, answers_of("aude"), given={"note": "x"})
    )
    amended = refused(url, lambda: empty.amend_fields("aude", ref, {"note": "x"}))

    assert [(one.kind, one.message, one.who) for one in (created, amended)] == [
        (Impossible, TOLD, "service instructeur")
    ] * 2


def test_a_part_of_the_file_changed_by_others_is_refused_through_the_file_too(
    empty: TestHouse, url: str
) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        tree["forms"]["application_form"]["fields"]["months"]["changed"] = {"states": ["draft"]}

    ref = begun(empty, rewritten(GENERALISTE.call, edit))
    empty.amend("aude", ref, {**answers_of("aude"), "months": 18})
    empty.advance("aude", ref, "submit")
    empty.open("ines", ref, "correction", {"items": "La durée ?", "fields": "months, title"})

    told = refused(url, lambda: empty.amend("aude", ref, {**empty.case(ref).answers, "months": 12}))
    empty.amend("aude", ref, {**empty.case(ref).answers, "title": "Autre titre"})

    assert told.kind is Impossible
    assert told.message == "Vous ne pouvez changer ici : « Durée en mois » (à l'état : Brouillon)."
    assert empty.case(ref).title == "Autre titre"


def letters_of(url: str) -> list[dict[str, Any]]:
    """Give what every letter was frozen with, in the order written."""
    rows = rows_of(url, "SELECT letter FROM outbox ORDER BY written_at, id")
    return [json.loads(str(row[0])) for row in rows]


def told_of_the_amount(house: TestHouse, url: str, **seen: list[str]) -> tuple[Any, Any, Any]:
    """Give what the last letter of a funded application tells of an amount that some alone read."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        if seen:
            tree["forms"]["decision_form"]["fields"]["amount"]["seen"] = seen

    ref = begun(house, rewritten(GENERALISTE.call, edit))
    Narrator(house).go_on(ref, GENERALISTE.steps)
    assert house.case(ref).state == "funded"
    last = [one for one in letters_of(url) if "schedule" in one][-1]
    return last["decision"]["amount"], last["decision"]["by_year"], len(last["schedule"])


def test_letters_split_and_schedule_an_amount_that_everybody_reads(empty: TestHouse, url: str) -> None:
    assert told_of_the_amount(empty, url) == (7_000_000, [3_733_333, 3_266_667], 3)


def test_no_letter_splits_nor_schedules_an_amount_that_not_everybody_reads(
    empty: TestHouse, url: str
) -> None:
    assert told_of_the_amount(empty, url, by=["instructor", "secretary"]) == (None, [], 0)
