"""Reading a budget that answers one field, and saying it: the budget part of an application file, as text.

What is typed, or taken from a file, is YAML or JSON: the group `budget` of an application file, or a
whole application file, of which nothing else is read.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.answers import budget_from_answers, budget_tree
from forms.asked import Asked
from forms.budget_reading import BudgetReader
from forms.coherence import too_large
from forms.errors import LimitExceeded, Malformed, Unreadable
from forms.field_reader import Reading
from forms.json_text import as_json
from forms.money import euros
from forms.problems import Problem
from forms.strict_yaml import Limits, Node, read_yaml
from forms.strict_yaml import Mapping as Group
from forms.tame_text import tame
from forms.typography import counted, typeset

MOST_CHARACTERS = 200_000
"""The characters of the largest budget: some hundred lines, each with its amounts by year."""

BUDGET_EXAMPLE = (
    '{total: "1000.00", requested: "500.00", years: [2025], '
    'expenses: [{category: A, cash: ["1000.00"]}], '
    'resources: [{payer: ministry, cash: ["500.00"]}, {payer: french_authority, cash: ["500.00"]}]}'
)
"""A budget that says by itself how one is written."""

_NAME = "budget"
_MOST_PROBLEMS = 20


def read_budget(_asked: Asked, text: str) -> Mapping[str, Any]:
    """Give a budget as the JSON tree of `forms.answers`. Raises `Malformed` with all its problems."""
    typed = tame(text, lines=True, most=MOST_CHARACTERS)
    try:
        json_text = as_json(typed, name=_NAME, most_bytes=Limits().bytes)
        root = read_yaml(typed if json_text is None else json_text, name=_NAME)
    except Unreadable as error:
        raise _not_a_budget(error.problems[0].message) from None
    except LimitExceeded as error:
        raise Malformed(message=_one_sentence(error.problem)) from None
    reading = Reading(is_json=json_text is not None)
    part = _part(root)
    if not isinstance(part, Group):
        raise _not_a_budget("un groupe de clés est attendu")
    budget = BudgetReader(reading).read(part, "")
    if budget is not None:
        reading.problems += map(_at_its_place, too_large(budget))
    if reading.problems or budget is None:
        raise _faulty(reading)
    tree = budget_tree(budget)
    assert isinstance(tree, dict)  # noqa: S101 -- a budget is written as a group
    return {**tree, "resources": tree.get("resources", [])}


def say_budget(tree: Mapping[str, Any]) -> str:
    """Tell a budget in one line: its totals, and how many lines make them."""
    budget = budget_from_answers(tree)
    lines = len(budget.expenses) + len(budget.resources)
    return f"coût total {euros(budget.total)}, demandé {euros(budget.requested)} ({counted(lines, 'ligne')})"


def _part(root: Node) -> Node:
    """Give the budget of what was read: the part of that name of a whole file, else all of it."""
    inner = root.get(_NAME) if isinstance(root, Group) else None
    return root if inner is None else inner


def _not_a_budget(told: str) -> Malformed:
    return Malformed(message=f"{told.rstrip('.')} ; écrivez par exemple {BUDGET_EXAMPLE}")


def _faulty(reading: Reading) -> Malformed:
    """Tell each problem with what would do, as the readers of files do."""
    told = [_one_sentence(problem) for problem in reading.problems]
    more = [f"et {len(told) - _MOST_PROBLEMS} autres"] if len(told) > _MOST_PROBLEMS else []
    return Malformed(message=" ; ".join([*told[:_MOST_PROBLEMS], *more]))


def _at_its_place(problem: Problem) -> Problem:
    """Name the lines as those of a budget alone."""
    place = problem.where.removeprefix(f"{_NAME}.")
    return replace(problem, where=place, message=typeset(f"« {place} » : {problem.message}"))


def _one_sentence(problem: Problem) -> str:
    remedy = problem.remedy.rstrip(".")
    return " ; ".join(filter(None, (problem.message.rstrip("."), remedy[:1].lower() + remedy[1:])))
