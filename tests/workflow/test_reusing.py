"""A new application begun like an earlier one: what is taken over, what is left and why, and for whom."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from forms.answers import to_answers
from forms.application_reading import read_application
from forms.field_paths import covers
from tests.workflow.calls.reading import definition_of
from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.refusing import refused
from tests.workflow.stories.gates import GENERALISTE, PATRIMOINE
from tests.workflow.stories.telling import after, answers_of
from workflow.creation import NO_FIELDS
from workflow.errors import Impossible, KeyReused, NotAllowed, NotFound
from workflow.history import flatten
from workflow.placing import held_at, own_form, place_of
from workflow.reusable import Earlier, take_over
from workflow.reusing import Reused, create_like
from workflow.telling import tell
from workflow.viewpoint import look_at

FILES = sorted((Path(__file__).parents[2] / "commands/demo_files/applications").glob("*.yaml"))
PAT = "patrimoine-2025"
ANEW = "à redire à chaque demande"
KEPT = ("authorities", "foreign_authorities", "lead")
AUDE = {"name": "Aude", "kind": "local_authority", "siret": "22110001900019", "region": "76"}
MARKED: Mapping[str, Any] = {"kind": "text", "label": "Plan", "reuse": "true"}
Fields = Mapping[str, Mapping[str, Any]]


def like(
    house: TestHouse,
    person: str,
    ref: str,
    *,
    code: str = PAT,
    answers: Mapping[str, Any] | None = None,
    given: Mapping[str, str] = NO_FIELDS,
    key: str | None = None,
) -> tuple[str, Reused | None]:
    with house.house.act(actor(person)) as act:
        outcome, told = create_like(act, code=code, like=ref, answers=answers or {}, given=given, key=key)
    return outcome.ref, told


def begun(house: TestHouse, ref: str, **more: Any) -> tuple[dict[str, Any], Reused]:  # noqa: ANN401 -- what `like` takes
    new, told = like(house, "belfort", ref, **more)
    assert told is not None
    assert house.discrepancies() == []
    return house.case(new).answers, told


def asking(fields: Fields) -> Callable[[Any], None]:
    """Make the form of a call ask more, or otherwise."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- a JSON tree
        had = tree["forms"]["application_form"]["fields"]
        for name, field in fields.items():
            had[name] = {**had.get(name, {}), **field}

    return edit


def republish(house: TestHouse, fields: Fields) -> None:
    house.publish_bundle(rewritten(PAT, asking(fields)))


def whys(told: Reused) -> dict[str, str]:
    return {one.place: one.why.replace("\xa0", " ") for one in told.left if one.why != ANEW}


@pytest.fixture
def earlier(empty: TestHouse) -> str:
    return after(empty, PATRIMOINE, 1)


def test_exactly_the_answers_marked_are_taken_and_all_others_told(empty: TestHouse, earlier: str) -> None:
    answers, told = begun(empty, earlier)

    old = answers_of("belfort")
    assert answers == {name: old[name] for name in KEPT}
    assert {one.place.partition(".")[0] for one in told.taken} == set(KEPT)
    assert {one.place for one in told.left} == {
        "title", "themes", "sdgs.primary", "markers.gender", "countries", "months", "budget.total",
        "budget.requested", "budget.years", "budget.expenses", "budget.resources", "declarations.apd_year",
        "declarations.earlier_reports", "declarations.atlas", "declarations.partnership",
        "attachments.partnership_evidence", "supplement.heritage_kind",
    }  # fmt: skip
    assert {one.why for one in told.left} == {ANEW}


def test_answers_of_the_file_and_fields_given_win(empty: TestHouse, earlier: str) -> None:
    republish(empty, {"heritage_kind": {"reuse": "true"}})
    mine = {**answers_of("belfort"), "lead": {"name": "Ville de Belfort", "siret": "21900010600019"}}

    answers, told = begun(empty, earlier, answers=mine, given={"heritage_kind": "both"})

    old: Any = answers_of("belfort")["lead"]
    assert answers == {
        **mine,
        "lead": {**old, "name": "Ville de Belfort"},
        "supplement": {"heritage_kind": "both"},
    }
    assert whys(told) == dict.fromkeys(
        ("lead.name", "lead.siret", "authorities", "foreign_authorities", "supplement.heritage_kind"),
        "la réponse donnée l'emporte",
    )


