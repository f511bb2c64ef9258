"""Applying a remedy that moves an amount out of a year, read from its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from forms.budget import Amounts, Budget, Expense, Resource
from forms.money import Cents
from rules.findings import Finding

L = TypeVar("L", Expense, Resource)

_MOVED = re.compile(r"de (dépenses|ressources)( en numéraire| valorisées)? de [0-9]{4} vers (les|une)")
_NATURES = {"": ("cash", "in_kind"), " en numéraire": ("cash",), " valorisées": ("in_kind",)}


@dataclass(frozen=True, slots=True)
class _Part:
    """What of the lines is moved: some natures, of one contributor or of all."""

    natures: tuple[str, ...]
    who: str | None

    def rows(self, line: Expense | Resource) -> dict[str, Amounts]:
        name = line.payer if isinstance(line, Expense) else line.name
        mine = self.who is None or name == self.who
        return {nature: getattr(line, nature) for nature in self.natures if mine}

    def placed(self, lines: Sequence[Expense | Resource], at: int, *, years: int) -> int:
        return sum(row[at] for line in lines for row in self.rows(line).values() if len(row) == years)


def shifted(budget: Budget, finding: Finding, remedy: str, amount: Cents) -> Budget:
    """Move an amount of one side out of a year: to another, or to those where the other side leads."""
    ((side, nature, where),) = _MOVED.findall(remedy)
    who = finding.message.split("\u00a0")[1] if finding.message.startswith("«") else None
    part, years = _Part(_NATURES[nature], who), len(budget.years)
    source = budget.years.index(int(finding.seen["année"]))
    if where == "les":
        lead = [
            part.placed(budget.expenses, at, years=years) - part.placed(budget.resources, at, years=years)
            for at in range(years)
        ]
        room = [max(0, one if side == "ressources" else -one) for one in lead]
    else:
        room = [0] * years
        room[(source + 1) % years] = amount
    if side == "dépenses":
        return replace(budget, expenses=_moved(budget.expenses, part, source, amount, room))
    return replace(budget, resources=_moved(budget.resources, part, source, amount, room))


def _moved(lines: tuple[L, ...], part: _Part, source: int, amount: int, room: list[int]) -> tuple[L, ...]:
    left, moved = list(room), []
    for line in lines:
        for nature, row in part.rows(line).items():
            if len(row) == len(room):
                taken = min(amount, row[source])
                amount -= taken
                line = _with_row(line, nature, _placed(row, source, taken, left))  # noqa: PLW2901 -- both rows
        moved.append(line)
    return tuple(moved)


def _placed(row: Amounts, source: int, taken: int, left: list[int]) -> Amounts:
    """Take an amount out of one year of a row, and put it where there is room left."""
    amounts = list(row)
    amounts[source] = Cents(amounts[source] - taken)
    for at, free in enumerate(left):
        here = min(taken, free)
        amounts[at] = Cents(amounts[at] + here)
        left[at] -= here
        taken -= here
    return tuple(amounts)


def _with_row(line: L, nature: str, row: Amounts) -> L:
    return replace(line, cash=row) if nature == "cash" else replace(line, in_kind=row)
