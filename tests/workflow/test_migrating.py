"""Running cases move by a plan proved total, whole families at a time; the others are named."""

from typing import Any

import pytest

from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.migrations import WHY, Migrations, written
from tests.workflow.refusing import refused, said
from tests.workflow.stories.gates import GATES, GENERALISTE
from tests.workflow.stories.outcomes import OUTCOMES
from tests.workflow.stories.telling import Narrator, after, answers_of
from tests.workflow.tables import contents, rows_of
from workflow.definition.bundle import Bundle
from workflow.definition.migration_plan import Plan, Unproved
from workflow.errors import Impossible, Incomplete, NotAllowed
from workflow.migrating import carry_out, open_passage
from workflow.telling import tell
from workflow.viewpoint import look_at

CALL = GENERALISTE.call
NOTHING = written({})
AT_INSTRUCTION = 5
"""How many steps of the story lead to the state that these plans rename."""

STORIES = [*GATES, *OUTCOMES]


def edited(*lines: tuple[str, object]) -> Bundle:
    """The call with some of its JSON replaced: dotted path, new value (None takes the key away)."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        for path, value in lines:
            *steps, last = path.split("/")
            node = tree
            for step in steps:
                node = node[step]
            if value is None:
                del node[last]
            else:
                node[last] = value

    return rewritten(CALL, edit)


def renamed_state(old: str, new: str) -> Bundle:
    """The call with one state of its applications under another name."""

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        machine = tree["machines"]["application"]
        machine["states"] = {new if name == old else name: one for name, one in machine["states"].items()}
        for one in machine["transitions"].values():
            one["to"] = new if one["to"] == old else one["to"]
            one["from"] = [new if name == old else name for name in one["from"]]

    return rewritten(CALL, edit)


def leads(**states: str) -> Plan:
    return written({"machines": {"application": {"states": states}}})


def pinned_to(house: TestHouse, ref: str) -> set[str | None]:
    with house.house.look(actor(None)) as act:
        family, _ = act.read_family(ref)
    assert family is not None
    return {case.definition for case in family.cases.values()}


def test_a_rehearsal_tells_each_family_and_writes_nothing(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))
    before = contents(url)

    told, window = Migrations(empty, CALL).rehearse(leads(instruction="examination"))

    assert (told.ref, told.kept, told.warned) == (ref, [], [])
    assert [(one.case.ref, one.origin, one.becomes.state) for one in told.moved] == [
        (ref, "instruction", "examination"),
        (f"{ref}/embassy.EC", "given", "given"),
        (f"{ref}/embassy.PE", "given", "given"),
        (f"{ref}/prefecture.76", "given", "given"),
    ]
    assert (window.ref, window.kept) == ("GEN25@single", [])
    assert contents(url) == before


def test_a_family_moves_whole_and_goes_on(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    bundle = renamed_state("instruction", "examination")
    empty.publish_bundle(bundle)

    done = Migrations(empty, CALL).carry_out(leads(instruction="examination"))
    Narrator(empty).go_on(ref, GENERALISTE.steps[AT_INSTRUCTION:])

    assert [(one.fit.ref, one.moved) for one in done] == [(ref, True), ("GEN25@single", True)]
    assert pinned_to(empty, ref) == {bundle.digest}
    assert empty.refs(ref) == Narrator(empty).expected(ref, GENERALISTE.ends)
    assert empty.discrepancies() == []


def test_each_case_keeps_an_entry_that_tells_why_from_where_and_by_which_plan(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))
    empty.later(hours=1)
    Migrations(empty, CALL).carry_out(leads(instruction="examination"))

    with empty.house.look(actor("ines")) as act:
        told = list(tell(look_at(act, ref), family=True))
    last = [one for one in told if one.kind == "migrate"]

    assert [(one.ref.removeprefix(ref), one.what, one.reason) for one in last] == [
        (child, "Passage à une autre version de l'appel", WHY)
        for child in ("", "/embassy.EC", "/embassy.PE", "/prefecture.76")
    ]
    assert [one.state for one in told if one.ref == ref][-2:] == ["En instruction", "En instruction"]
    assert "Annulé" not in {one.state for one in told}


def test_going_through_the_same_plan_again_changes_nothing(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))
    Migrations(empty, CALL).carry_out(leads(instruction="examination"))
    before = contents(url)

    again = Migrations(empty, CALL).carry_out(leads(instruction="examination"))

    assert (again, contents(url)) == ([], before)


def test_what_the_plan_keeps_keeps_its_version_and_is_named(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))
    before = contents(url)["cases"]

    done = Migrations(empty, CALL).carry_out(
        written(
            {"machines": {"application": {"states": {"instruction": "stay"}}, "window": {"machine": "stay"}}}
        )
    )

    assert [(one.fit.ref, one.moved, one.fit.kept) for one in done] == [
        (ref, False, [f"{ref} : son état « En instruction » garde sa version"]),
        (
            "GEN25@single",
            False,
            ["GEN25@single : son état « En vigueur » garde sa version"],
        ),
    ]
    assert contents(url)["cases"] == before
    assert rows_of(url, 'SELECT 1 FROM history WHERE entry LIKE \'%"kind":"migration"%\'') == []


def test_an_answer_that_would_be_lost_keeps_its_family(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION + 1)
    empty.publish_bundle(edited(("forms/proposal_form/fields/comment", None)))

    (application, window) = Migrations(empty, CALL).rehearse(NOTHING)

    assert [one.partition(" : ")[2] for one in application.kept] == [
        "la réponse « Appréciation du service » (proposal.comment) serait perdue"
    ]
    assert (application.ref, window.kept) == (ref, [])


def test_an_answer_is_dropped_with_its_reason_and_stays_in_the_history(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION + 1)
    empty.publish_bundle(edited(("forms/proposal_form/fields/comment", None)))
    kept = empty.case(ref).answers

    Migrations(empty, CALL).carry_out(written({"answers": {"proposal.comment": {"drop": "Ne sert plus."}}}))

    now = empty.case(ref).answers
    assert {**now, "proposal": {**now["proposal"], "comment": kept["proposal"]["comment"]}} == kept
    assert rows_of(url, "SELECT value FROM history_values WHERE path = 'proposal.comment'") == [
        ('"Dossier bien construit."',),
        (None,),
    ]
    assert empty.discrepancies() == []


def test_a_choice_that_is_no_longer_one_keeps_its_family(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 3)
    options = {"for": "favorable", "against": "défavorable"}
    empty.publish_bundle(edited(("forms/opinion_form/fields/kind/options", options)))

    (application, _) = Migrations(empty, CALL).rehearse(NOTHING)

    assert application.kept == [
        f"{ref}/embassy.EC : « favourable » n'est plus un choix de « Sens de l'avis » (opinion.kind)"
    ]


def test_deadlines_are_counted_again_from_the_entry_and_told(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    child = f"{ref}/embassy.EC"
    empty.publish_bundle(edited(("machines/opinion/states/requested/deadlines/answer/after", "28 days")))
    before = empty.case(child).entered_at

    (application, _) = Migrations(empty, CALL).rehearse(NOTHING)
    Migrations(empty, CALL).carry_out(NOTHING)

    moved = next(one for one in application.moved if one.case.ref == child)
    told = {name: (old or "")[:10] + " " + (new or "")[:10] for name, old, new in moved.rescheduled()}
    assert (before[:10], told["answer"]) == ("2025-05-20", "2025-06-10 2025-06-17")
    assert empty.case(child).entered_at == before
    assert empty.discrepancies() == []


def test_a_reminder_of_the_past_is_not_sent_again(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    empty.later(days=16)
    empty.publish_bundle(
        edited(("machines/opinion/states/requested/deadlines/answer/remind", ["18 days", "7 days", "1 days"]))
    )

    (application, _) = Migrations(empty, CALL).rehearse(NOTHING)

    moved = next(one for one in application.moved if one.case.ref == f"{ref}/embassy.EC")
    assert "answer:-18 days" not in {one["name"] for one in moved.due}
    assert "answer:-1 days" in {one["name"] for one in moved.due}


def test_a_deadline_already_past_under_the_new_version_is_told(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)
    empty.later(days=10)
    deadline = {"after": "5 days", "remind": ["1 day"]}
    lines = [
        (f"machines/opinion/states/requested/deadlines/answer/{name}", one) for name, one in deadline.items()
    ]
    empty.publish_bundle(edited(*lines))

    (application, _) = Migrations(empty, CALL).rehearse(NOTHING)

    assert application.warned == [
        f"{ref}/{child} : l'échéance « answer » est déjà passée : l'horloge la fera"
        for child in ("embassy.EC", "embassy.PE", "prefecture.76")
    ]


def test_a_rule_that_would_now_refuse_is_told(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    rate = [{"value": "10 %", "source": "BZH25", "sure": "B"}]
    empty.publish_bundle(edited(("parameters/rate.oda", rate)))

    (application, _) = Migrations(empty, CALL).rehearse(NOTHING)

    assert application.kept == []
    assert {one.rpartition("désormais : ")[0] for one in application.warned} == {
        f"{ref} : la règle B05 s'y opposerait "
    }


def test_a_state_that_the_engine_would_leave_at_once_is_not_entered(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))

    (application, _) = Migrations(empty, CALL).rehearse(leads(instruction="opinions"))

    leaves = "l'acte automatique « Fin des avis » (close_opinions) partirait aussitôt"
    assert application.kept == [f"{ref} : {leaves}"]


def test_a_state_that_opens_children_is_not_entered_without_them(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 1)
    empty.publish_bundle(renamed_state("submitted", "received"))

    (application, _) = Migrations(empty, CALL).rehearse(leads(submitted="opinions"))

    assert application.kept == [
        f"{ref} : l'état « En attente des avis » ouvre d'office « prefecture », et il n'en a pas",
        f"{ref} : l'état « En attente des avis » ouvre d'office « embassy », et il n'en a pas",
    ]


def test_no_mail_leaves_unless_the_plan_says_so(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))
    count = "SELECT name FROM outbox WHERE case_id = ? AND name = 'opinions_in'"
    sent = len(rows_of(url, count, empty.case(ref).id))

    Migrations(empty, CALL).carry_out(leads(instruction="examination"))
    silent = len(rows_of(url, count, empty.case(ref).id))
    told = {"states": {"examination": "instruction"}, "mails": {"opinions_in": "instructor"}}
    Migrations(empty, CALL).carry_out(written({"machines": {"application": told}}), start=2, end=1)

    assert (sent, silent, len(rows_of(url, count, empty.case(ref).id))) == (1, 1, 2)
    assert empty.discrepancies() == []


def test_only_who_keeps_the_register_rehearses_or_migrates(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 1)
    empty.publish_bundle(renamed_state("instruction", "examination"))
    plan = leads(instruction="examination")

    looked = refused(url, lambda: Migrations(empty, CALL).rehearse(plan, person="ines"))
    moved = refused(url, lambda: Migrations(empty, CALL).carry_out(plan, person="ines"))

    assert {looked.kind, moved.kind} == {NotAllowed}


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_migration_gives_its_reason(empty: TestHouse, url: str, reason: str | None) -> None:
    after(empty, GENERALISTE, 1)
    empty.publish_bundle(renamed_state("instruction", "examination"))

    plan = leads(instruction="examination")
    told = refused(url, lambda: Migrations(empty, CALL).carry_out(plan, reason=reason))

    assert (told.kind, told.remedies) == (Incomplete, ("donner --reason",))


def test_no_case_goes_to_another_call_nor_to_its_own_text(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 1)
    empty.publish("sport-2025")
    empty.publish_bundle(renamed_state("instruction", "examination"))
    empty.publish(CALL)

    def opens(start: str, end: str) -> None:
        with empty.house.look(actor("keeper")) as act:
            open_passage(act, start=start, end=end, plan=written({}))

    assert said(lambda: opens(f"{CALL}@1", "sport-2025")).kind is Impossible
    assert said(lambda: opens(f"{CALL}@1", f"{CALL}@3")).kind is Impossible


def test_a_plan_that_is_not_total_moves_nobody(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, AT_INSTRUCTION)
    empty.publish_bundle(renamed_state("instruction", "examination"))

    told = refused(url, lambda: Migrations(empty, CALL).carry_out(written({})))

    assert (told.kind, told.code) == (Unproved, "MIG-000")


def test_a_case_that_moved_meanwhile_is_judged_again(empty: TestHouse, url: str) -> None:
    first = after(empty, GENERALISTE, AT_INSTRUCTION)
    ref = empty.create("aude", CALL, answers_of("aude"))
    Narrator(empty).go_on(ref, GENERALISTE.steps[:AT_INSTRUCTION])
    empty.publish_bundle(renamed_state("instruction", "examination"))
    plan = leads(instruction="examination", proposed="stay")
    with empty.house.look(actor("keeper")) as act:
        passage = open_passage(act, start=f"{CALL}@1", end=CALL, plan=plan)

    going = carry_out(empty.house, actor("keeper"), passage, plan=plan, reason=WHY)
    done = [next(going)]
    Narrator(empty).go_on(ref, GENERALISTE.steps[AT_INSTRUCTION : AT_INSTRUCTION + 1])
    done += going

    told = [(one.fit.ref, one.moved) for one in done]
    assert told == [(first, True), (ref, False), ("GEN25@single", True)]
    assert empty.case(ref).state == "proposed"


def test_an_answer_given_before_filing_is_followed_as_well(empty: TestHouse) -> None:
    note = {
        "label": "Note",
        "verb": "note",
        "from": ["draft"],
        "to": "same",
        "by": ["applicant"],
        "form": "proposal_form",
    }
    noted = ("machines/application/transitions/note", note)
    Narrator(empty).begin(GENERALISTE)
    empty.publish_bundle(edited(noted))
    ref = empty.create("aude", CALL, answers_of("aude"))
    empty.advance("aude", ref, "note", given={"amount": "10,00", "comment": "À revoir."})
    empty.publish_bundle(edited(noted, ("forms/proposal_form/fields/comment", None)))

    plan = written({"answers": {"proposal.comment": {"drop": "Ne sert plus."}}})
    Migrations(empty, CALL).carry_out(plan, start=2, end=3)
    empty.advance("aude", ref, "submit")

    assert empty.case(ref).answers["proposal"] == {"amount": 1000}
    assert empty.discrepancies() == []


def test_two_who_migrate_at_once_move_each_family_once(empty: TestHouse, url: str) -> None:
    first = after(empty, GENERALISTE, AT_INSTRUCTION)
    second = empty.create("aude", CALL, answers_of("aude"))
    empty.publish_bundle(renamed_state("instruction", "examination"))
    plan = leads(instruction="examination")
    with empty.house.look(actor("keeper")) as act:
        passage = open_passage(act, start=f"{CALL}@1", end=CALL, plan=plan)
    going = carry_out(empty.house, actor("keeper"), passage, plan=plan, reason=WHY)
    done = [next(going)]

    others = Migrations(empty, CALL).carry_out(plan)
    done += going

    told = [one.fit.ref for one in done], [one.fit.ref for one in others]
    assert told == ([first], [second, "GEN25@single"])
    assert empty.discrepancies() == []