def test_a_field_of_the_call_itself_is_taken_by_the_same_name_and_kind(
    empty: TestHouse, earlier: str
) -> None:
    republish(empty, {"heritage_kind": {"reuse": "true"}})

    answers, _ = begun(empty, earlier)

    assert answers["supplement"] == {"heritage_kind": "built"}


def test_a_field_of_the_call_itself_asked_otherwise_is_left(empty: TestHouse, earlier: str) -> None:
    republish(empty, {"heritage_kind": {**MARKED, "options": {}}})

    answers, told = begun(empty, earlier)

    assert "supplement" not in answers
    assert whys(told) == {"supplement.heritage_kind": "cet appel le demande sous une autre forme"}


def test_a_field_another_call_does_not_ask_is_told(empty: TestHouse, earlier: str) -> None:
    empty.publish("generaliste-2025")

    _, told = begun(empty, earlier, code="generaliste-2025")

    assert whys(told) == {"supplement.heritage_kind": "cet appel ne le demande pas"}


def test_what_options_limits_or_conditions_no_longer_admit_is_left(empty: TestHouse, earlier: str) -> None:
    one_row = {"limits": {"most": "1"}}
    republish(
        empty,
        {
            "heritage_kind": {"reuse": "true", "options": {"natural": "naturel"}},
            "authorities": one_row,
            "contact_name": {"shown_when": [{"field": "lead.kind", "is": "association"}]},
        },
    )

    answers, told = begun(empty, earlier)

    assert whys(told) == {
        "lead.contact.name": "ne se demande pas ici",
        "authorities": "2 lignes : 1 ligne au plus",
        "supplement.heritage_kind": (
            "« built » n'est pas un choix possible (natural : naturel)\u202f; écrivez par exemple natural"
        ),
    }
    assert answers["lead"]["contact"] == {"email": "ri@belfort.example.org"}
    assert not {"authorities", "supplement"} & set(answers)


def test_the_budget_and_the_pieces_are_taken_where_the_call_marks_them(
    empty: TestHouse, earlier: str
) -> None:
    marked = {"reuse": "true"}
    republish(empty, {"partnership_evidence": marked, "countries": marked, "months": marked})

    answers, _ = begun(empty, earlier)

    old = answers_of("belfort")
    assert answers == {name: old[name] for name in (*KEPT, "attachments", "countries", "months")}


def test_a_lead_that_cannot_be_read_whole_is_left_whole(empty: TestHouse, earlier: str) -> None:
    """The name is beyond a limit of this call: a lead without a name is none that a file may hold."""
    republish(empty, {"lead_name": {"limits": {"longest": "3"}}})
    empty.person("partout", "applicant", "call", PAT)

    ref, told = like(empty, "partout", earlier)

    assert told is not None
    assert set(empty.case(ref).answers) == {"authorities", "foreign_authorities"}
    assert whys(told)["lead.name"] == "7 caractères : 3 caractères au plus"
    assert {place for place in whys(told) if place.startswith("lead.")} == {
        f"lead.{name}"
        for name in ("name", "kind", "siret", "region", "representative.function", "contact.name",
                     "contact.email")
    }  # fmt: skip


def test_an_answer_its_reader_may_not_read_is_not_taken_nor_betrayed(empty: TestHouse, earlier: str) -> None:
    """The same is told whether it was answered or not."""
    inside = {"reuse": "true", "seen": {"by": ["instructor"]}, "required": "false"}
    republish(empty, {"heritage_kind": inside})
    told = []

    for given in ({"heritage_kind": "natural"}, NO_FIELDS):
        old = empty.create("belfort", PAT, answers_of("belfort"), given=given)
        answers, reused = begun(empty, old)
        assert "supplement" not in answers
        told.append(whys(reused))

    assert told == [{"supplement.heritage_kind": "vous ne pouvez pas lire cette réponse"}] * 2


def test_an_answer_only_others_may_give_is_left(empty: TestHouse, earlier: str) -> None:
    republish(empty, {"heritage_kind": {"reuse": "true", "changed": {"by": ["instructor"]}}})

    answers, told = begun(empty, earlier)

    assert "supplement" not in answers
    assert whys(told) == {"supplement.heritage_kind": "vous ne pouvez pas donner cette réponse"}


