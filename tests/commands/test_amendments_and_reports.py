"""After the convention: an amendment replaces the budget, a final report tells the real cost."""

from pathlib import Path

from tests.commands.shell import AUDE, Shell, plain

CONVENTION = ("number=C1", "starts_on=2025-10-01", "ends_on=2027-09-30", "commitment=E1")
LATER = "2026-03-01"
FEWER_MISSIONS = (
    ('cash: ["12500.00", "17500.00"]', 'cash: ["7500.00", "7500.00"]'),
    ('cash: ["40000.00", "23000.00"]', 'cash: ["44000.00", "28000.00"]'),
    ('cash: ["22500.00", "19500.00"]', 'cash: ["23500.00", "24500.00"]'),
)
"""Fifteen thousand euros of missions for activities, each country keeping its share."""
LESS_SPENT = (
    ('total: "150000.00"', 'total: "140000.00"'),
    ('cash: ["12500.00", "17500.00"]', 'cash: ["2500.00", "17500.00"]'),
    ('cash: ["10000.00", "0.00"]', 'cash: ["0.00", "0.00"]'),
)
"""Ten thousand euros less of missions, and of the water agency."""


def funded(shell: Shell) -> str:
    """Walk the application of the Aude to its signed convention, and give its reference."""
    ref = shell.decided()
    shell.done("case", "advance", ref, "notify_award", person="delegate", at="2025-07-02")
    given = [word for pair in CONVENTION for word in ("--set", pair)]
    shell.done("case", "advance", ref, "prepare_convention", *given, person="instructor", at="2025-07-03")
    shell.done("case", "advance", ref, "sign_beneficiary", person="aude", at="2025-07-04")
    shell.done("case", "advance", ref, "sign_state", person="delegate", at="2025-07-05")
    return ref


def changed(folder: Path, *changes: tuple[str, str]) -> str:
    """Write the application of the Aude with other lines in its budget, and give the file's name."""
    text = AUDE.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    file = folder / "changed.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def opened(shell: Shell, ref: str, slot: str) -> str:
    """Open what the applicant may open once funded, and give its reference."""
    return shell.done("case", "open", ref, slot, person="aude", at=LATER).out.split()[0]


def requested(shell: Shell, ref: str, budget: str) -> str:
    """Ask for an amendment with a budget from a file, and give its reference."""
    child = opened(shell, ref, "amendment")
    given = ("--set", "reason=Moins de missions.", "--set-file", f"budget={budget}")
    shell.done("case", "advance", child, "request", *given, person="aude", at=LATER)
    return child


def versions(shell: Shell, ref: str, person: str) -> list[str]:
    """Give the names of the versions somebody may read."""
    return list(shell.done("case", "budget", "show", ref, "--json", person=person, at=LATER).json["versions"])


def test_an_amendment_accepted_replaces_the_budget_and_is_a_version_of_its_own(
    shell: Shell, tmp_path: Path
) -> None:
    ref = funded(shell)
    child = requested(shell, ref, changed(tmp_path, *FEWER_MISSIONS))
    before = shell.done("case", "budget", "diff", ref, "decided", "current", person="aude", at=LATER)

    shell.done("case", "advance", child, "endorse", person="delegate", at=LATER)

    assert "aucune ligne ne change" in plain(before.out)
    assert versions(shell, ref, "aude") == ["filed", "decided", "amended", "current"]
    found = shell.done("case", "budget", "diff", ref, "decided", "amended", person="aude", at=LATER).out
    station = "  dépense A Activités, « Stations hydrométriques », EC, numéraire"
    workshop = "  dépense A Activités, « Ateliers et études », PE, numéraire"
    mission = "  dépense B Mobilité et missions, « Missions croisées », numéraire"
    assert plain(found).splitlines() == [
        "du budget décidé au budget après avenant",
        "  accordé : 75 000,00 €",
        "  6 différences",
        f"{station} 2025 : 40 000,00 € devient 44 000,00 € (+4 000,00 €)",
        f"{station} 2026 : 23 000,00 € devient 28 000,00 € (+5 000,00 €)",
        f"{workshop} 2025 : 22 500,00 € devient 23 500,00 € (+1 000,00 €)",
        f"{workshop} 2026 : 19 500,00 € devient 24 500,00 € (+5 000,00 €)",
        f"{mission} 2025 : 12 500,00 € devient 7 500,00 € (-5 000,00 €)",
        f"{mission} 2026 : 17 500,00 € devient 7 500,00 € (-10 000,00 €)",
    ]
    assert (
        "Avis dont la base a changé" not in shell.done("case", "show", ref, person="instructor", at=LATER).out
    )
    now = shell.done("case", "budget", "diff", ref, "amended", "current", person="aude", at=LATER)
    assert "aucune ligne ne change" in plain(now.out)
    assert shell.run("check", person="keeper", at=LATER).status == 0


