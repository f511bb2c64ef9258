"""Writing the budget as a spreadsheet: empty, as the template to fill in, or holding a budget.

Texts are written as texts, never as formulas. The same content gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from forms import choices
from forms.budget import Amounts, Budget, Expense, Resource
from forms.country_names import written_country
from forms.identifiers import COUNTRY_CODES, FRENCH_CODES
from forms.spreadsheet import layout
from forms.spreadsheet.cells import listed
from forms.spreadsheet.guide import GUIDE, NOTES
from forms.spreadsheet.layout import column_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_CREATED = datetime(2025, 1, 1)  # noqa: DTZ001 -- the same on every file, so that the same content is the same bytes
_BLANK_LINES = 60
_WIDE, _MIDDLE, _NARROW = 38, 22, 14
_WIDTHS = {"Intitulé": _WIDE, "Nom": _WIDE, "Contributeur": _WIDE, "Source du taux": _WIDE}
_WIDTHS |= {"Ligne": 7, "Devise": 9, "Taux": 12, "Catégorie": 30, "Financeur": 30, "Type": 30}
_CENTS = Decimal(100)
Cell = str | int | Decimal | date | None


def write_template(*, years: Sequence[int], countries: Sequence[str]) -> bytes:
    """Write the empty template: columns for these years, these countries first in the list of places."""
    return _write(None, years=tuple(years), countries=countries)


def write_budget(budget: Budget, *, countries: Sequence[str]) -> bytes:
    """Write a budget that `reading.read_spreadsheet` reads back equal."""
    return _write(budget, years=budget.years, countries=countries)


@dataclass
class _Book:
    """The workbook being written, with its formats."""

    book: "Workbook"
    years: tuple[int, ...]
    formats: Mapping[str, "Format"] = field(init=False)

    def __post_init__(self) -> None:
        add = self.book.add_format
        self.formats = {
            "title": add({"bold": True, "font_size": 14}),
            "heading": add({"bold": True, "bg_color": "#E3E3FD", "border": 1, "text_wrap": True}),
            "money": add({"num_format": "#,##0.00"}),
            "sum": add({"num_format": "#,##0.00", "bold": True, "bg_color": "#F6F6F6"}),
            "day": add({"num_format": "dd/mm/yyyy"}),
            "note": add({"text_wrap": True, "valign": "top"}),
        }


def _write(budget: Budget | None, *, years: tuple[int, ...], countries: Sequence[str]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415 -- slow import

    target = BytesIO()
    # The options say again what is asked of every text: nothing typed becomes a formula or a link.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, safe) as book:
        book.set_properties({"title": "Budget du projet", "created": _CREATED})
        into = _Book(book, years)
        _write_guide(into)
        _write_summary(into, budget)
        sheets = {
            name: book.add_worksheet(name) for name in (layout.EXPENSES, layout.RESOURCES, layout.LISTS)
        }
        ranges = _write_lists(sheets[layout.LISTS], countries)
        _write_expenses(into, sheets[layout.EXPENSES], budget, ranges)
        _write_resources(into, sheets[layout.RESOURCES], budget, ranges)
    return target.getvalue()


def _write_guide(into: _Book) -> None:
    sheet = into.book.add_worksheet(layout.GUIDE)
    sheet.set_column(0, 0, 100, into.formats["note"])
    sheet.write_string(0, 0, "Budget du projet : mode d'emploi", into.formats["title"])
    for row, line in enumerate(GUIDE, start=2):
        sheet.write_string(row, 0, line, into.formats["note"])


def _write_summary(into: _Book, budget: Budget | None) -> None:
    sheet, formats = into.book.add_worksheet(layout.SUMMARY), into.formats
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, _MIDDLE)
    sheet.write_string(0, 0, "Budget du projet", formats["title"])
    rows = (
        (layout.MODEL_CELL, "Modèle (ne pas modifier)", layout.MODEL),
        (layout.TOTAL_CELL, "Coût total du projet, en euros", _euros(budget.total) if budget else None),
        (layout.REQUESTED_CELL, "Montant demandé au ministère", _euros(budget.requested) if budget else None),
    )
    for (row, column), label, value in rows:
        sheet.write_string(row, column - 1, label, formats["heading"])
        _put(into, sheet, row, column, value)


def _write_lists(sheet: "Worksheet", countries: Sequence[str]) -> Mapping[str, str]:
    """Write what the drop-down lists offer on a sheet of its own, and give the range of each."""
    sheet.hide()
    others = sorted(set(_all_countries()) - set(countries), key=written_country)
    columns = {
        "Catégorie": [listed(code, label) for code, label in choices.CATEGORIES.items()],
        "Pays": [written_country(code) for code in (*countries, *others)],
        "Nature": [layout.CASH, layout.IN_KIND],
        "Financeur": list(choices.PAYERS.values()),
        "Type": list(choices.OTHER_PAYERS.values()),
        "Certitude": list(choices.STANDINGS.values()),
    }
    ranges = {}
    for column, (title, values) in enumerate(columns.items()):
        sheet.write_string(0, column, title)
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, column, value)
        name = column_name(column)
        ranges[title] = f"={layout.LISTS}!${name}$2:${name}${len(values) + 1}"
    return ranges


def _all_countries() -> Sequence[str]:

    return sorted(COUNTRY_CODES - FRENCH_CODES)


def _write_expenses(
    into: _Book, sheet: "Worksheet", budget: Budget | None, ranges: Mapping[str, str]
) -> None:
    lines = budget.expenses if budget else ()
    rows = list(_expense_rows(lines))
    headings = layout.EXPENSE_HEADINGS
    last = layout.FIRST_LINE + len(rows) + _BLANK_LINES
    _prepare(into, sheet, headings=headings, ranges=ranges, last=last)
    sheet.write_string(layout.TOTALS_ROW, 0, layout.TOTAL, into.formats["sum"])
    sums = _sums(rows, years=len(into.years))
    for index in range(len(into.years) + 1):
        column = len(headings) + index
        name = column_name(column)
        formula = f"=SUM({name}{layout.FIRST_LINE + 1}:{name}{last})"
        sheet.write_formula(layout.TOTALS_ROW, column, formula, into.formats["sum"], sums[index])
    _write_rows(into, sheet, rows, headings=headings, last=last)


def _write_resources(
    into: _Book, sheet: "Worksheet", budget: Budget | None, ranges: Mapping[str, str]
) -> None:
    rows = list(_resource_rows(budget.resources if budget else ()))
    last = layout.FIRST_LINE + len(rows) + _BLANK_LINES
    _prepare(into, sheet, headings=layout.RESOURCE_HEADINGS, ranges=ranges, last=last)
    _write_rows(into, sheet, rows, headings=layout.RESOURCE_HEADINGS, last=last)


Row = tuple[tuple[Cell, ...], Amounts]


def _expense_rows(lines: Sequence[Expense]) -> Sequence[Row]:
    found: list[Row] = []
    for index, line in enumerate(lines, start=1):
        number = index if line.cash and line.in_kind else None
        category = listed(line.category, choices.CATEGORIES[line.category])
        place = line.country and written_country(line.country)
        for nature, amounts in ((layout.CASH, line.cash), (layout.IN_KIND, line.in_kind)):
            if amounts:
                found.append(((number, category, line.label, place, nature, line.payer), amounts))
    return found


def _resource_rows(lines: Sequence[Resource]) -> Sequence[Row]:
    found: list[Row] = []
    for index, line in enumerate(lines, start=1):
        given = line.exchange or line
        number = index if given.cash and given.in_kind else None
        kind = line.kind and choices.OTHER_PAYERS[line.kind]
        status = line.status and choices.STANDINGS[line.status]
        place = line.country and written_country(line.country)
        change = line.exchange
        told = (change.currency, change.rate, change.rate_date, change.rate_source) if change else (None,) * 4
        for nature, amounts in ((layout.CASH, given.cash), (layout.IN_KIND, given.in_kind)):
            if amounts:
                row = (number, choices.PAYERS[line.payer], line.name, kind, place, nature, *told, status)
                found.append((row, amounts))
    return found


def _prepare(
    into: _Book, sheet: "Worksheet", *, headings: Sequence[str], ranges: Mapping[str, str], last: int
) -> None:
    """Write the headings, their notes and the drop-down lists of a sheet of lines."""
    titles = (*headings, *map(str, into.years), layout.TOTAL)
    for column, title in enumerate(titles):
        sheet.set_column(column, column, _WIDTHS.get(title, _NARROW))
        sheet.write_string(layout.HEADING_ROW, column, title, into.formats["heading"])
        if title in NOTES:
            sheet.write_comment(layout.HEADING_ROW, column, NOTES[title], {"author": "Jalon"})
        if title in ranges:
            sheet.data_validation(
                layout.FIRST_LINE,
                column,
                last,
                column,
                {
                    "validate": "list",
                    "source": ranges[title],
                    "error_title": title,
                    "error_message": "Choisissez dans la liste.",
                },
            )
    sheet.freeze_panes(layout.FIRST_LINE, 0)


def _write_rows(
    into: _Book, sheet: "Worksheet", rows: Sequence[Row], *, headings: Sequence[str], last: int
) -> None:
    """Write the lines, then blank ones that add themselves up."""
    first, years = len(headings), len(into.years)
    start, end = column_name(first), column_name(first + years - 1)
    for row in range(layout.FIRST_LINE, last):
        index = row - layout.FIRST_LINE
        cells, amounts = rows[index] if index < len(rows) else ((), ())
        for column, value in enumerate(cells):
            _put(into, sheet, row, column, value)
        split = len(amounts) == years
        if split:
            for offset, amount in enumerate(amounts):
                _put(into, sheet, row, first + offset, _euros(amount))
        elif amounts:
            _put(into, sheet, row, first + years, _euros(amounts[0]))
        if years and (split or not amounts):
            cells_added = f"{start}{row + 1}:{end}{row + 1}"
            formula = f'=IF(COUNT({cells_added})=0,"",SUM({cells_added}))'
            value = _euros(sum(amounts)) if amounts else ""
            sheet.write_formula(row, first + years, formula, into.formats["sum"], value)


def _sums(rows: Sequence[Row], *, years: int) -> Sequence[Decimal]:
    """Add the columns of years and of totals up, as the spreadsheet will."""
    by_year = [sum(amounts[index] for _, amounts in rows if len(amounts) == years) for index in range(years)]
    return [*map(_euros, by_year), _euros(sum(sum(amounts) for _, amounts in rows))]


def _put(into: _Book, sheet: "Worksheet", row: int, column: int, value: Cell) -> None:
    """Write one value: a text is a text, whatever it looks like."""
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, into.formats["day"])
    elif isinstance(value, Decimal):
        _put_number(sheet, row, column, value, into.formats["money"])
    elif value is not None:
        sheet.write_number(row, column, value)


def _put_number(sheet: "Worksheet", row: int, column: int, value: Any, format_: "Format") -> None:  # noqa: ANN401 -- the library writes a Decimal as exactly as a number
    sheet.write_number(row, column, value, format_)


def _euros(amount: int) -> Decimal:
    return amount / _CENTS
