from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from forms.budget import Budget, Exchange, Expense, Resource
from forms.budget_differences import Difference, differences_between
from forms.money import Cents

AMOUNT = some.integers(0, 10**9).map(Cents)


def cents(*amounts: int) -> tuple[Cents, ...]:
    return tuple(map(Cents, amounts))


@some.composite
def budgets(draw: some.DrawFn) -> Budget:
    """Draw budgets that often share lines: few labels, few payers, one to three years."""
    years = tuple(range(2025, 2025 + draw(some.integers(1, 3))))
    row = some.tuples(*[AMOUNT] * len(years)) | some.tuples(AMOUNT) | some.just(())
    spent = some.builds(
        Expense, some.sampled_from("AB"), some.sampled_from(["x", "y"]), cash=row, in_kind=row
    )
    brought = some.builds(
        Resource,
        some.sampled_from(["ministry", "other"]),
        some.sampled_from([None, "n"]),
        cash=row,
        in_kind=row,
    )
    lines = some.lists(spent, max_size=4).map(tuple), some.lists(brought, max_size=4).map(tuple)
    return Budget(draw(AMOUNT), draw(AMOUNT), years, draw(lines[0]), draw(lines[1]))


def changed(found: tuple[Difference, ...], part: str) -> int:
    return sum(one.change for one in found if one.part == part)


@given(budgets())
def test_nothing_differs_from_itself(budget: Budget) -> None:
    assert differences_between(budget, budget) == ()


@given(budgets(), budgets())
def test_differences_add_up_to_what_the_totals_differ_by(before: Budget, after: Budget) -> None:
    found = differences_between(before, after)

    assert changed(found, "total") == after.total - before.total
    assert changed(found, "requested") == after.requested - before.requested
    assert changed(found, "expense") == after.totals.expenses - before.totals.expenses
    assert changed(found, "resource") == after.totals.resources - before.totals.resources


BEFORE = Budget(
    total=Cents(1000),
    requested=Cents(500),
    years=(2025, 2026),
    expenses=(Expense("A", "Forage", "BJ", cents(600, 400)), Expense("B", "Mission", None, cents(10, 0))),
    resources=(Resource("ministry", cash=cents(500, 0)),),
)


def test_each_amount_that_changes_is_told_with_its_line_and_year() -> None:
    after = replace(
        BEFORE,
        total=Cents(900),
        expenses=(
            Expense("A", "Forage", "BJ", cents(600, 300)),
            Expense("F", "Suivi", None, in_kind=cents(5, 5), payer="Ville"),
        ),
    )
    forage, suivi = ("A", "Forage", "BJ", ""), ("F", "Suivi", "", "Ville")
    mission = ("B", "Mission", "", "")

    assert differences_between(BEFORE, after) == (
        Difference("total", before=Cents(1000), after=Cents(900)),
        Difference("expense", forage, "cash", 2026, Cents(400), Cents(300)),
        Difference("expense", mission, "cash", 2025, Cents(10), None),
        Difference("expense", mission, "cash", 2026, Cents(0), None),
        Difference("expense", suivi, "in_kind", 2025, None, Cents(5)),
        Difference("expense", suivi, "in_kind", 2026, None, Cents(5)),
    )


def test_another_rate_of_exchange_is_told_beside_the_euros_it_moves() -> None:
    def at(rate: str, worth: int) -> Budget:
        change = Exchange("XOF", rate, date(2025, 1, 10), "BCEAO", cents(65596, 0))
        line = Resource("foreign_state", "Trésor", cash=cents(worth, 0), exchange=change)
        return replace(BEFORE, resources=(line,))

    about = ("foreign_state", "Trésor", "", "", "XOF")
    told = ("655.957 (2025-01-10, BCEAO)", "656 (2025-01-10, BCEAO)")
    assert differences_between(at("655.957", 101), at("656", 100)) == (
        Difference("resource", about, "cash", 2025, Cents(101), Cents(100)),
        Difference("resource", about, "exchange", told=told),
    )
