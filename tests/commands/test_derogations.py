"""A derogation told by the command line: with its rule, role, reason and limits, and inside alone."""

import pytest

from tests.commands.shell import Shell, plain

ASKED = ("--set", "rule=E2", "--set", "reason=Le poste a accordé six mois.", "--set", "until=2025-09-30")


@pytest.fixture
def waived(shell: Shell) -> tuple[Shell, str]:
    """Give a file whose lead has a report overdue, the rule waived for it, and admitted."""
    ref, day = shell.filed(), "2025-05-27"
    fields = ("--set", "items=Vos comptes rendus ?", "--set", "fields=declarations")
    shell.done("case", "open", ref, "correction", *fields, person="instructor", at=day)
    shell.done("case", "answers", "set", ref, "declarations.earlier_reports=overdue", person="aude", at=day)
    shell.done("case", "advance", f"{ref}/correction", "answer", person="aude", at=day)
    limit = ("--set", "up_to=80 000,00")
    shell.done("case", "open", ref, "derogation", *ASKED, *limit, person="instructor", at=day)
    shell.done("case", "advance", f"{ref}/derogation", "accord", person="delegate", at=day)
    shell.done("case", "advance", ref, "admit", person="instructor", at=day)
    return shell, ref


def granted(ref: str) -> dict[str, object]:
    return {
        "ref": f"{ref}/derogation",
        "rule": "E2",
        "reason": "Le poste a accordé six mois.",
        "up_to": 8_000_000,
        "until": "2025-09-30",
        "person": "delegate",
        "role": "délégué",
    }


def without_instant(derogation: dict[str, object]) -> dict[str, object]:
    assert str(derogation["granted_at"]).startswith("2025-05-")
    return {name: value for name, value in derogation.items() if name != "granted_at"}


def test_the_sheet_and_the_history_give_it_as_data(waived: tuple[Shell, str]) -> None:
    shell, ref = waived

    sheet = shell.done("case", "show", ref, "--json", person="instructor").json
    told = shell.done("history", "show", ref, "--family", "--json", person="instructor").json

    assert [without_instant(one) for one in sheet["derogations"]] == [granted(ref)]
    served = [one["derogation"] for entry in told for one in entry["findings"] if "derogation" in one]
    acts = [entry["derogation"] for entry in told if entry["derogation"]]
    assert [without_instant(one) for one in served] == [granted(ref)]
    assert [without_instant(one) for one in acts] == [granted(ref)]
    assert shell.done("figures", "--json", person="instructor").json["derogations"] == {"E2": 1}


def test_the_history_says_it_in_words(waived: tuple[Shell, str]) -> None:
    shell, ref = waived

    told = plain(shell.done("history", "show", f"{ref}/derogation", person="instructor").out)

    line = (
        f"  E2, {ref}/derogation, jusqu'à 80 000,00 € et jusqu'au 30 septembre 2025, "
        "accordée par délégué (delegate) : Le poste a accordé six mois."
    )
    assert line in told.splitlines()


def test_the_applicant_reads_nothing_of_it(waived: tuple[Shell, str]) -> None:
    shell, ref = waived

    sheet = shell.done("case", "show", ref, "--json", person="aude")
    told = shell.done("history", "show", ref, "--family", "--json", person="aude")

    assert [len(sheet.json["derogations"]), *(len(entry["findings"]) for entry in told.json)] == [
        0 for _ in (sheet, *told.json)
    ]
    assert "E2" not in sheet.out + told.out
    assert "six mois" not in sheet.out + told.out