def test_a_budget_exported_to_a_spreadsheet_asks_for_an_amendment_that_changes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    ref = funded(shell)
    sheet = str(tmp_path / "budget.xlsx")
    shell.done("case", "budget", "export", ref, "--to", sheet, person="aude", at=LATER)

    child = requested(shell, ref, sheet)
    shell.done("case", "advance", child, "endorse", person="delegate", at=LATER)

    same = shell.done("case", "budget", "diff", ref, "decided", "amended", person="aude", at=LATER)
    assert "aucune ligne ne change" in plain(same.out)


def test_an_amendment_is_refused_to_the_applicant_when_its_budget_breaks_a_rule(
    shell: Shell, tmp_path: Path
) -> None:
    ref = funded(shell)
    child = opened(shell, ref, "amendment")
    budget = changed(tmp_path, ('cash: ["12500.00", "17500.00"]', 'cash: ["12500.00", "16500.00"]'))

    given = ("--set", "reason=Moins.", "--set-file", f"budget={budget}")
    ran = shell.run("case", "advance", child, "request", *given, person="aude", at=LATER)

    assert ran.status == 1
    assert "B01 — Les dépenses font 149 000,00 € et le coût total 150 000,00 €" in plain(ran.err)
    assert versions(shell, ref, "aude") == ["filed", "decided", "current"]


def test_an_amendment_sent_back_or_declined_leaves_the_budget(shell: Shell, tmp_path: Path) -> None:
    ref = funded(shell)
    child = requested(shell, ref, changed(tmp_path, *FEWER_MISSIONS))

    sent = ("case", "advance", child, "send_back", "--reason", "À préciser.")
    shell.done(*sent, person="instructor", at=LATER)
    shell.done(
        "case", "advance", child, "request", "--set", "reason=Précisé.", "--set-file",
        f"budget={changed(tmp_path, *FEWER_MISSIONS)}", person="aude", at=LATER,
    )  # fmt: skip
    declined = ("case", "advance", child, "decline", "--reason", "Trop tard.")
    shell.done(*declined, person="delegate", at=LATER)

    assert versions(shell, ref, "instructor") == ["filed", "proposed", "decided", "current"]


def test_a_final_report_accepted_is_the_actual_budget_and_settles_with_a_reason(
    shell: Shell, tmp_path: Path
) -> None:
    ref = funded(shell)
    child = opened(shell, ref, "report")
    given = ("--set", "summary=Fait.", "--set-file", f"budget={changed(tmp_path, *LESS_SPENT)}")
    shell.done("case", "advance", child, "account", *given, person="aude", at=LATER)
    settle = ("case", "advance", child, "settle", "--set", "paid=72000.00")

    refused = shell.run(*settle, person="instructor", at=LATER)
    done = (*settle, "--accept", "SETTLE=Dépenses réelles moindres.")
    shell.done(*done, person="instructor", at=LATER)

    assert refused.status == 1
    told = plain(refused.err)
    assert "coût prévu 150 000,00 € ; coût réel 140 000,00 € ; déjà versé 72 000,00 €" in told
    assert "50 % × 140 000,00 € = 70 000,00 € dus" in told
    assert versions(shell, ref, "aude") == ["filed", "decided", "actual", "current"]
    shown = shell.done("case", "budget", "show", ref, "--version", "actual", person="aude", at=LATER)
    assert "coût total : 140 000,00 €" in plain(shown.out)
    explained = plain(shell.done("rules", "explain", child, person="instructor", at=LATER).out)
    assert "accepté : Dépenses réelles moindres." in explained
    assert "72 000,00 € versés − 70 000,00 € dus = 2 000,00 € à reverser" in explained
    assert shell.run("check", person="keeper", at=LATER).status == 0


def test_what_is_asked_in_an_amendment_is_not_read_by_another_applicant(shell: Shell, tmp_path: Path) -> None:
    ref = funded(shell)
    child = requested(shell, ref, changed(tmp_path, *FEWER_MISSIONS))

    assert "Moins de missions." in shell.done("case", "show", child, person="aude", at=LATER).out
    assert shell.run("case", "show", child, person="pau", at=LATER).status == 3


def test_a_field_is_given_once_and_a_file_must_be_readable(shell: Shell, tmp_path: Path) -> None:
    ref = funded(shell)
    child = opened(shell, ref, "amendment")
    picture = tmp_path / "budget.yaml"
    picture.write_bytes(b"\xff\xd8\xff\xe0")

    def refused(*given: str) -> str:
        ran = shell.run("case", "advance", child, "request", *given, person="aude", at=LATER)
        assert ran.status != 0
        return plain(ran.err)

    assert "« reason » est donné par --set et par --set-file" in refused(
        "--set", "reason=x", "--set-file", f"reason={picture}"
    )
    assert f"« budget » : « {picture} » n'est pas un texte en UTF-8." in refused(
        "--set-file", f"budget={picture}"
    )
    picture.write_text(" \n", encoding="utf-8")
    assert f"« budget » : le fichier « {picture} » est vide ; la réponse donnée avant lui reste." in refused(
        "--set-file", f"budget={picture}"
    )
    assert "n'existe pas ou ne peut être lu" in refused("--set-file", f"budget={tmp_path}/none.xlsx")
    assert "Il manque « resources »" in refused("--set", "reason=x", "--set", "budget={total: '1.00'}")
