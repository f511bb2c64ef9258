"""A budget taken from a file for an application that exists: what must hold between the two."""

from dataclasses import dataclass, replace

from forms.application import Application
from forms.application_reading import read_application
from forms.budget import Budget
from forms.coherence import incoherences
from forms.errors import Unreadable
from forms.problems import Problem
from forms.spreadsheet.reading import Filled, read_filled
from forms.typography import typeset

_SPREADSHEET = ".xlsx"
_IN_BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Imported:
    """A budget as a file gives it; `filled` knows its cells when the file is a spreadsheet."""

    name: str
    budget: Budget
    filled: Filled | None = None


def read_import(content: bytes, *, name: str) -> Imported:
    """Read the budget of a file: a spreadsheet by its `.xlsx` name, else an application file.

    Raises `Unreadable` with every problem, or `LimitExceeded`.
    """
    if name.lower().endswith(_SPREADSHEET):
        filled = read_filled(content, name=name)
        return Imported(name, filled.budget, filled)
    budget = read_application(content, name=name, only_budget=True).budget
    assert budget is not None  # noqa: S101 -- an application without a budget is unreadable
    return Imported(name, budget)


def judge_import(application: Application, imported: Imported) -> tuple[Application, tuple[Problem, ...]]:
    """Put the budget of a file in an application; give it with what the rest of it still lacks.

    Raises `Unreadable` when lines of the budget do not hold with the application, such as a country
    that is not of the project; each is named by its cell.
    """
    changed = replace(application, budget=imported.budget)
    found = incoherences(changed)
    refused = tuple(_named(one, imported.filled) for one in found if one.where.startswith(_IN_BUDGET))
    if refused:
        raise Unreadable(name=imported.name, problems=refused)
    return changed, tuple(replace(one, level="warning") for one in found)


def _named(problem: Problem, filled: Filled | None) -> Problem:
    if filled is None:
        return problem
    cell = filled.cell_of(problem.where)
    return replace(problem, where=cell, message=typeset(f"{cell} : {problem.message}"))
