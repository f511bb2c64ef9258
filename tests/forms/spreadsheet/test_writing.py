import io

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from forms.budget import Budget, Expense
from forms.country_names import country_code, written_country
from forms.identifiers import COUNTRY_CODES
from forms.money import Cents
from forms.spreadsheet import layout
from forms.spreadsheet.reading import read_spreadsheet
from forms.spreadsheet.writing import write_budget, write_template
from tests.forms.spreadsheet.random_budgets import TRAPS, budgets


@given(budget=budgets())
def test_a_budget_written_is_read_back_equal(budget: Budget) -> None:
    assert read_spreadsheet(write_budget(budget, countries=["BJ"]), name="b.xlsx") == budget


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_is_written_as_it_is_and_never_as_a_formula(text: str) -> None:
    content = write_budget(
        Budget(Cents(0), Cents(0), (2025,), (Expense("A", text, cash=(Cents(1),)),)), countries=[]
    )

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(layout.EXPENSES)
    assert sheet.to_python(skip_empty_area=False)[layout.FIRST_LINE][2] == text


def test_the_same_budget_is_written_as_the_same_bytes() -> None:
    budget = Budget(Cents(100), Cents(50), (2025,), (Expense("A", "Forage", cash=(Cents(100),)),))

    assert write_budget(budget, countries=["BJ"]) == write_budget(budget, countries=["BJ"])


def test_the_empty_template_has_its_headings_years_and_lists() -> None:
    content = write_template(years=[2025, 2026], countries=["BJ", "EC"])

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    assert book.sheet_names == [layout.GUIDE, layout.SUMMARY, layout.EXPENSES, layout.RESOURCES, layout.LISTS]
    assert rows[layout.EXPENSES][0] == [*layout.EXPENSE_HEADINGS, "2025", "2026", "Total"]
    assert rows[layout.RESOURCES][0] == [*layout.RESOURCE_HEADINGS, "2025", "2026", "Total"]
    assert [row[0] for row in rows[layout.LISTS]][:2] == ["Catégorie", "A — Activités"]
    assert [row[1] for row in rows[layout.LISTS]][:3] == ["Pays", "Bénin", "Équateur"]


@pytest.mark.parametrize("code", sorted(COUNTRY_CODES))
def test_the_name_written_for_a_country_reads_back_as_it(code: str) -> None:
    assert country_code(written_country(code)) == code
