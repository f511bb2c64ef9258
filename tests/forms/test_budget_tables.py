from forms.budget import Budget, Expense, Resource
from forms.budget_tables import Spread, Table, by_category, by_payer
from forms.money import Cents


def cents(*amounts: int) -> tuple[Cents, ...]:
    return tuple(map(Cents, amounts))


BUDGET = Budget(
    total=Cents(1000),
    requested=Cents(300),
    years=(2025, 2026),
    expenses=(
        Expense("F", "Suivi", in_kind=cents(40, 60), payer="Ville"),
        Expense("A", "Forage", cash=cents(300, 200)),
        Expense("A", "Étude", cash=cents(400)),
    ),
    resources=(
        Resource("ministry", cash=cents(100, 200)),
        Resource("french_authority", "Ville", cash=cents(600), in_kind=cents(40, 60)),
    ),
)


def test_expenses_are_told_by_category_in_kind_apart() -> None:
    assert by_category(BUDGET) == Table(
        rows={
            "A": {"cash": Spread(cents(300, 200), Cents(400))},
            "F": {"in_kind": Spread(cents(40, 60))},
        },
        totals={"cash": Spread(cents(300, 200), Cents(400)), "in_kind": Spread(cents(40, 60))},
        whole=Spread(cents(340, 260), Cents(400)),
    )


def test_resources_are_told_by_payer_in_kind_apart() -> None:
    assert by_payer(BUDGET) == Table(
        rows={
            "ministry": {"cash": Spread(cents(100, 200))},
            "french_authority": {"cash": Spread(cents(0, 0), Cents(600)), "in_kind": Spread(cents(40, 60))},
        },
        totals={"cash": Spread(cents(100, 200), Cents(600)), "in_kind": Spread(cents(40, 60))},
        whole=Spread(cents(140, 260), Cents(600)),
    )


def test_the_whole_of_a_table_is_what_the_budget_adds_up_to() -> None:
    assert by_category(BUDGET).whole.total == BUDGET.totals.expenses
    assert by_payer(BUDGET).whole.total == BUDGET.totals.resources


def test_a_budget_without_lines_has_empty_tables() -> None:
    nothing = Table(rows={}, totals={}, whole=Spread(cents(0)))

    assert by_category(Budget(Cents(0), Cents(0), (2025,))) == nothing
