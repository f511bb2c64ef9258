"""The budget of a case carried to and from a spreadsheet from the command line."""

from pathlib import Path

import pytest

from forms.application_reading import read_application
from forms.spreadsheet.writing import write_budget
from tests.commands.shell import AUDE, Shell, plain
from tests.forms.spreadsheet.workbooks import built, sound

MAY = "2025-05-21"


def aude(shell: Shell, *words: str) -> str:
    return plain(shell.done("case", "budget", *words, person="aude", at=MAY).out)


@pytest.mark.parametrize("name", ["budget.xlsx", "dossier.yaml"])
def test_what_is_exported_is_imported_back_without_a_change(shell: Shell, tmp_path: Path, name: str) -> None:
    ref = shell.draft()
    before = shell.done("case", "show", ref, "--json", person="aude", at=MAY).json

    aude(shell, "export", ref, "--to", str(tmp_path / name))
    aude(shell, "import", ref, str(tmp_path / name))

    assert shell.done("case", "show", ref, "--json", person="aude", at=MAY).json == before


def smaller(tmp_path: Path) -> Path:
    """Write the budget of the Aude with a cheaper communication, as a spreadsheet."""
    text = AUDE.read_text().replace('"40000.00", "23000.00"', '"40000.00", "22999.99"')
    budget = read_application(text, name="aude.yaml").budget
    assert budget is not None
    file = tmp_path / "budget.xlsx"
    file.write_bytes(write_budget(budget, countries=["EC", "PE"]))
    return file


def test_a_draft_takes_the_budget_of_a_spreadsheet_and_keeps_the_rest(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    before = shell.done("case", "show", ref, "--json", person="aude", at=MAY).json["application"]

    aude(shell, "import", ref, str(smaller(tmp_path)))

    after = shell.done("case", "show", ref, "--json", person="aude", at=MAY).json["application"]
    assert after["budget"]["expenses"][0]["cash"] == [4_000_000, 2_299_999]
    after["budget"]["expenses"][0]["cash"] = [4_000_000, 2_300_000]
    assert after == before


def test_a_dry_run_checks_everything_and_keeps_nothing(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    before = shell.done("case", "show", ref, "--json", person="aude", at=MAY).json

    said = aude(shell, "import", ref, str(smaller(tmp_path)), "--dry-run")

    assert (
        said == f"{tmp_path}/budget.xlsx : le budget peut être importé dans {ref} ; rien n'est enregistré.\n"
    )
    assert shell.done("case", "show", ref, "--json", person="aude", at=MAY).json == before


def test_every_problem_is_named_by_its_cell_and_nothing_is_kept(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    before = shell.done("case", "show", ref, "--json", person="aude", at=MAY).json
    cells = sound()
    cells["Dépenses"]["H3"] = "12,345"
    cells["Ressources"]["B4"] = "Mairie"
    file = tmp_path / "budget.xlsx"
    file.write_bytes(built(cells))

    ran = shell.run("case", "budget", "import", ref, str(file), person="aude", at=MAY)

    assert (ran.status, ran.out) == (1, "")
    assert "erreur MON-003 : Dépenses!H3 : Montant « 12,345 » refusé" in plain(ran.err)
    assert "erreur APP-006 : Ressources!B4 : « Mairie » n'est pas dans la liste." in plain(ran.err)
    assert shell.done("case", "show", ref, "--json", person="aude", at=MAY).json == before


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_filed_budget_is_closed_to_a_spreadsheet(
    shell: Shell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ref, file = shell.filed(), smaller(tmp_path)

    ran = shell.run("case", "budget", "import", ref, str(file), *words, person="aude", at="2025-05-22")

    assert (ran.status, ran.out) == (1, "")
    assert "ces réponses ne peuvent plus changer : budget.expenses" in plain(ran.err)


def test_a_reopened_budget_takes_a_spreadsheet(shell: Shell, tmp_path: Path) -> None:
    ref = shell.filed()
    asked = ("--set", "items=Revoir le budget.", "--set", "fields=budget")
    shell.done("case", "open", ref, "correction", *asked, person="instructor", at="2025-06-02")

    ran = shell.done("case", "budget", "import", ref, str(smaller(tmp_path)), person="aude", at="2025-06-03")

    kept = shell.done("case", "budget", "show", ref, "--json", person="aude", at="2025-06-03").json
    assert ran.out.startswith(f"{ref} modifié")
    assert kept["budget"]["expenses"][0]["cash"] == [4_000_000, 2_299_999]


def test_the_budget_of_somebody_else_is_not_found(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    file = str(smaller(tmp_path))

    ran = [
        shell.run("case", "budget", *words, person="pau", at=MAY)
        for words in (("show", ref), ("export", ref, "--to", file), ("import", ref, file, "--dry-run"))
    ]

    assert [one.status for one in ran] == [3, 3, 3]


@pytest.mark.parametrize(
    ("call", "words", "years"),
    [
        ("cles-en-main-2025", (), ["2025", "2026", "2027"]),
        ("generaliste-2025", ("--years", "2"), ["2025", "2026"]),
    ],
)
def test_the_template_has_the_years_of_the_call(
    nowhere: Shell, tmp_path: Path, call: str, words: tuple[str, ...], years: list[str]
) -> None:
    file = tmp_path / "modele.xlsx"

    ran = nowhere.done("case", "budget", "template", "--call", call, "--to", str(file), *words)

    assert plain(ran.out) == f"{file} : modèle de budget, de {years[0]} à {years[-1]}.\n"
    assert file.read_bytes().startswith(b"PK")


def test_a_name_that_says_no_known_kind_of_file_is_refused(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()

    ran = shell.run("case", "budget", "export", ref, "--to", str(tmp_path / "b.ods"), person="aude", at=MAY)

    assert (ran.status, ran.out) == (2, "")
    assert "le nom du fichier finit par .xlsx ou .yaml ou .yml" in plain(ran.err)


def test_a_number_of_years_that_is_none_is_refused_in_french(nowhere: Shell, tmp_path: Path) -> None:
    words = ("--call", "generaliste-2025", "--years", "0", "--to", str(tmp_path / "modele.xlsx"))

    ran = nowhere.run("case", "budget", "template", *words)

    assert (ran.status, ran.out) == (2, "")
    assert "« 0 » n'est pas un choix possible" in plain(ran.err)
