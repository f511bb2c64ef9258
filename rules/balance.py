"""The budget balances: totals, lines, years, contributors, cash and valued contributions agree."""

from collections.abc import Iterable, Iterator
from functools import partial

from forms.budget import Amounts, Expense, Resource
from forms.choices import Payer
from forms.money import Cents
from forms.totals import by_year
from rules import balance_wording as said
from rules.balance_wording import ALL, CASH, VALUED, Sides
from rules.facts import Facts
from rules.findings import Observation
from rules.registry import BUDGET, rule
from rules.wording import NOTHING
from rules.yearly import Gap, gaps

_EXPENSES, _RESOURCES, _YEARS = "budget.expenses", "budget.resources", "budget.years"
_ZERO = Cents(0)


@rule("B01", title="Équilibre du budget", reads=(BUDGET,), on_budget_alone=True)
def expenses_equal_resources(facts: Facts) -> tuple[Observation, ...]:
    """Expenses and resources make the declared total cost, and agree year by year."""
    budget, totals = facts.budget, facts.totals
    balanced = totals.resources == budget.total and totals.expenses == budget.total
    if balanced and _agree(totals.expenses_by_year, totals.resources_by_year):
        return NOTHING
    split = None not in (totals.expenses_by_year, totals.resources_by_year)
    return (*(() if split else _misfits(facts)), *_unbalanced(facts))


@rule("B02", title="Valorisations", reads=(BUDGET,), on_budget_alone=True)
def valued_expenses_equal_valued_resources(facts: Facts) -> tuple[Observation, ...]:
    """What a contributor values among expenses is what it brings as valued resource, year by year."""
    totals = facts.totals
    spent, brought = totals.valued_spent, totals.valued_brought
    by_year = totals.valued_spent_by_year
    split = None not in by_year.values()
    if (split and by_year == totals.valued_brought_by_year) or not facts.budget.expenses:
        return NOTHING
    if spent != brought and (None in spent or None in brought):
        worth = totals.expenses_in_kind, totals.resources_in_kind
        return tuple(_valued(facts, None, *worth, everybody=True))
    names = sorted({*spent, *brought}, key=lambda name: name or "")
    return tuple(
        found
        for name in names
        for found in _valued(facts, name, spent.get(name, _ZERO), brought.get(name, _ZERO), everybody=False)
    )


@rule("B15", title="Demande par année", reads=(BUDGET,), on_budget_alone=True)
def request_is_its_lines(facts: Facts) -> tuple[Observation, ...]:
    """The declared request is the sum of the ministry's lines, and each line is split by year."""
    requested, lines, years = facts.budget.requested, facts.totals.requested, facts.budget.years
    if requested != lines:
        explain = partial(said.request_differs, requested, lines)
        return (Observation("block", "budget.requested", explain),)
    if facts.totals.requested_by_year is None:
        rows = [line.cash for line in facts.budget.resources if line.payer == Payer.MINISTRY]
        unplaced = Cents(sum(sum(row) for row in rows if len(row) != len(years)))
        return (Observation("warn", _RESOURCES, partial(said.not_split, years, unplaced, requested)),)
    return NOTHING


@rule("B17", title="Dépenses en numéraire", reads=(BUDGET,), on_budget_alone=True)
def cash_pays_cash(facts: Facts) -> tuple[Observation, ...]:
    """Cash resources pay the cash expenses, no more and no less, year by year."""
    totals, budget = facts.totals, facts.budget
    if _agree(totals.cash_spent_by_year, totals.cash_brought_by_year) or not budget.expenses:
        return NOTHING
    spent, brought = totals.expenses_cash, totals.resources_cash
    if spent != brought:
        return (Observation("block", _RESOURCES, partial(said.cash_differs, spent, brought)),)
    sums = totals.cash_spent_by_year, totals.cash_brought_by_year
    costs, money = (line.cash for line in budget.expenses), (line.cash for line in budget.resources)
    return tuple(_observed(gaps(budget.years, sums, costs, money), CASH))


def _agree(spent: Amounts | None, brought: Amounts | None) -> bool:
    """Tell whether both sides are split by year, and equal in each."""
    return spent is not None and spent == brought


def _unbalanced(facts: Facts) -> Iterator[Observation]:
    budget, totals = facts.budget, facts.totals
    given = bool(budget.expenses)
    if not given and not facts.only_budget:
        yield Observation("block", _EXPENSES, said.no_expenses)
    if given and totals.expenses == totals.resources != budget.total:
        yield Observation("block", "budget.total", partial(said.wrong_total, budget.total, totals.expenses))
    else:
        if given and totals.expenses != budget.total:
            explain = partial(said.sums_differ, ALL.spent, totals.expenses, budget.total)
            yield Observation("block", _EXPENSES, explain)
        if totals.resources != budget.total:
            explain = partial(said.sums_differ, ALL.brought, totals.resources, budget.total)
            yield Observation("block", _RESOURCES, explain)
    if given:
        sums = totals.expenses_by_year, totals.resources_by_year
        costs, money = _all(budget.expenses), _all(budget.resources)
        yield from _observed(gaps(budget.years, sums, costs, money), ALL)


def _misfits(facts: Facts) -> Iterator[Observation]:
    """Tell the lines that hold neither one amount nor one for each year of the budget."""
    budget = facts.budget
    years = budget.years
    lines: list[tuple[str, Expense | Resource]] = [
        *((f"{_EXPENSES}[{index}]", cost) for index, cost in enumerate(budget.expenses)),
        *((f"{_RESOURCES}[{index}]", money) for index, money in enumerate(budget.resources)),
    ]
    for path, line in lines:
        for nature, row in (("cash", line.cash), ("in_kind", line.in_kind)):
            if len(row) not in {0, 1, len(years)}:
                where = f"{path}.{nature}"
                yield Observation("block", where, partial(said.misfit, where, len(row), years))


def _valued(
    facts: Facts, name: str | None, spent: Cents, brought: Cents, *, everybody: bool
) -> Iterator[Observation]:
    """Hold what one contributor, or everybody together, values on one side to what is on the other."""
    if spent != brought:
        yield Observation("block", _RESOURCES, partial(said.valued_differ, name, spent, brought))
        return
    budget = facts.budget
    costs = [line.in_kind for line in budget.expenses if line.in_kind and (everybody or line.payer == name)]
    money = [line.in_kind for line in budget.resources if line.in_kind and (everybody or line.name == name)]
    sums = by_year(costs, len(budget.years)), by_year(money, len(budget.years))
    yield from _observed(gaps(budget.years, sums, costs, money), VALUED, name)


def _all(lines: Iterable[Expense | Resource]) -> Iterator[Amounts]:
    return (row for line in lines for row in (line.cash, line.in_kind) if row)


def _observed(found: Iterable[Gap], sides: Sides, who: str | None = None) -> Iterator[Observation]:
    for gap in found:
        yield Observation("block", _YEARS, partial(said.year_differs, gap, sides, who))
