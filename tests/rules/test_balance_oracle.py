"""The rules of balance against the identities themselves, in plain fractions over random small budgets."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from forms.application import Application, Country
from forms.budget import Amounts, Budget, Expense, Resource
from forms.choices import Payer
from forms.money import Cents
from rules.registry import evaluate
from tests.rules.situations import situation

RULES = ("B01", "B02", "B15", "B17")
BUDGETS = 6_000
NAMES = ("Ville", "Région")
Rows = list[Amounts]


def splits(amount: Fraction, years: int) -> Iterator[tuple[Fraction, ...]]:
    """Give every way of placing an amount, in whole cents, in the years."""
    if years == 1:
        yield (amount,)
        return
    for first in range(int(amount) + 1):
        yield from ((Fraction(first), *rest) for rest in splits(amount - first, years - 1))


def sides(rows: Rows, years: int) -> set[tuple[Fraction, ...]]:
    """Give every sum by year that rows can make, once what has no year is placed in some."""
    placed = [
        sum((Fraction(row[at]) for row in rows if len(row) == years), Fraction(0)) for at in range(years)
    ]
    free = sum((Fraction(row[0]) for row in rows if len(row) != years), Fraction(0))
    return {
        tuple(had + more for had, more in zip(placed, split, strict=True)) for split in splits(free, years)
    }


def equal(spent: Rows, brought: Rows, years: int) -> bool:
    """Tell whether two sides are equal in total and in each year, for one way of placing amounts at least."""
    return not sides(spent, years).isdisjoint(sides(brought, years))


def holding(budget: Budget) -> dict[str, bool]:
    """Tell which identities hold."""
    years, costs, money = len(budget.years), budget.expenses, budget.resources
    cash = [line.cash for line in costs if line.cash], [line.cash for line in money if line.cash]
    valued = (
        [line.in_kind for line in costs if line.in_kind],
        [line.in_kind for line in money if line.in_kind],
    )
    spent, brought = cash[0] + valued[0], cash[1] + valued[1]
    whole = sum(map(sum, spent)) == Fraction(budget.total) == sum(map(sum, brought))
    asked = [line.cash for line in money if line.payer == Payer.MINISTRY and line.cash]
    return {
        "B01": whole and equal(spent, brought, years),
        "B02": all(
            equal(
                [line.in_kind for line in costs if line.in_kind and line.payer == name],
                [line.in_kind for line in money if line.in_kind and line.name == name],
                years,
            )
            for name in NAMES
        ),
        "B15": sum(map(sum, asked)) == Fraction(budget.requested) and all(len(row) == years for row in asked),
        "B17": equal(*cash, years),
    }


def draw(chance: Random) -> Budget:
    """Draw a budget close to balance: what is spent is brought, then a cent or a year may be changed."""
    years = chance.choice((1, 2, 2, 3))

    def row() -> Amounts:
        whole = chance.random() < chance.choice((0, 0.3))
        return tuple(Cents(chance.randint(0, 2)) for _ in range(1 if whole else years))

    def disturbed(row: Amounts) -> Amounts:
        kind = chance.choice(("same", "same", "same", "cent", "turned", "whole"))
        if kind == "cent":
            return (Cents(row[0] + 1), *row[1:])
        if kind == "whole":
            return (Cents(sum(row)),)
        return row[::-1] if kind == "turned" else row

    expenses, resources = [], []
    for payer in chance.sample(("ministry", "french_authority", "other"), chance.randint(1, 2)):
        cash, valued, name = row(), row() if chance.random() < 0.5 else (), chance.choice(NAMES)
        expenses.append(Expense("A", "x", cash=cash, in_kind=valued, payer=name))
        other = disturbed(valued) if valued else ()
        who = name if chance.random() < 0.9 else chance.choice(NAMES)
        resources.append(Resource(payer, who, cash=disturbed(cash), in_kind=other))
    asked = sum(sum(line.cash) for line in resources if line.payer == Payer.MINISTRY)
    total = sum(sum(line.cash) + sum(line.in_kind) for line in expenses)
    return Budget(
        Cents(total + chance.choice((0, 0, 0, 1))),
        Cents(asked + chance.choice((0, 0, 0, 1))),
        tuple(range(2025, 2025 + years)),
        tuple(expenses),
        tuple(resources),
    )


def test_each_rule_passes_if_and_only_if_its_identity_holds() -> None:
    chance = Random(20250530)  # noqa: S311 -- draws of a test
    seen = {(rule, holds): 0 for rule in RULES for holds in (True, False)}

    for _ in range(BUDGETS):
        budget = draw(chance)
        facts = situation(Application(countries=(Country("BJ"),), budget=budget))
        told = {one.rule for one in evaluate(RULES, facts)}
        expected = holding(budget)
        assert {rule: rule not in told for rule in RULES} == expected, budget
        for rule, holds in expected.items():
            seen[rule, holds] += 1

    assert min(seen.values()) > BUDGETS // 20, seen
