"""What each person may read of a case: all of it inside, outside what was announced and nothing else."""

import pytest

from tests.commands.shell import Shell, plain

JULY = "2025-07-02"


def test_the_list_tells_states_inside_and_phases_outside(shell: Shell) -> None:
    ref = shell.filed()

    inside = shell.done("case", "list", "--json", person="instructor").json
    outside = shell.done("case", "list", "--json", person="aude").json

    assert [(one["ref"], one["state"]) for one in inside] == [(ref, "Déposé")]
    assert [(one["ref"], one["state"]) for one in outside] == [(ref, "Instruction")]
    assert shell.done("case", "list", "--json", person="pau").json == []


def test_the_list_is_narrowed_by_call_and_state_and_widened_to_children(shell: Shell) -> None:
    shell.awaiting()
    shell.draft()

    def refs(*words: str) -> list[str]:
        listed = shell.done("case", "list", "--json", *words, person="instructor").json
        return [one["ref"] for one in listed]

    assert refs() == ["GEN25-0001", "GEN25-0002"]
    assert refs("--state", "Brouillon") == ["GEN25-0002"]
    assert refs("--call", "sport-2025") == []
    assert refs("--children") == [
        "GEN25-0001",
        "GEN25-0001/embassy.EC",
        "GEN25-0001/embassy.PE",
        "GEN25-0001/prefecture.76",
        "GEN25-0002",
    ]


def test_who_is_asked_sees_the_case_from_then_on(shell: Shell) -> None:
    ref = shell.filed()
    before = shell.done("case", "list", "--json", person="ecuador").json
    shell.done("case", "advance", ref, "admit", person="instructor", at="2025-06-02")

    after = shell.done("case", "list", "--json", person="ecuador").json

    assert (before, [one["ref"] for one in after]) == ([], [ref])


def test_a_decision_that_is_not_announced_betrays_itself_nowhere(shell: Shell) -> None:
    ref = shell.decided()
    shown = [
        plain(shell.done(*words, "--json", person="aude", at=JULY).out)
        for words in (("case", "show", ref), ("case", "why", ref), ("case", "list"), ("history", "show", ref))
    ]
    inside = plain(shell.done("case", "show", ref, "--json", person="instructor", at=JULY).out)

    assert '"amount": 7500000' in inside
    assert [
        text for text in shown if "Retenu" in text or "Décision" in text or '"amount": 7500000' in text
    ] == []
    assert "version" not in shell.done("case", "show", ref, "--json", person="aude").json
    ways = shell.done("case", "why", ref, "--json", person="aude").json["ways"]
    assert [way["name"] for way in ways] == ["withdraw"]


def test_an_announced_decision_is_read_with_its_letter(shell: Shell) -> None:
    ref = shell.decided()
    shell.done("case", "advance", ref, "notify_award", person="delegate", at="2025-07-04")

    shown = shell.done("case", "show", ref, "--json", person="aude").json

    assert shown["answers"]["decision"] == {"amount": 7500000}
    assert "proposal" not in shown["answers"]
    assert [one["name"] for one in shown["documents"]] == ["receipt", "award_letter"]


def test_who_gave_an_opinion_reads_it_again_and_nobody_else_outside(shell: Shell) -> None:
    ref = shell.decided()
    child = f"{ref}/embassy.EC"

    giver = shell.done("case", "show", child, "--json", person="ecuador").json
    applicant = shell.run("case", "show", child, "--json", person="aude")

    assert giver["answers"]["opinion"]["text"] == "Favorable."
    assert "Favorable." not in applicant.out


def test_a_sheet_tells_what_runs_and_what_hangs_below(shell: Shell) -> None:
    ref = shell.awaiting()

    sheet = shell.done("case", "show", ref, "--json", person="instructor").json
    text = plain(shell.done("case", "show", ref, person="instructor").out)

    assert [one["ref"] for one in sheet["children"]] == [
        f"{ref}/embassy.EC",
        f"{ref}/embassy.PE",
        f"{ref}/prefecture.76",
    ]
    assert {one["until"] for one in sheet["running"]} == {"2025-06-23", "2025-07-21"}
    assert "Refus implicite, fin du délai le 21 juillet 2025" in text
    assert "demandé : 75 000,00 €" in text


def test_why_tells_for_each_way_who_and_what_is_missing(shell: Shell) -> None:
    ref = shell.awaiting()

    told = shell.done("case", "why", ref, "--json", person="instructor").json

    ways = {way["name"]: way for way in told["ways"]}
    assert list(ways) == ["withdraw", "close_opinions", "correction"]
    assert ways["withdraw"]["who"] == [{"role": "porteur de la demande", "names": ["Aude"]}]
    assert (ways["withdraw"]["yours"], ways["correction"]["yours"]) == (False, True)
    assert ways["close_opinions"]["kind"] == "automatic"
    assert f"{ref}/embassy.PE" in ways["close_opinions"]["missing"][0]["message"]
    assert list(ways["correction"]["fields"]) == ["items", "fields"]


def test_why_tells_which_rule_blocks_and_what_would_do(shell: Shell) -> None:
    ref = shell.draft()

    late = plain(shell.done("case", "why", ref, person="aude", at="2025-06-02").out)

    assert "submit (acte) : Dépôt — à vous" in late
    assert "il manque : « Appel à projets généraliste 2025 » est clos depuis le 30 mai 2025" in late
    assert "il manque : E1 — " in late
    assert "pour y remédier : Transmettre la déclaration e-APD 2025" in late


@pytest.mark.parametrize(("day", "missing"), [("2025-06-20", 1), ("2025-06-24", 0)])
def test_why_tells_when_a_deadline_will_be_over(shell: Shell, day: str, missing: int) -> None:
    ref = shell.awaiting()

    told = shell.done("case", "why", f"{ref}/embassy.EC", "--json", person="instructor", at=day).json

    (elapse,) = [way for way in told["ways"] if way["kind"] == "automatic"]
    assert len(elapse["missing"]) == missing


def test_a_window_has_its_sheet_too(shell: Shell) -> None:
    shown = shell.done("case", "show", "GEN25@single", "--json", person="instructor").json

    assert shown["answers"]["window"]["closes"] == "2025-05-30 23:59"
