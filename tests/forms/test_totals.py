from hypothesis import given
from hypothesis import strategies as st

from forms.budget import Budget, Expense, Resource
from forms.money import Cents
from forms.totals import Totals, add_up
from tests.forms.test_answers import budgets


def test_everything_is_added_up_by_what_rules_ask() -> None:
    budget = Budget(
        Cents(1_000),
        Cents(500),
        (2025, 2026),
        expenses=(
            Expense("A", "a", "BJ", cash=(Cents(300), Cents(200))),
            Expense("A", "b", None, cash=(Cents(100), Cents(200))),
            Expense("F", "c", None, in_kind=(Cents(100), Cents(100)), payer="Ville"),
        ),
        resources=(
            Resource("ministry", country="BJ", cash=(Cents(300), Cents(200))),
            Resource(
                "french_authority", "Ville", cash=(Cents(100), Cents(200)), in_kind=(Cents(100), Cents(100))
            ),
        ),
    )

    totals = budget.totals

    assert totals == Totals(
        expenses_cash=Cents(800),
        expenses_in_kind=Cents(200),
        resources_cash=Cents(800),
        resources_in_kind=Cents(200),
        cash_by_payer={"ministry": Cents(500), "french_authority": Cents(300)},
        in_kind_by_payer={"french_authority": Cents(200)},
        valued_spent={"Ville": Cents(200)},
        valued_brought={"Ville": Cents(200)},
        expenses_by_year=(Cents(500), Cents(500)),
        resources_by_year=(Cents(500), Cents(500)),
        requested_by_year=(Cents(300), Cents(200)),
        cash_spent_by_year=(Cents(400), Cents(400)),
        cash_brought_by_year=(Cents(400), Cents(400)),
        valued_spent_by_year={"Ville": (Cents(100), Cents(100))},
        valued_brought_by_year={"Ville": (Cents(100), Cents(100))},
    )
    assert (totals.expenses, totals.resources) == (1_000, 1_000)
    assert budget.requested_by_country == {"BJ": 500}
    assert (budget.cost_of("A"), budget.cost_of("F"), budget.cost_of("G")) == (800, 200, 0)
    assert budget.cost_by_country == {"BJ": 500, None: 500}
    assert budget.totals is totals


@given(budgets)
def test_every_breakdown_makes_the_whole(budget: Budget) -> None:
    totals = add_up(budget)

    spent = sum(sum(line.cash) + sum(line.in_kind) for line in budget.expenses)
    assert totals.expenses == spent
    assert sum(budget.cost_of(category) for category in {line.category for line in budget.expenses}) == spent
    assert sum(budget.cost_by_country.values()) == spent
    assert sum(totals.valued_spent.values()) == totals.expenses_in_kind
    assert sum(totals.valued_brought.values()) == totals.resources_in_kind
    assert (
        sum(totals.brought(payer) for payer in {line.payer for line in budget.resources}) == totals.resources
    )
    assert totals.expenses_by_year is None or sum(totals.expenses_by_year) == spent
    for by_year, valued, whole in (
        (totals.cash_spent_by_year, totals.valued_spent_by_year, totals.expenses_by_year),
        (totals.cash_brought_by_year, totals.valued_brought_by_year, totals.resources_by_year),
    ):
        parts = [by_year, *valued.values()]
        split = [part for part in parts if part is not None]
        assert whole == (tuple(map(sum, zip(*split, strict=True))) if len(split) == len(parts) else None)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=4))
def test_a_line_that_is_not_split_leaves_the_years_untold(amounts: list[int]) -> None:
    years = tuple(range(2025, 2025 + len(amounts)))
    split = Resource("ministry", cash=tuple(Cents(amount) for amount in amounts))
    whole = Resource("other", cash=(Cents(1),))

    assert add_up(Budget(Cents(0), Cents(0), years, resources=(split,))).resources_by_year == split.cash
    totals = add_up(Budget(Cents(0), Cents(0), years, resources=(split, whole)))
    assert (totals.resources_by_year, totals.requested_by_year) == (None, split.cash)
