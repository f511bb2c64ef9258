"""An instructor who admits a file is told of the other files of its lead, whoever may see those."""

from collections.abc import Mapping

import pytest

from forms.answers import budget_from_answers
from forms.application_writing import write_budget_part
from tests.workflow.houses import TestHouse, actor
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after, answers_of
from workflow.errors import RuleRefused
from workflow.neighbours import neighbours_of

OTHER_OFFICE = "22110001900027"


def second(house: TestHouse, first: str, steps: int = 1, **lead: str) -> str:
    """File the application a second time, perhaps by another office of its lead."""
    answers = answers_of("aude")
    known = answers["lead"]
    assert isinstance(known, Mapping)
    if lead:
        house.grant("aude", "applicant", "own", lead["siret"])
    ref = house.create("aude", GENERALISTE.call, answers | {"lead": {**known, **lead}})
    Narrator(house).go_on(ref, GENERALISTE.steps[:steps])
    assert ref != first
    return ref


def told(house: TestHouse, ref: str) -> list[str]:
    """Give the neighbours that admitting the file names."""
    with pytest.raises(RuleRefused) as caught:
        house.advance("ines", ref, "admit")
    return [found.seen["autre dossier"] for found in caught.value.findings if found.rule == "DOUBLE"]


def named(house: TestHouse, ref: str) -> list[tuple[str, str]]:
    case = house.case(ref)
    with house.house.look(actor(None)) as act:
        return [(found.ref, found.standing) for found in neighbours_of(act, case)]


def test_who_admits_a_second_file_for_the_same_partner_says_why(empty: TestHouse) -> None:
    first = after(empty, GENERALISTE, 1)
    ref = second(empty, first)

    assert told(empty, ref) == [first]
    empty.advance("ines", ref, "admit", accepted={"DOUBLE": "Deux actions distinctes."})
    assert empty.case(ref).state == "opinions"


def test_offices_of_one_body_are_one_lead(empty: TestHouse) -> None:
    first = after(empty, GENERALISTE, 1)

    assert told(empty, second(empty, first, siret=OTHER_OFFICE)) == [first]


def test_drafts_and_lost_files_are_no_neighbours(empty: TestHouse) -> None:
    first = after(empty, GENERALISTE, 1)
    draft = second(empty, first, steps=0)
    ref = second(empty, first)

    filed = named(empty, draft)
    empty.advance("aude", first, "withdraw", reason="Projet abandonné.")

    assert filed == [(first, "déposé"), (ref, "déposé")]
    assert named(empty, draft) == [(ref, "déposé")]


def test_files_of_others_are_no_neighbours(empty: TestHouse) -> None:
    first = after(empty, GENERALISTE, 1)
    ref = second(empty, first, siret="20003452800014")

    assert named(empty, ref) == []
    empty.advance("ines", ref, "admit", accepted={"E6": "Vu."})


def test_a_funded_project_is_unreported_until_account_is_rendered_and_again_when_it_is_sent_back(
    empty: TestHouse,
) -> None:
    first = after(empty, GENERALISTE, len(GENERALISTE.steps))
    other = second(empty, first, steps=0)
    assert empty.case(first).state == "funded"

    def unreported() -> list[str | None]:
        case = empty.case(other)
        with empty.house.look(actor(None)) as act:
            found = neighbours_of(act, case)
        return [one.unreported.isoformat() if one.unreported else None for one in found]

    def account() -> None:
        budget = write_budget_part(budget_from_answers(empty.case(first).answers["budget"]))
        empty.advance("aude", report, "account", given={"summary": "Fait.", "budget": budget})

    told = [unreported()]
    report = empty.open("aude", first, "report", {})
    told.append(unreported())
    account()
    told.append(unreported())
    empty.advance("ines", report, "send_back", reason="Le budget ne dit pas les missions.")
    told.append(unreported())
    account()
    told.append(unreported())
    empty.advance("ines", report, "settle", given={"paid": "0,00"}, accepted={"SETTLE": "Vu."})
    told.append(unreported())

    ended = ["2027-08-31"]
    assert told == [ended, ended, [None], ended, [None], [None]]
