"""Reading the spreadsheet of a budget: everything wrong is named by its cell, all at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.budget import Budget, Expense, Resource
from forms.errors import Unreadable
from forms.money import Cents, euros
from forms.problems import Problem, report
from forms.spreadsheet import layout
from forms.spreadsheet.cells import Cells
from forms.spreadsheet.layout import cell_name
from forms.spreadsheet.lines import ExpenseLines, ResourceLines
from forms.spreadsheet.opening import open_spreadsheet
from forms.spreadsheet.table import Table
from forms.strict_yaml import bounded

_WANTED = (layout.SUMMARY, layout.EXPENSES, layout.RESOURCES)
_LINE = re.compile(r"budget\.(?P<part>expenses|resources)\[(?P<index>[0-9]+)\]")
_COUNTRY = "Pays"
_TAKE_TEMPLATE = "Reprenez le modèle de l'appel (jalon case budget template) et recopiez-y vos lignes."


@dataclass(frozen=True, slots=True)
class Filled:
    """A budget read from a spreadsheet, and the row each of its lines begins on."""

    budget: Budget
    expense_rows: tuple[int, ...]
    resource_rows: tuple[int, ...]

    def cell_of(self, path: str) -> str:
        """Name the cell that a path of the application file stands in: `budget.expenses[0].country`."""
        found = _LINE.match(path)
        if found is None:
            return layout.SUMMARY
        spent = found["part"] == "expenses"
        rows = self.expense_rows if spent else self.resource_rows
        headings = layout.EXPENSE_HEADINGS if spent else layout.RESOURCE_HEADINGS
        sheet = layout.EXPENSES if spent else layout.RESOURCES
        return cell_name(sheet, rows[int(found["index"])], headings.index(_COUNTRY))


def read_spreadsheet(content: bytes, *, name: str) -> Budget:
    """Read a budget as `read_filled` does, without the places of its lines."""
    return read_filled(content, name=name).budget


def read_filled(content: bytes, *, name: str) -> Filled:
    """Read a budget from the bytes of an `.xlsx` file made from the template; money in cents.

    `name` is the file's, as messages show it. Raises `Unreadable` with every problem, each
    beginning with the name of its cell, or `LimitExceeded`.
    """
    sheets = open_spreadsheet(content, name=name, wanted=_WANTED)
    problems = [_missing(one) for one in _WANTED if one not in sheets]
    if problems:
        raise Unreadable(name=name, problems=tuple(problems))
    summary = Cells(sheets[layout.SUMMARY], problems)
    _require_model(summary)
    if problems:
        raise Unreadable(name=name, problems=tuple(problems))
    total = _required_amount(summary, layout.TOTAL_CELL, "le coût total du projet")
    requested = _required_amount(summary, layout.REQUESTED_CELL, "le montant demandé au ministère")
    spent = Table(Cells(sheets[layout.EXPENSES], problems), headings=layout.EXPENSE_HEADINGS)
    brought = Table(Cells(sheets[layout.RESOURCES], problems), headings=layout.RESOURCE_HEADINGS)
    for sheet in (spent, brought):
        _refuse_tricks(sheet.cells)
    expense_rows: tuple[int, ...] = ()
    resource_rows: tuple[int, ...] = ()
    expenses: tuple[Expense, ...] = ()
    resources: tuple[Resource, ...] = ()
    if spent.is_sound and brought.is_sound:
        _require_same_years(spent, brought)
        costs = ExpenseLines(spent)
        expenses, expense_rows = costs.read(), costs.first_rows
        _compare_totals(spent)
        funding = ResourceLines(brought)
        resources, resource_rows = funding.read(), funding.first_rows
    if problems:
        raise Unreadable(name=name, problems=bounded(tuple(problems)))
    budget = Budget(total, requested, spent.years, expenses, resources)
    return Filled(budget, expense_rows, resource_rows)


def _missing(sheet: str) -> Problem:
    message = f"La feuille « {sheet} » manque."
    return report(code="XLS-003", message=message, where=sheet, remedy=_TAKE_TEMPLATE)


def _require_model(summary: Cells) -> None:
    row, column = layout.MODEL_CELL
    found = summary.sheet.value(row, column)
    if found != layout.MODEL:
        told = f"le modèle « {found} »" if found else "aucun modèle"
        message = f"{told} est indiqué ; cette version lit « {layout.MODEL} »."
        summary.refuse(row, column, code="XLS-004", message=message, remedy=_TAKE_TEMPLATE)


def _required_amount(summary: Cells, place: tuple[int, int], what: str) -> Cents:
    if summary.is_empty(*place):
        remedy = "Écrivez le montant en euros, par exemple 150000,00."
        summary.refuse(*place, code="APP-002", message=f"il manque {what}.", remedy=remedy)
    return summary.amount(*place) or Cents(0)


def _refuse_tricks(cells: Cells) -> None:
    """Refuse what would let the reader see something else than the person: hidden lines, merged cells."""
    structure = cells.sheet.structure
    lines = sorted({row for row, _ in structure.filled if row in structure.hidden_rows})
    columns = sorted({column for _, column in structure.filled if column in structure.hidden_columns})
    for row, column, what in (
        *((row, 0, "cette ligne est masquée et n'est pas vide") for row in lines),
        *((0, column, "cette colonne est masquée et n'est pas vide") for column in columns),
    ):
        cells.refuse(
            row, column, code="XLS-007", message=f"{what}.", remedy="Affichez-la, ou effacez son contenu."
        )
    for (row, column), _ in cells.sheet.merged:
        cells.refuse(
            row,
            column,
            code="XLS-008",
            message="cette cellule est fusionnée avec d'autres.",
            remedy="Défusionnez-la : chaque valeur va dans sa propre cellule.",
        )


def _require_same_years(spent: Table, brought: Table) -> None:
    if spent.years != brought.years:
        brought.cells.refuse(
            layout.HEADING_ROW,
            brought.first_amount,
            code="XLS-009",
            message=f"les années ({_listed(brought.years)}) ne sont pas celles des dépenses "
            f"({_listed(spent.years)}).",
            remedy="Donnez les mêmes années aux deux feuilles.",
        )


def _compare_totals(table: Table) -> None:
    """Compare what the spreadsheet adds up, column by column, with the sum of what was read."""
    if table.refused:
        return
    for index, added in enumerate(table.sums):
        place = (layout.TOTALS_ROW, table.first_amount + index)
        if table.cells.is_empty(*place) or place in table.cells.sheet.structure.uncalculated:
            continue
        shown = table.cells.amount(*place)
        if shown is not None and shown != added:
            table.cells.refuse(
                *place,
                code="XLS-010",
                message=f"le total affiché est {euros(shown)}, les lignes lues font {euros(added)}.",
                remedy="Ouvrez le classeur dans votre tableur et enregistrez-le, ou effacez cette cellule.",
            )


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years)) or "aucune"
