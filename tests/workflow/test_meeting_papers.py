"""A meeting issues its agenda and its minutes: what each decision left, and nothing of it outside."""

from dataclasses import replace
from importlib import resources
from typing import Any

import orjson
import pytest

from notifications.transport import open_transport
from pdf_templates.archival import embedded_data
from pdf_templates.child import Press
from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.stories.acts import FOR, LENGTH
from tests.workflow.stories.gates import CLES_EN_MAIN, FRANCO_PALESTINIEN, GENERALISTE
from tests.workflow.stories.telling import AsShipped, Does, Narrator
from tests.workflow.tables import rows_of
from tests.workflow.test_access import begun
from tests.workflow.test_meetings import SECRETARY, settle, up_to_the_committee
from workflow.cases import list_cases
from workflow.definition.bundle import Bundle
from workflow.definition.catalogue import resolve_sources
from workflow.definition.judge import judge
from workflow.definition.reading import Source
from workflow.deliveries import deliver
from workflow.errors import NotFound
from workflow.issued import find_issued, issued_documents, print_again
from workflow.records import create_record
from workflow.viewpoint import look_at

Letter = dict[str, Any]
FAVOURABLE = {"act": "select", "amount": "60 000,00", "conditions": "Préciser le calendrier."}
JOINT = {"act": "select", "amount": "48 000,00", "partner_amount": "10 000,00", "partner_currency": "eur"}


def meeting_of(house: TestHouse, refs: list[str]) -> tuple[str, list[str]]:
    """Convene a meeting, put applications on its agenda and convoke it."""
    house.publish("comite")
    with house.house.act(actor(SECRETARY)) as act:
        meeting = create_record(act, code="comite", given={"title": "Comité de juillet"}).ref
    items = [house.open(SECRETARY, meeting, "item", {"application": ref}) for ref in refs]
    house.advance(SECRETARY, meeting, "convoke", given={"held_on": "2025-07-03", "place": "Paris"})
    return meeting, items


@pytest.fixture
def convoked(empty: TestHouse) -> tuple[TestHouse, str, list[str]]:
    """Give a house with a meeting convoked on three applications, the last one of a joint call."""
    narrator = Narrator(empty)
    stories = (GENERALISTE, CLES_EN_MAIN, FRANCO_PALESTINIEN)
    meeting, items = meeting_of(empty, [narrator.tell(up_to_the_committee(story)) for story in stories])
    return empty, meeting, items


def held(house: TestHouse, meeting: str, items: list[str]) -> None:
    """Hold a meeting: the first and the last are granted, the second is taken off."""
    settle(house, items[0], FAVOURABLE)
    house.advance(SECRETARY, items[1], "strike", reason="Le porteur s'est désisté.")
    settle(house, items[2], {**JOINT, **FOR})
    house.advance(SECRETARY, meeting, "close")


def paper(url: str, name: str) -> Letter:
    """Give what the newest letter of a document was frozen with."""
    letter = rows_of(url, "SELECT letter FROM outbox WHERE name = ? ORDER BY written_at, id", name)[-1][0]
    found: Letter = orjson.loads(str(letter))
    return found


def issued(house: TestHouse, ref: str, person: str) -> list[str]:
    """Name the documents of a case that somebody may read."""
    with house.house.look(actor(person)) as act:
        return [one.name for one in issued_documents(look_at(act, ref))]


def opinion(giver: str, place: str) -> dict[str, str]:
    return {"giver_label": giver, "key_name": place, "state_label": "Avis rendu", "kind_label": "favorable"}


AUDE = {
    "number": 1,
    "ref": "GEN25-0001",
    "title": "Gestion de l'eau du bassin Catamayo-Chira",
    "lead": "Département de l'Aude",
    "countries": ["Équateur", "Pérou"],
    "call": "Appel à projets généraliste 2025",
    "requested": 7_500_000,
    "proposal": 7_500_000,
    "ceiling": 7_500_000,
    "derogations": [],
}


OPINIONS = [
    opinion("ambassade de France", "Équateur"),
    opinion("ambassade de France", "Pérou"),
    opinion("préfecture de région", "Occitanie"),
]


def test_the_agenda_holds_each_item_in_order_with_amounts_and_opinions(
    convoked: tuple[TestHouse, str, list[str]], url: str
) -> None:
    told = paper(url, "agenda")

    assert told["meeting"] == {"held_on": "2025-07-03", "place": "Paris"}
    assert told["agenda"]["points"][0] == AUDE | {"opinions": OPINIONS}
    assert [one["ref"] for one in told["agenda"]["points"]] == ["GEN25-0001", "CEM25-0001", "PAL25-0001"]
    assert [(one["count"], one["requested"], one["left"]) for one in told["agenda"]["calls"]] == [
        (1, 7_500_000, None),
        (1, 6_000_000, None),
        (1, 5_000_000, None),
    ]


