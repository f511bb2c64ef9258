from datetime import date
from typing import Any

import pytest

from forms.budget import Budget, Exchange, Expense, Resource
from forms.errors import Unreadable
from forms.money import Cents
from forms.spreadsheet.reading import read_spreadsheet
from tests.forms.spreadsheet.workbooks import Value, built, changed, problems, sound


def cents(*amounts: int) -> tuple[Cents, ...]:
    return tuple(map(Cents, amounts))


READ = Budget(
    total=Cents(100_000),
    requested=Cents(70_000),
    years=(2025, 2026),
    expenses=(Expense("A", "Forage", "BJ", cents(60_000, 40_000)),),
    resources=(
        Resource("ministry", cash=cents(30_000, 40_000)),
        Resource("french_authority", "Ville", cash=cents(30_000, 0)),
    ),
)


def test_a_sound_workbook_is_read_whole() -> None:
    assert read_spreadsheet(built(sound()), name="budget.xlsx") == READ


def test_an_amount_is_read_as_the_spreadsheet_shows_it() -> None:
    cells: dict[str, dict[str, Any]] = sound()
    cells["Budget"]["B4"] = 0.1 + 0.2

    assert read_spreadsheet(built(cells), name="budget.xlsx").total == 30


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("Budget!B2", "jalon-budget-9", "XLS-004"),
        ("Budget!B4", None, "APP-002"),
        ("Budget!B4", "70.000,00", "MON-003"),
        ("Dépenses!A3", "un", "APP-007"),
        ("Dépenses!B3", None, "APP-002"),
        ("Dépenses!B3", "Z", "APP-006"),
        ("Dépenses!C3", "For\u202eage", "XLS-006"),
        ("Dépenses!D3", "Bénain", "APP-013"),
        ("Dépenses!E3", "Espèces", "APP-006"),
        ("Dépenses!G3", "50 %", "MON-001"),
        ("Dépenses!G3", -600, "MON-002"),
        ("Dépenses!G3", "1e9", "MON-001"),
        ("Dépenses!G3", "#REF!", "MON-001"),
        ("Dépenses!G2", 1, "XLS-010"),
        ("Dépenses!I3", 999, "XLS-010"),
        ("Dépenses!C4", "Sans montant", "APP-002"),
        ("Dépenses!C1", "Libellé", "XLS-009"),
        ("Dépenses!H1", 2025, "APP-019"),
        ("Dépenses!I1", None, "APP-019"),
        ("Ressources!L1", 2024, "XLS-009"),
        ("Ressources!B3", "Ministère", "APP-006"),
        ("Ressources!D4", "région", "APP-017"),
        ("Ressources!G4", "XOF", "APP-018"),
        ("Ressources!G4", "francs", "APP-018"),
    ],
)
def test_what_is_wrong_is_named_by_its_cell(place: str, value: Value | None, code: str) -> None:
    found = problems(changed(place, value))

    sheet, _, name = place.partition("!")
    row = name[-1]
    assert code in [told for told, _ in found]
    assert {where for _, where in found} <= {f"{sheet}!{column}{row}" for column in "ABCDEFGHIJKLM"}


def test_the_cell_named_is_the_one_that_was_changed() -> None:
    assert problems(changed("Dépenses!H3", "12,345")) == [("MON-003", "Dépenses!H3")]


def test_every_problem_is_told_at_once() -> None:
    cells = sound()
    cells["Budget"]["B5"] = "beaucoup"
    cells["Dépenses"] |= {"B3": "Z", "H3": "12,345"}
    cells["Ressources"] |= {"B4": "Mairie", "L4": "-1"}

    assert problems(built(cells)) == [
        ("MON-001", "Budget!B5"),
        ("APP-006", "Dépenses!B3"),
        ("MON-003", "Dépenses!H3"),
        ("APP-006", "Ressources!B4"),
        ("MON-002", "Ressources!L4"),
    ]


def test_a_line_without_any_amount_is_named_at_its_first_year() -> None:
    cells = sound()
    cells["Dépenses"] |= {"B4": "B", "E4": "Numéraire"}

    assert problems(built(cells)) == [("APP-010", "Dépenses!G4")]


def test_an_amount_given_only_as_a_total_is_not_split_by_year() -> None:
    cells = sound()
    cells["Dépenses"].pop("G3")
    cells["Dépenses"].pop("H3")
    cells["Dépenses"]["I3"] = 1000

    found = read_spreadsheet(built(cells), name="budget.xlsx")

    assert found.expenses == (Expense("A", "Forage", "BJ", cents(100_000)),)


