import pytest

from forms.application import Application, Country
from forms.budget import Budget, Expense, Resource
from forms.money import Cents
from rules.registry import evaluate
from tests.rules.situations import objections_to, situation

Amounts = tuple[int, ...]


def expense(*cash: int, in_kind: Amounts = (), payer: str | None = None) -> Expense:
    return Expense("A", "x", None, cents(cash), cents(in_kind), payer)


def resource(payer: str, *cash: int, in_kind: Amounts = (), name: str | None = None) -> Resource:
    return Resource(payer, name, None, None, cents(cash), cents(in_kind))


def cents(amounts: Amounts) -> tuple[Cents, ...]:
    return tuple(Cents(amount) for amount in amounts)


def balanced(
    *lines: Expense | Resource, total: int, requested: int = 0, years: Amounts = (2025,)
) -> Application:
    budget = Budget(
        Cents(total),
        Cents(requested),
        years,
        tuple(line for line in lines if isinstance(line, Expense)),
        tuple(line for line in lines if isinstance(line, Resource)),
    )
    return Application(countries=(Country("BJ"),), budget=budget)


def objected(application: Application, rule: str, *, only_budget: bool = False) -> list[tuple[str, str]]:
    return [
        (level, where)
        for _, level, where in objections_to(situation(application, only_budget=only_budget), rule)
    ]


@pytest.mark.parametrize(
    ("total", "spent", "brought", "expected"),
    [
        (100, 100, 100, []),
        (101, 100, 100, [("block", "budget.total")]),
        (100, 99, 100, [("block", "budget.expenses")]),
        (100, 100, 101, [("block", "budget.resources")]),
        (100, 99, 101, [("block", "budget.expenses"), ("block", "budget.resources")]),
    ],
)
def test_sums_and_total_agree_to_the_cent(
    total: int, spent: int, brought: int, expected: list[tuple[str, str]]
) -> None:
    found = objected(balanced(expense(spent), resource("other", brought), total=total), "B01")

    assert [one for one in found if one != ("block", "budget.years")] == expected


def test_each_year_balances() -> None:
    application = balanced(expense(60, 40), resource("other", 59, 41), total=100, years=(2025, 2026))

    findings = evaluate(("B01",), situation(application))

    assert [found.message[:8] for found in findings] == ["En 2025,", "En 2026,"]


def test_years_are_not_compared_when_a_line_is_not_split() -> None:
    application = balanced(expense(60, 40), resource("other", 100), total=100, years=(2025, 2026))

    assert objected(application, "B01") == []


def test_expenses_are_compulsory_except_when_only_the_budget_is_judged() -> None:
    application = balanced(resource("other", 100), total=100)

    assert objected(application, "B01") == [("block", "budget.expenses")]
    assert objected(application, "B01", only_budget=True) == []


def test_a_contributor_values_the_same_on_both_sides() -> None:
    agreed = balanced(
        expense(in_kind=(50,), payer="Ville"),
        resource("french_authority", in_kind=(50,), name="Ville"),
        total=50,
    )
    other_name = balanced(
        expense(in_kind=(50,), payer="Ville"),
        resource("french_authority", in_kind=(50,), name="Région"),
        total=50,
    )
    one_cent = balanced(
        expense(in_kind=(50,), payer="Ville"),
        resource("french_authority", in_kind=(49,), name="Ville"),
        total=50,
    )

    assert objected(agreed, "B02") == []
    assert objected(other_name, "B02") == [("block", "budget.resources")] * 2
    assert objected(one_cent, "B02") == [("block", "budget.resources")]


@pytest.mark.parametrize(("brought", "count"), [(50, 0), (51, 1)])
def test_without_names_valued_sums_are_compared_as_a_whole(brought: int, count: int) -> None:
    application = balanced(
        expense(in_kind=(50,)), resource("french_authority", in_kind=(brought,), name="Ville"), total=50
    )

    assert len(objected(application, "B02")) == count


def test_the_request_is_the_sum_of_the_ministry_s_lines() -> None:
    agreed = balanced(resource("ministry", 60), resource("ministry", 10), total=100, requested=70)
    one_cent = balanced(resource("ministry", 60), resource("ministry", 10), total=100, requested=69)

    assert objected(agreed, "B15") == []
    assert objected(one_cent, "B15") == [("block", "budget.requested")]


def test_a_request_not_split_by_year_warns() -> None:
    application = balanced(resource("ministry", 70), total=100, requested=70, years=(2025, 2026))

    assert objected(application, "B15") == [("warn", "budget.resources")]


@pytest.mark.parametrize(("brought", "count"), [(100, 0), (99, 1), (101, 1)])
def test_cash_pays_cash(brought: int, count: int) -> None:
    application = balanced(expense(100), resource("other", brought), total=100)

    assert len(objected(application, "B17")) == count


def test_the_ministry_values_nothing() -> None:
    cash = balanced(resource("ministry", 70), total=100, requested=70)
    valued = balanced(resource("ministry", 70, in_kind=(1,)), total=100, requested=70)

    assert objected(cash, "B09") == []
    assert objected(valued, "B09") == [("block", "budget.resources")]
