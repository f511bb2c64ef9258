"""Workbooks for tests: a sound one, changed cell by cell or part by part, and the names its problems bear."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
import xlsxwriter

from forms.codes import TITLES
from forms.errors import Unreadable
from forms.spreadsheet import layout
from forms.spreadsheet.reading import read_spreadsheet

Value = str | int
EXPENSES: Mapping[str, Value] = dict(
    zip(["A", "B", "C", "D", "E", "F"], layout.EXPENSE_HEADINGS, strict=True)
)
RESOURCES: Mapping[str, Value] = dict(
    zip(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"], layout.RESOURCE_HEADINGS, strict=True)
)


def sound() -> dict[str, dict[str, Value]]:
    """Give the cells of a small budget, all sound, by sheet and name."""
    return {
        "Budget": {"B2": layout.MODEL, "B4": "1 000,00 €", "B5": 700},
        "Dépenses": {
            **{f"{column}1": title for column, title in EXPENSES.items()},
            "G1": 2025,
            "H1": 2026,
            "I1": "Total",
            "B3": "A — Activités",
            "C3": "Forage",
            "D3": "Bénin",
            "E3": "Numéraire",
            "G3": 600,
            "H3": 400,
        },
        "Ressources": {
            **{f"{column}1": title for column, title in RESOURCES.items()},
            "L1": 2025,
            "M1": 2026,
            "N1": "Total",
            "B3": "Ministère de l'Europe et des affaires étrangères",
            "F3": "Numéraire",
            "L3": 300,
            "M3": 400,
            "B4": "Collectivité française",
            "C4": "Ville",
            "F4": "Numéraire",
            "L4": 300,
        },
    }


def built(cells: Mapping[str, Mapping[str, Value]], finish: Callable[..., None] | None = None) -> bytes:
    """Write cells into a workbook; `finish` may touch its sheets, by name, before it is closed."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheets = {name: book.add_worksheet(name) for name in cells}
        for name, given in cells.items():
            for place, value in given.items():
                if isinstance(value, str):
                    sheets[name].write_string(place, value)
                else:
                    sheets[name].write_number(place, value)
        if finish is not None:
            finish(book, sheets)
    return target.getvalue()


def changed(place: str, value: Value | None) -> bytes:
    """Write the sound workbook with one cell changed, or emptied: « Dépenses!C3 »."""
    cells = sound()
    sheet, _, name = place.partition("!")
    if value is None:
        cells[sheet].pop(name)
    else:
        cells[sheet][name] = value
    return built(cells)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a workbook as its archive holds it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as written:
        for entry in source.infolist():
            part = source.read(entry)
            written.writestr(entry.filename, change(part) if entry.filename == name else part)
    return target.getvalue()


def problems(content: bytes) -> list[tuple[str, str]]:
    """Give the problems of a workbook as (code, cell); each has a title and a remedy."""
    with pytest.raises(Unreadable) as caught:
        read_spreadsheet(content, name="budget.xlsx")
    for problem in caught.value.problems:
        assert problem.code in TITLES
        assert problem.remedy
        if "!" in problem.where:
            assert problem.message.startswith(f"{problem.where}\u00a0: ")
    return [(problem.code, problem.where) for problem in caught.value.problems]
