from pathlib import Path

import pytest

from forms.application_reading import read_application
from forms.budget_import import judge_import, read_import
from forms.errors import Unreadable
from forms.spreadsheet.writing import write_budget
from tests.forms.spreadsheet.workbooks import built, sound

AUDE = Path(__file__).parents[2] / "commands/demo_files/applications/aude.yaml"


def test_a_budget_is_taken_from_a_spreadsheet_or_from_an_application_file() -> None:
    application = read_application(AUDE.read_bytes(), name="aude.yaml")
    assert application.budget is not None
    spreadsheet = write_budget(application.budget, countries=[])

    taken = [read_import(AUDE.read_bytes(), name="aude.yaml"), read_import(spreadsheet, name="AUDE.XLSX")]

    assert [one.budget for one in taken] == [application.budget] * 2
    assert [judge_import(application, one) for one in taken] == [(application, ())] * 2


def test_a_line_that_does_not_hold_with_the_application_is_named_by_its_cell() -> None:
    application = read_application(AUDE.read_bytes(), name="aude.yaml")

    with pytest.raises(Unreadable) as caught:
        judge_import(application, read_import(built(sound()), name="budget.xlsx"))

    assert [(one.code, one.where) for one in caught.value.problems] == [
        ("APP-021", "Dépenses!D3"),
        ("APP-025", "Ressources!E3"),
    ]
    assert caught.value.problems[0].message.startswith("Dépenses!D3\u00a0: ")


def test_what_the_rest_of_the_application_lacks_is_told_and_refuses_nothing() -> None:
    application = read_application(AUDE.read_bytes(), name="aude.yaml")
    cells = sound()
    cells["Dépenses"]["D3"] = "Équateur"
    cells["Ressources"]["E3"] = "EC"

    changed, told = judge_import(application, read_import(built(cells), name="budget.xlsx"))

    assert changed.budget == read_import(built(cells), name="budget.xlsx").budget
    assert [(one.code, one.where, one.level) for one in told] == [("APP-024", "countries", "warning")]
