"""`rules explain`: a case's money, act by act, as it was recorded and as it stands."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.shell import AUDE, Shell, copy_of, plain

SETTLEMENT = Path(__file__).parent / "settlement"
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
FAVOURABLE = ("--set", "kind=favourable", "--set", "text=Favorable.")
CONVENTION = ("number=C1", "starts_on=2025-10-01", "ends_on=2028-09-30", "commitment=E1")


def _publish(shell: Shell) -> None:
    shell.done("person", "add", "deputy", "--name", "Adjointe", "--email", "d@example.org", person="keeper")
    shell.done("right", "grant", "deputy", "keeper", person="keeper")
    shell.done("person", "add", "benin", "--name", "Poste", "--email", "b@example.org", person="keeper")
    shell.done("right", "grant", "benin", "embassy", "--scope", "country", "--value", "BJ", person="keeper")
    put = shell.done(
        "calls", "publish", str(SETTLEMENT / "solde-2025.yaml"), person="keeper", at="2025-02-01"
    )
    (digest,) = DIGEST.findall(put.out)
    shell.done("calls", "approve", "solde-2025", "--digest", digest, person="deputy", at="2025-02-02")


def _fund(shell: Shell) -> str:
    """Walk T1 to its signed convention and give its reference."""
    words = ("case", "create", "solde-2025", "--from", str(SETTLEMENT / "benin.yaml"))
    ref = shell.done(*words, person="aude", at="2025-05-20").out.split()[0]
    _act(shell, ref, "submit", "aude", "2025-05-21")
    _act(shell, ref, "admit", "instructor", "2025-06-02")
    for giver, child in (("prefecture", "prefecture.76"), ("benin", "embassy.BJ")):
        shell.done("case", "advance", f"{ref}/{child}", "give", *FAVOURABLE, person=giver, at="2025-06-10")
    _act(shell, ref, "propose", "instructor", "2025-06-20", "amount=126000.00", "comment=Utile.")
    _act(shell, ref, "enrol", "secretary", "2025-06-23")
    _act(shell, ref, "select", "secretary", "2025-07-01", "amount=126000.00")
    _act(shell, ref, "notify_award", "delegate", "2025-07-02")
    _act(shell, ref, "prepare_convention", "budget", "2025-07-03", *CONVENTION)
    _act(shell, ref, "sign_beneficiary", "aude", "2025-07-04")
    _act(shell, ref, "sign_state", "delegate", "2025-07-05")
    return ref


def _asking_less(text: str) -> str:
    """Ask for five thousand euros less in the first year, which another funder brings."""
    return (
        text.replace('requested: "75000.00"', 'requested: "70000.00"')
        .replace('cash: ["25000.00", "20000.00"]', 'cash: ["20000.00", "20000.00"]')
        .replace('cash: ["10000.00", "0.00"]', 'cash: ["15000.00", "0.00"]')
    )


def _act(shell: Shell, ref: str, trigger: str, person: str, day: str, *given: str) -> None:
    words = [word for pair in given for word in ("--set", pair)]
    shell.done("case", "advance", ref, trigger, *words, person=person, at=day)


@pytest.fixture(scope="module")
def settled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    """An instance where T1 ended at a real cost of 160 000 euros and was settled, and its reference."""
    shell = copy_of(template, to=tmp_path_factory.mktemp("settled") / "demo")
    _publish(shell)
    shell.done("person", "add", "budget", "--name", "Budget", "--email", "bu@example.org", person="keeper")
    shell.done("right", "grant", "budget", "budget_officer", person="keeper")
    ref = _fund(shell)
    _act(shell, ref, "settle", "instructor", "2028-12-01", "cost=160000.00", "paid=119700.00")
    return shell, ref


def test_t11_the_settlement_of_a_project_that_cost_less_is_printed_step_by_step(
    settled: tuple[Shell, str],
) -> None:
    shell, ref = settled

    told = plain(shell.done("rules", "explain", ref, person="instructor", at="2028-12-02").out)

    assert told[told.index("\nSolde\n") + 1 :] == (SETTLEMENT / "t11.txt").read_text(encoding="utf-8")


def test_each_money_moment_is_told_as_recorded_and_as_it_stands(settled: tuple[Shell, str]) -> None:
    shell, ref = settled

    told = shell.done("rules", "explain", ref, "--json", person="instructor", at="2028-12-02").json

    moments = {
        one["label"]: ([finding["rule"] for finding in one["recorded"][-1]["findings"]], one["unchanged"])
        for one in told["moments"]
    }
    assert moments == {
        "Dépôt": (["B04"], True),
        "Recevabilité": ([], True),
        "Proposition": (["B04"], True),
        "Décision favorable": (["B04"], True),
        "Préparation de la convention": ([], True),
        "Signature de l'État": (["B04"], True),
        "Solde": (["SETTLE"], True),
    }
    assert (told["ref"], told["at"]) == (ref, "2025-05-30")
    (policy,) = [one for one in told["parameters"] if one["name"] == "settlement.policy"]
    assert policy == {
        "name": "settlement.policy",
        "label": "la façon de solder une subvention quand le coût réel diffère",
        "value": "rate",
        "source": "Règlement de l'appel soldé 2025",
        "sure": "D",
        "from": "2025-01-01",
    }


def test_outside_only_what_one_may_do_oneself_is_told(settled: tuple[Shell, str]) -> None:
    shell, ref = settled

    lead = shell.done("rules", "explain", ref, "--json", person="aude", at="2028-12-02").json
    embassy = plain(shell.done("rules", "explain", f"{ref}/embassy.BJ", person="benin").out)
    stranger = shell.run("rules", "explain", ref, person="pau")

    assert [one["label"] for one in lead["moments"]] == ["Dépôt"]
    assert "settlement.policy" not in {one["name"] for one in lead["parameters"]}
    assert embassy.splitlines()[1:] == [
        "Aucun acte de ce dossier, fait ou possible, ne pèse de montant que vous puissiez lire."
    ]
    assert (stranger.status, stranger.out) == (3, "")


def test_a_decision_nobody_announced_is_not_told_outside(shell: Shell) -> None:
    ref = shell.decided()

    inside = shell.done("rules", "explain", ref, "--json", person="instructor").json
    outside = shell.done("rules", "explain", ref, "--json", person="aude").json

    assert "Décision favorable" in {one["label"] for one in inside["moments"]}
    assert [one["label"] for one in outside["moments"]] == ["Dépôt"]


def test_a_draft_is_told_what_filing_would_say_and_nothing_recorded(shell: Shell) -> None:
    ref = shell.draft()

    told = plain(shell.done("rules", "explain", ref, person="aude", at="2025-05-20").out).splitlines()

    assert told[2:6] == ["Dépôt", "  pas encore fait", "  aujourd'hui", "    information"]
    assert "        calcul : 50 % × 90 000,00 € = 45 000,00 €" in told


def test_what_changed_since_an_act_is_told_beside_what_was_recorded(shell: Shell, tmp_path: Path) -> None:
    ref = shell.filed()
    asked = ("--set", "items=Le budget", "--set", "fields=budget")
    shell.done("case", "open", ref, "correction", *asked, person="instructor", at="2025-06-03")
    smaller = tmp_path / "budget.yaml"
    smaller.write_text(_asking_less(AUDE.read_text(encoding="utf-8")), encoding="utf-8")
    shell.done("case", "amend", ref, "--from", str(smaller), person="aude", at="2025-06-04")

    told = shell.done("rules", "explain", ref, "--json", person="instructor", at="2025-06-05").json

    (filing,) = [one for one in told["moments"] if one["label"] == "Dépôt"]
    assert filing["unchanged"] is False
    assert _asked(filing["recorded"][-1]["findings"]) == ["45 000,00 €", "30 000,00 €"]
    assert _asked(filing["now"]) == ["40 000,00 €", "30 000,00 €"]


def _asked(findings: list[dict[str, Any]]) -> list[str]:
    """Give what was asked for each country, as rule B05 saw it."""
    return [plain(one["seen"]["demandé"]) for one in findings if one["rule"] == "B05"]