def test_the_lead_of_another_applicant_is_never_mixed_in(empty: TestHouse, earlier: str) -> None:
    empty.grant("belfort", "applicant", "own", AUDE["siret"])

    new, told = like(empty, "belfort", earlier, answers={"lead": AUDE})

    assert told is not None
    assert empty.case(new).answers["lead"] == AUDE
    assert whys(told)["lead.contact.email"] == "le porteur n'est pas le même"
    assert [one.place for one in told.taken] == ["authorities", "foreign_authorities"]


def test_what_one_may_not_see_does_not_exist(empty: TestHouse, earlier: str, url: str) -> None:
    empty.person("autre", "applicant", "own", "22110001900019")

    unseen = refused(url, lambda: like(empty, "autre", earlier))
    absent = refused(url, lambda: like(empty, "autre", "PAT25-9999"))

    assert (unseen.kind, absent.kind) == (NotFound, NotFound)
    assert unseen.message.replace(earlier, "PAT25-9999") == absent.message
    assert unseen.remedies == absent.remedies


def test_the_application_of_another_lead_asks_for_a_role_on_it(
    empty: TestHouse, earlier: str, url: str
) -> None:
    empty.grant("blanche", "applicant", "own", "22110001900019")
    empty.advance("ines", earlier, "admit")

    told = refused(
        url,
        lambda: like(empty, "blanche", earlier, answers={"lead": AUDE}),
    )

    assert told.kind is NotAllowed
    assert told.message.startswith(
        f"Reprendre les réponses de {earlier}, demande d'un autre porteur, revient"
    )


def test_only_an_application_gives_its_answers(empty: TestHouse, earlier: str, url: str) -> None:
    empty.advance("ines", earlier, "admit")

    told = refused(url, lambda: like(empty, "blanche", f"{earlier}/prefecture.27"))

    assert (told.kind, told.message) == (
        Impossible,
        f"{earlier}/prefecture.27 n'est pas une demande : aucune réponse ne s'en reprend.",
    )


def test_the_history_names_the_earlier_application_to_who_may_see_it(empty: TestHouse, earlier: str) -> None:
    new, _ = like(empty, "belfort", earlier)
    empty.person("ines-pat", "instructor", "case", new)

    seen = {}
    for person in ("belfort", "ines-pat"):
        with empty.house.look(actor(person)) as act:
            seen[person] = [one.what for one in tell(look_at(act, new), family=False)]

    assert seen == {"belfort": [f"Création d'après {earlier}"], "ines-pat": ["Création"]}


def test_one_key_begins_one_application(empty: TestHouse, earlier: str, url: str) -> None:
    first, _ = like(empty, "belfort", earlier, key="k")

    again, told = like(empty, "belfort", earlier, key="k")
    other = refused(url, lambda: empty.create("belfort", PAT, {}, key="k"))

    assert (again, told, other.kind) == (first, None, KeyReused)


def test_a_draft_begun_so_is_filled_part_by_part_until_it_is_filed(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 1)
    new, _ = like(empty, "aude", ref, code="generaliste-2025")

    empty.amend("aude", new, {**empty.case(new).answers, **answers_of("aude")})

    assert empty.advance("aude", new, "submit").state == "submitted"
    assert empty.discrepancies() == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_is_taken_or_told(path: Path) -> None:
    definition = definition_of(PAT)
    form = own_form(definition, definition.machines["application"])
    assert form is not None
    old = to_answers(replace(read_application(path.read_bytes(), name=path.name), call=None))

    found = take_over(
        form, {}, earlier=Earlier("X", form, old, frozenset()), given=(), may_give=lambda _: True
    )

    taken, left = ({one.place for one in ones} for ones in (found.taken, found.left))
    named = [place.partition(".")[0] if place.startswith("attachments.") else place for place in taken | left]
    lost = [one for one, _ in flatten(old) if not any(covers(one, at) or covers(at, one) for at in named)]
    assert (lost, taken & left) == ([], set())
    assert taken == {place_of(form, one) for one, field in form.fields.items() if field.reuse} - left - {
        place_of(form, one) for one in form.fields if held_at(old, place_of(form, one)) is None
    }
    assert all(held_at(found.answers, place) == held_at(old, place) for place in taken)
