from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from forms.application import Application, Country
from forms.application_reading import read_application
from forms.application_writing import write_application
from forms.budget import Budget
from tests.forms.spreadsheet.random_budgets import budgets

FILES = sorted((Path(__file__).parents[2] / "commands/demo_files/applications").glob("*.yaml"))
COUNTRIES = tuple(map(Country, ("BJ", "EC", "CI", "CD", "PS")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_application_written_is_read_back_equal(path: Path) -> None:
    application = read_application(path.read_bytes(), name=path.name)

    assert read_application(write_application(application), name="copy.yaml") == application


@given(budget=budgets())
def test_any_budget_written_is_read_back_equal(budget: Budget) -> None:
    application = Application(countries=COUNTRIES, rate_choice="single_rate", budget=budget)

    assert read_application(write_application(application), name="copy.yaml") == application


def test_amounts_are_quoted_and_a_line_stands_on_one_line() -> None:
    aude = read_application(FILES[0].read_bytes(), name="file.yaml")
    assert aude.budget is not None
    small = replace(aude.budget, resources=aude.budget.resources[:1], expenses=(), years=(2025,))
    text = write_application(Application(countries=(Country("BJ"),), budget=small))

    assert text.splitlines()[0:3] == ["countries:", '  - {code: "BJ"}', "budget:"]
    assert text.splitlines()[3].startswith('  total: "')
    assert text.splitlines()[-1].startswith("    - {payer: ")
