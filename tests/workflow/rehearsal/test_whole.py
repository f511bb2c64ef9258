"""A whole rehearsal says what could not be seen to happen, and why."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.workflow.rehearsal.calls import altered, complete_bundle
from workflow.rehearsal.standing import Target
from workflow.rehearsal.told import TIME, Told, tell, tell_target
from workflow.rehearsal.walk import NO_PATH
from workflow.rehearsal.whole import NEVER_OPENED, Whole

Tree = Any


def rehearsed(edit: Callable[[Tree], None]) -> Whole:
    whole = Whole.of(altered("generaliste", edit))
    for _ in whole.steps():
        pass
    return whole


def no_corrections(tree: Tree) -> None:
    for state in tree["machines"]["application"]["states"].values():
        state["open"].pop("correction", None)
    for transition in tree["machines"]["application"]["transitions"].values():
        transition["when"] = [one for one in transition["when"] if one.get("children") != ["correction"]]
    for clock in tree["machines"]["application"]["clocks"].values():
        clock.pop("paused_while")


def nobody_instructs(tree: Tree) -> None:
    tree["roles"]["instructor"]["scope"] = "own"
    tree["machines"]["application"]["transitions"]["admit"]["by"] = ["stranger"]


def test_a_kind_of_case_that_nothing_opens_is_missed_as_such() -> None:
    whole = rehearsed(no_corrections)

    assert {(one.target.machine, one.why) for one in whole.missed} == {("correction", NEVER_OPENED)}
    assert {one.target.name for one in whole.missed} == {"answer", "elapse", "cancelled"}


def test_an_act_nobody_may_do_takes_all_that_follows_with_it() -> None:
    whole = rehearsed(nobody_instructs)

    missed = {(one.target.machine, one.target.name): one.why for one in whole.missed}
    assert "Personne, dans cet essai, ne peut faire" in missed["application", "admit"]
    assert "Personne, dans cet essai, ne peut faire" in missed["application", "sign_state"]
    assert ("application", "submit") not in missed
    assert ("window", "archive") not in missed


def test_what_no_path_leads_to_is_missed_as_such() -> None:
    def unreachable(tree: Tree) -> None:
        tree["machines"]["application"]["transitions"]["propose"]["from"] = ["lapsed"]

    whole = rehearsed(unreachable)

    assert {one.why for one in whole.missed} == {NO_PATH}
    assert Target("act", "application", "propose", "lapsed") in {one.target for one in whole.missed}


def test_rules_that_no_file_can_satisfy_are_told_with_what_they_find() -> None:
    def too_much_of_both(tree: Tree) -> None:
        for name in ("contribution.french.min", "contribution.foreign.min"):
            tree["parameters"][name] = [{"value": "60 %", "source": "JALON", "sure": "D"}]

    whole = rehearsed(too_much_of_both)

    (why,) = {one.why for one in whole.missed if one.target.name == "sign_state"}
    assert why.startswith("ACT-003")
    assert "B07" in why
    assert "B03" not in why


def test_a_call_open_to_no_country_is_missed_whole_and_says_so() -> None:
    def open_to_none(tree: Tree) -> None:
        tree["countries"]["included"] = ["FR"]

    whole = rehearsed(open_to_none)

    assert "pas ouvert à assez de pays" in {one.target.name: one.why for one in whole.missed}["submit"]
    assert {one.target.machine for one in whole.missed} == {
        "application",
        "opinion",
        "correction",
        "derogation",
        "amendment",
        "report",
    }


@pytest.fixture(scope="module")
def told() -> list[Told]:
    whole = Whole.of(complete_bundle("patrimoine-2025"))
    return [tell(stage, walked) for stage, walked in whole.steps()]


def of(told: list[Told], what: str) -> Told:
    return next(one for one in told if what in one.what)


def test_a_step_tells_who_did_what_and_what_left(told: list[Told]) -> None:
    step = of(told, "notifie l'attribution")

    assert step.who == "Délégué"
    assert step.state == "Attribué"
    assert [one.name for one in step.sent if not one.is_mail] == ["award_letter"]
    assert {one.recipient for one in step.sent if one.is_mail} == {
        "Porteur de la demande",
        "Service instructeur",
    }
    assert step.hidden == ()


def test_a_decision_not_announced_is_told_as_hidden(told: list[Told]) -> None:
    step = of(told, "enregistre la décision favorable")

    assert step.reads == "Votre dossier est en cours d'instruction."
    assert any("Retenu sous réserve" in one and "jusqu'à l'annonce" in one for one in step.hidden)
    assert any("Décision du comité" in one for one in step.hidden)
    accord = of(told, "donne son accord")
    assert any("l'existence de" in one for one in accord.hidden)


def test_each_rule_of_an_act_is_told_with_what_it_found(told: list[Told]) -> None:
    step = of(told, "dépose le dossier")

    verdicts = {one.rule: one.verdict for one in step.rules}
    assert verdicts["B03"] == "tient"
    assert verdicts["B14"] == "avertit"


def test_time_that_passes_is_told_with_what_it_brings(told: list[Told]) -> None:
    passed = [one.consequences for one in told if one.who == TIME]

    assert passed
    assert all(any("rappel" in one for one in brought) for brought in passed)
    assert any("Expiration du délai" in one for brought in passed for one in brought)


def test_what_may_happen_is_named_in_french() -> None:
    definition = complete_bundle("comite").definition

    named = tell_target(Target("act", "agenda_item", "settle", "tabled"), definition)
    assert named.replace("\xa0", " ") == (
        "Point de l'ordre du jour : l'acte « Décision sur le point » (settle) depuis « À examiner »"
    )
