"""A budget as people read it: what it costs, who pays, year by year, in-kind apart."""

from collections.abc import Iterator, Sequence

from commands.printing import aligned
from forms.answers import to_answers
from forms.application import Application
from forms.budget import Amounts, Budget, Expense, Resource
from forms.choices import CATEGORIES, PAYERS
from forms.money import Cents, euros, plain
from forms.wording import long_date

_ABSENT = "non réparti"


def budget_tree(ref: str, budget: Budget) -> dict[str, object]:
    """Give a budget as JSON: its lines as the case keeps them and its sums, all in cents."""
    totals = budget.totals
    return {
        "ref": ref,
        "budget": to_answers(Application(budget=budget))["budget"],
        "expenses": {"cash": totals.expenses_cash, "in_kind": totals.expenses_in_kind},
        "resources": {"cash": totals.resources_cash, "in_kind": totals.resources_in_kind},
        "by_category": {name: budget.cost_of(name) for name in CATEGORIES if budget.cost_of(name)},
        "by_payer": {
            name: {"cash": totals.cash(name), "in_kind": totals.in_kind(name)}
            for name in PAYERS
            if totals.brought(name)
        },
        "by_year": {
            "expenses": totals.expenses_by_year,
            "resources": totals.resources_by_year,
            "requested": totals.requested_by_year,
        },
    }


def budget_lines(ref: str, budget: Budget) -> Iterator[str]:
    """Write a budget as text."""
    yield f"{ref} — budget"
    yield f"coût total : {euros(budget.total)} ; demandé : {euros(budget.requested)}"
    yield ""
    titles = tuple(map(str, budget.years))
    head = ("Dépenses", "numéraire", "valorisation", *titles)
    spent = [_row(CATEGORIES[name], _costs(budget, name), budget) for name in CATEGORIES]
    yield from aligned(head, [*filter(None, spent), _total(budget.expenses, budget)])
    yield ""
    head = ("Ressources", "numéraire", "valorisation", *titles)
    brought = [_row(line.name or PAYERS[line.payer], (line,), budget) for line in budget.resources]
    yield from aligned(head, [*filter(None, brought), _total(budget.resources, budget)])
    yield from _exchanges(budget)


Lines = Sequence[Expense | Resource]


def _costs(budget: Budget, category: str) -> Lines:
    return [line for line in budget.expenses if line.category == category]


def _row(title: str, lines: Lines, budget: Budget) -> tuple[str, ...] | None:
    """Write the sums of some lines: in cash, in kind, and year by year; None without any line."""
    if not lines:
        return None
    cash = Cents(sum(sum(line.cash) for line in lines))
    in_kind = Cents(sum(sum(line.in_kind) for line in lines))
    return (title, euros(cash), euros(in_kind), *_by_year(lines, budget))


def _total(lines: Lines, budget: Budget) -> tuple[str, ...]:
    return _row("Total", lines, budget) or ("Total", *[euros(Cents(0))] * (2 + len(budget.years)))


def _by_year(lines: Lines, budget: Budget) -> Iterator[str]:
    """Write the sum of each year; a line that is not split by year leaves them all untold."""
    years = len(budget.years)
    rows: list[Amounts] = [row for line in lines for row in (line.cash, line.in_kind) if row]
    split = all(len(row) == years for row in rows)
    for index in range(years):
        yield euros(Cents(sum(row[index] for row in rows))) if split else _ABSENT


def _exchanges(budget: Budget) -> Iterator[str]:
    """Write each amount given in another currency, with the rate it was turned into euros at."""
    for line in budget.resources:
        change = line.exchange
        if change is not None:
            given = plain(Cents(sum(change.cash) + sum(change.in_kind)))
            yield ""
            yield (
                f"{line.name or PAYERS[line.payer]} : {given} {change.currency}, "
                f"à {change.rate} pour un euro le {long_date(change.rate_date)} ({change.rate_source})"
            )