def test_the_agenda_says_nothing_of_what_is_decided_and_the_minutes_are_printed(
    convoked: tuple[TestHouse, str, list[str]], press: Press, second_press: Press
) -> None:
    house, meeting, items = convoked
    held(house, meeting, items)
    transport = open_transport(None, folder=house.house.mails)

    list(deliver(house.house, transport=transport, press=press, sender="Jalon <jalon@example.org>"))

    with house.house.look(actor(SECRETARY)) as act:
        files = {one.name: one.file or "" for one in issued_documents(look_at(act, meeting))}
        found = find_issued(look_at(act, meeting), "minutes")
        again = print_again(look_at(act, meeting), found, folder=house.house.documents, press=second_press)
    agenda, minutes = (
        embedded_data((house.house.documents / files[name]).read_bytes(), name="data.json")
        for name in ("agenda", "minutes")
    )
    assert [text in agenda for text in (b"minutes", b"6000000,", b"Pr\xc3\xa9ciser")] == [False, True, False]
    assert [text in minutes for text in (b"minutes", b"6000000,", b"Pr\xc3\xa9ciser")] == [True] * 3
    assert again.rebuilt


def test_the_minutes_hold_each_decision_its_votes_and_the_totals(
    convoked: tuple[TestHouse, str, list[str]], url: str
) -> None:
    house, meeting, items = convoked
    held(house, meeting, items)

    told = paper(url, "minutes")["minutes"]

    assert told["points"][0] == AUDE | {
        "decision": "décision favorable",
        "amount": 6_000_000,
        "partner_amount": None,
        "partner_currency": None,
        "said": [{"label": "Conditions posées par le comité", "value": "Préciser le calendrier."}],
        "reason": None,
        "warnings": [],
    }
    joint = told["points"][1]
    assert (joint["number"], joint["amount"], joint["partner_amount"], joint["partner_currency"]) == (
        3, 4_800_000, 1_000_000, "euro",
    )  # fmt: skip
    assert joint["said"] == [
        {"label": "Voix française", "value": "pour"},
        {"label": "Voix du partenaire", "value": "pour"},
    ]
    assert told["off"] == [
        {
            "number": 2,
            "ref": "CEM25-0001",
            "title": "Services publics locaux au Cameroun",
            "reason": "Le porteur s'est désisté.",
        }
    ]
    assert told["results"] == [{"label": "décision favorable", "count": 2, "amount": 10_800_000}]
    assert [(one["count"], one["granted"], one["partner"]) for one in told["calls"]] == [
        (1, 6_000_000, []),
        (1, 4_800_000, [{"currency": "euro", "amount": 1_000_000}]),
    ]
    assert told["granted"] == 10_800_000
    assert house.discrepancies() == []


def test_the_papers_hold_nothing_that_not_everybody_reads(empty: TestHouse, url: str) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        for form, field in (("proposal_form", "amount"), ("decision_form", "conditions")):
            tree["forms"][form]["fields"][field]["seen"] = {"by": ["instructor"]}

    ref = begun(empty, rewritten(GENERALISTE.call, edit))
    Narrator(empty).go_on(ref, up_to_the_committee(GENERALISTE).steps)
    meeting, items = meeting_of(empty, [ref])
    settle(empty, items[0], FAVOURABLE)
    empty.advance(SECRETARY, meeting, "close")

    agenda, minutes = paper(url, "agenda")["agenda"], paper(url, "minutes")["minutes"]

    assert [one["proposal"] for one in (*agenda["points"], *minutes["points"])] == [None, None]
    assert [(one["amount"], one["said"]) for one in minutes["points"]] == [(6_000_000, [])]


def test_what_is_left_of_an_envelope_is_told_once_a_source_says_how_much_there_is(
    convoked: tuple[TestHouse, str, list[str]], url: str
) -> None:
    house, meeting, items = convoked
    house.person("amelie", "administrator", "all")
    house.advance(
        "amelie", "GEN25@single", "enlarge", given={"envelope": "100 000,00"}, reason="Loi de finances."
    )

    held(house, meeting, items)

    assert [one["left"] for one in paper(url, "minutes")["minutes"]["calls"]] == [4_000_000, None]


def test_the_minutes_are_those_of_the_decision_whatever_followed_it(
    convoked: tuple[TestHouse, str, list[str]], url: str
) -> None:
    house, meeting, items = convoked
    settle(house, items[0], {"act": "list"})
    house.advance(SECRETARY, "GEN25-0001", "promote", given={"amount": "50 000,00", "reason": "Reliquat."})

    for item in items[1:]:
        house.advance(SECRETARY, item, "strike", reason="Reporté.")
    house.advance(SECRETARY, meeting, "close")

    (told,) = paper(url, "minutes")["minutes"]["points"]
    assert (told["decision"], told["amount"], told["said"]) == ("liste complémentaire", None, [])
    assert house.case("GEN25-0001").answer("decision.amount") == 5_000_000


class Weighing(AsShipped):
    """A call whose decision weighs one more rule that may be waived, and one that only warns."""

    def bundle(self, call: str) -> Bundle:
        def edit(tree: Any) -> None:  # noqa: ANN401 -- the plain JSON of a definition
            tree["windows"]["single"]["months"] = "unknown"
            tree["machines"]["application"]["transitions"]["select"]["rules"] += ["E2", "B14"]

        return rewritten(call, edit)