def test_two_rows_of_one_number_are_one_line() -> None:
    cells = sound()
    cells["Ressources"] |= {"A4": 7, "A5": 7, "B5": "Collectivité française", "C5": "Ville"}
    cells["Ressources"] |= {"F5": "Valorisation", "M5": "12,50"}

    found = read_spreadsheet(built(cells), name="budget.xlsx").resources[1]

    assert found == Resource("french_authority", "Ville", cash=cents(30_000, 0), in_kind=cents(0, 1_250))


def test_two_rows_of_one_number_that_differ_are_refused() -> None:
    cells = sound()
    cells["Ressources"] |= {"A4": 7, "A5": 7, "B5": "Collectivité française", "C5": "Commune"}
    cells["Ressources"] |= {"F5": "Valorisation", "M5": "12,50"}

    assert problems(built(cells)) == [("XLS-011", "Ressources!A5")]


def test_another_currency_is_turned_into_euros_at_its_own_rate() -> None:
    cells = sound()
    cells["Ressources"] |= {
        "G4": "XOF",
        "H4": "655,957",
        "I4": "10/01/2025",
        "J4": "Banque de France",
        "L4": 196787,
    }

    found = read_spreadsheet(built(cells), name="budget.xlsx").resources[1]

    day = date(2025, 1, 10)
    exchange = Exchange("XOF", "655,957", day, "Banque de France", cents(19_678_700, 0))
    assert found == Resource("french_authority", "Ville", cash=cents(30_000, 0), exchange=exchange)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("XYZ", "« XYZ » n'est le code d'aucune devise qui ait, ou ait eu, cours légal (norme ISO 4217)."),
        ("hrk", "« hrk » (kuna croate) n'avait pas cours le 10 janvier 2025, date du taux."),
    ],
)
def test_a_currency_is_one_in_use_on_the_day_of_its_rate(code: str, told: str) -> None:
    cells = sound()
    cells["Ressources"] |= {"G4": code, "H4": "655,957", "I4": "10/01/2025", "J4": "BCEAO"}

    with pytest.raises(Unreadable) as caught:
        read_spreadsheet(built(cells), name="budget.xlsx")

    assert [one.message.replace("\xa0", " ") for one in caught.value.problems] == [f"Ressources!G4 : {told}"]


def test_euros_have_no_rate() -> None:
    cells = sound()
    cells["Ressources"] |= {"G4": "EUR", "H4": "1", "I4": "10/01/2025", "J4": "Banque de France"}

    assert problems(built(cells)) == [("APP-018", "Ressources!G4")]


def test_errors_and_formulas_never_worked_out_are_named() -> None:
    def finish(_: object, sheets: dict[str, Any]) -> None:
        sheets["Dépenses"].write_formula("G3", "=1/0", None, "#DIV/0!")
        sheets["Dépenses"].write_formula("H3", "=A9*2", None, "")
        sheets["Ressources"].write_formula("L3", "=200+100", None, 300)
        sheets["Ressources"].write_boolean("M3", boolean=True)

    assert problems(built(sound(), finish)) == [
        ("XLS-005", "Dépenses!G3"),
        ("XLS-005", "Dépenses!H3"),
        ("XLS-005", "Ressources!M3"),
    ]


def test_hidden_lines_and_merged_cells_are_named() -> None:
    def finish(_: object, sheets: dict[str, Any]) -> None:
        sheets["Dépenses"].set_row(2, None, None, {"hidden": True})
        sheets["Dépenses"].set_row(20, None, None, {"hidden": True})
        sheets["Ressources"].set_column("C:C", None, None, {"hidden": True})
        sheets["Ressources"].merge_range("B10:C10", "Fusion")

    assert problems(built(sound(), finish))[:3] == [
        ("XLS-007", "Dépenses!A3"),
        ("XLS-007", "Ressources!C1"),
        ("XLS-008", "Ressources!B10"),
    ]


def test_a_missing_sheet_is_named() -> None:
    cells = sound()
    del cells["Ressources"]

    assert problems(built(cells)) == [("XLS-003", "Ressources")]


def test_problems_beyond_what_is_shown_are_counted_in_one_sentence() -> None:
    cells = sound()
    cells["Dépenses"] |= {f"B{row}": "Z" for row in range(4, 400)}

    found = problems(built(cells))

    assert (len(found), found[0], found[-1]) == (201, ("APP-006", "Dépenses!B4"), ("YAML-017", ""))
