"""Where everything stands in the spreadsheet of a budget: the one map its writer and its reader share."""

from dataclasses import dataclass

MODEL = "jalon-budget-1"
"""The version of the template, written in it; another one is refused."""

GUIDE, SUMMARY, EXPENSES, RESOURCES, LISTS = "Mode d'emploi", "Budget", "Dépenses", "Ressources", "Listes"
TOTAL = "Total"
CASH, IN_KIND = "Numéraire", "Valorisation"

EXPENSE_HEADINGS = ("Ligne", "Catégorie", "Intitulé", "Pays", "Nature", "Contributeur")
RESOURCE_HEADINGS = (
    "Ligne",
    "Financeur",
    "Nom",
    "Type",
    "Pays",
    "Nature",
    "Devise",
    "Taux",
    "Date du taux",
    "Source du taux",
    "Certitude",
)

HEADING_ROW = 0
TOTALS_ROW = 1
"""Second row of the expenses only: what the spreadsheet adds up, compared when it is read."""
FIRST_LINE = 2
MODEL_CELL, TOTAL_CELL, REQUESTED_CELL = (1, 1), (3, 1), (4, 1)
"""Cells of the summary, as (row, column) from zero."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one spreadsheet may weigh; each bound is checked before its content is built."""

    bytes: int = 1_048_576
    parts: int = 200
    unpacked: int = 16_777_216
    sheets: int = 20
    rows: int = 2_000
    columns: int = 120
    cells: int = 60_000


def cell_name(sheet: str, row: int, column: int) -> str:
    """Name a cell as spreadsheets do, from its row and column counted from zero: « Dépenses!F12 »."""
    return f"{sheet}!{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Name a column counted from zero: A, B… Z, AA."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