def weighed(house: TestHouse) -> tuple[str, list[str]]:
    """Convoke a meeting on an application that E2 blocks, with a derogation to it."""
    narrator = Narrator(house, names=Weighing())
    steps = [
        replace(step, accepted={**step.accepted, **LENGTH}) if isinstance(step, Does) else step
        for step in up_to_the_committee(GENERALISTE).steps
    ]
    ref = narrator.begin(GENERALISTE)
    house.person("dora", "delegate", "all")
    narrator.go_on(ref, steps[:1])
    house.open("ines", ref, "correction", {"items": "Vos comptes rendus ?", "fields": "declarations"})
    answers = dict(house.case(ref).answers)
    answers["declarations"] = {**answers["declarations"], "earlier_reports": "overdue"}
    house.amend("aude", ref, answers)
    house.advance("aude", f"{ref}/correction", "answer")
    asked = {"rule": "E2", "reason": "Le poste a accordé six mois.", "until": "2025-12-31"}
    house.advance("dora", house.open("ines", ref, "derogation", asked), "accord")
    narrator.go_on(ref, steps[1:])
    return meeting_of(house, [ref])


def test_derogations_and_warnings_accepted_are_in_the_minutes(empty: TestHouse, url: str) -> None:
    meeting, (item,) = weighed(empty)
    derogation = {
        "ref": "GEN25-0001/derogation",
        "rule": "E2",
        "title": "Comptes rendus des projets antérieurs",
        "level": "block",
        "reason": "Le poste a accordé six mois.",
        "up_to": None,
        "ends_on": "2025-12-31",
        "role_label": "délégué",
        "granted_on": "2025-05-20",
    }
    assert paper(url, "agenda")["agenda"]["points"][0]["derogations"] == [derogation]

    settle(empty, item, FAVOURABLE, accepted=LENGTH)
    empty.advance("dora", "GEN25-0001/derogation", "revoke", reason="Accordée par erreur.")
    empty.advance(SECRETARY, meeting, "close")

    (told,) = paper(url, "minutes")["minutes"]["points"]
    assert told["derogations"] == [derogation]
    assert {(one["rule"], one["reason"]) for one in told["warnings"]} == {
        ("B14", "Durée vérifiée à la main.")
    }


def test_an_abandoned_meeting_issues_no_minutes(convoked: tuple[TestHouse, str, list[str]]) -> None:
    house, meeting, _ = convoked

    house.advance(SECRETARY, meeting, "abandon", reason="Quorum non réuni.")

    assert issued(house, meeting, SECRETARY) == ["agenda"]


def test_only_the_roles_of_the_meeting_read_its_papers(
    convoked: tuple[TestHouse, str, list[str]],
) -> None:
    house, meeting, items = convoked
    house.person("audrey", "auditor", "call", "comite")
    house.person("aline", "auditor", "call", "generaliste-2025")
    held(house, meeting, items)

    read = {person: issued(house, meeting, person) for person in (SECRETARY, "audrey")}

    assert read == {SECRETARY: ["agenda", "minutes"], "audrey": ["agenda", "minutes"]}
    # An instructor over everything sees that there is a meeting, and no paper of it.
    assert issued(house, meeting, "ines") == []
    for person in ("aude", "quito", "aline"):
        with pytest.raises(NotFound):
            issued(house, meeting, person)


def test_an_applicant_learns_nothing_of_a_decision_the_minutes_hold(
    convoked: tuple[TestHouse, str, list[str]],
) -> None:
    house, meeting, items = convoked
    before = told_to(house, "aude")

    held(house, meeting, items)

    assert told_to(house, "aude") == before
    assert house.case("GEN25-0001").answer("decision.amount") == 6_000_000
    assert "minutes" in issued(house, meeting, SECRETARY)


def told_to(house: TestHouse, person: str) -> tuple[object, ...]:
    """Give the lists of cases and documents that somebody reads."""
    with house.house.look(actor(person)) as act:
        lines = [line.tree() for line in list_cases(act, children=True)]
        papers = [one.tree() for line in lines for one in issued_documents(look_at(act, line["ref"]))]
    return lines, papers


def test_a_meeting_without_a_date_cannot_issue_its_papers() -> None:
    shipped = resources.files("workflow") / "calls/comite.yaml"
    text = shipped.read_text(encoding="utf-8")
    undated = text.replace("Date de la séance, required: true", "Date de la séance")
    assert undated != text

    problems = judge(resolve_sources((Source("comite.yaml", undated.encode()),)))

    told = [
        said.replace("\N{NO-BREAK SPACE}", " ").partition(",")[0]
        for said in (problem.message for problem in problems if problem.code == "DEF-115")
    ]
    assert told == [f"« {title} » écrit « meeting.held_on »" for title in ("Ordre du jour", "Procès-verbal")]
