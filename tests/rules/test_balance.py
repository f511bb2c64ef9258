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


YEARS = (2025, 2026)


def told(application: Application, rule: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give what a rule says in words, with ordinary spaces, and its remedies."""
    found = evaluate((rule,), situation(application))
    return [(plain(one.message), tuple(map(plain, one.remedies))) for one in found]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_year_is_told_with_both_sums_their_difference_and_what_mends_it() -> None:
    application = balanced(expense(60, 40), resource("other", 59, 41), total=100, years=YEARS)

    assert told(application, "B01") == [
        (
            "En 2025, les dépenses (0,60 €) et les ressources (0,59 €) diffèrent de 0,01 €.",
            ("Déplacer 0,01 € de dépenses de 2025 vers une autre année.",),
        ),
        (
            "En 2026, les dépenses (0,40 €) et les ressources (0,41 €) diffèrent de 0,01 €.",
            ("Déplacer 0,01 € de ressources de 2026 vers une autre année.",),
        ),
    ]


def test_a_wrong_total_does_not_hide_years_that_differ() -> None:
    application = balanced(expense(60, 40), resource("other", 59, 41), total=101, years=YEARS)

    assert objected(application, "B01") == [("block", "budget.total"), *[("block", "budget.years")] * 2]


@pytest.mark.parametrize(
    ("costs", "money", "expected"),
    [
        ([(60, 40)], [(100,)], []),
        ([(60, 40)], [(60, 0), (40,)], []),
        ([(60, 40)], [(61, 0), (39,)], ["2025"]),
        ([(60, 30), (10,)], [(70, 30)], []),
        ([(60, 30), (10,)], [(71, 29)], ["2025"]),
        ([(60, 30), (10,)], [(59, 41)], ["2026"]),
        ([(60, 29), (10,), (1,)], [(65, 34), (1,)], []),
        ([(50, 29), (21,)], [(60, 40)], []),
        ([(50, 29), (20,)], [(60, 39)], []),
        ([(100,)], [(100,)], []),
        ([(0, 0), (0,)], [(1, 0), (0,)], []),
    ],
)
def test_an_amount_without_a_year_may_fall_in_any_and_what_none_can_mend_is_told(
    costs: list[Amounts], money: list[Amounts], expected: list[str]
) -> None:
    total = sum(map(sum, costs))
    spent, brought = [expense(*row) for row in costs], [resource("other", *row) for row in money]
    found = evaluate(("B01",), situation(balanced(*spent, *brought, total=total, years=YEARS)))

    assert [one.seen["année"] for one in found if one.where == "budget.years"] == expected


def test_what_has_no_year_is_told_when_it_does_not_suffice() -> None:
    application = balanced(expense(60, 30), expense(10), resource("other", 75, 25), total=100, years=YEARS)

    assert told(application, "B01") == [
        (
            (
                "En 2025, les lignes réparties portent 0,75 € de ressources pour 0,60 € de dépenses, soit "
                "0,15 € de plus ; les dépenses sans année (0,10 €) n'y suffisent pas."
            ),
            ("Déplacer 0,05 € de ressources de 2025 vers les années où les dépenses l'emportent.",),
        )
    ]


def test_amounts_for_years_that_are_not_the_budget_s_are_told_line_by_line() -> None:
    application = balanced(
        expense(50, 50, 0), resource("other", 50, 50, in_kind=(1, 2, 3)), total=100, years=YEARS
    )

    assert [where for _, where in objected(application, "B01")][:2] == [
        "budget.expenses[0].cash",
        "budget.resources[0].in_kind",
    ]
    assert told(application, "B01")[0] == (
        "« budget.expenses[0].cash » porte 3 montants, pour 2 années du budget (2025, 2026).",
        ("Donner à la ligne un montant par année du budget, ou un seul pour l'ensemble.",),
    )


def valued_by(*lines: tuple[str | None, Amounts, Amounts]) -> Application:
    """Give a budget of contributors: the name of each, what it values as cost and what as resource."""
    return balanced(
        *(expense(in_kind=spent, payer=name) for name, spent, _ in lines),
        *(resource("other", in_kind=brought, name=name) for name, _, brought in lines),
        total=sum(sum(spent) for _, spent, _ in lines),
        years=YEARS,
    )


def test_a_contributor_values_the_same_in_each_year() -> None:
    crossed = valued_by(
        ("Ville", (30, 20), (29, 21)), ("Région", (10, 10), (11, 9)), ("Nord", (1, 2), (1, 2))
    )

    assert objected(crossed, "B01") == []
    assert told(crossed, "B02") == [
        (
            (
                "« Région » : en 2025, les dépenses valorisées (0,10 €) et les ressources valorisées "
                "(0,11 €) diffèrent de 0,01 €."
            ),
            ("Déplacer 0,01 € de ressources valorisées de 2025 vers une autre année.",),
        ),
        (
            (
                "« Région » : en 2026, les dépenses valorisées (0,10 €) et les ressources valorisées "
                "(0,09 €) diffèrent de 0,01 €."
            ),
            ("Déplacer 0,01 € de dépenses valorisées de 2026 vers une autre année.",),
        ),
        (
            (
                "« Ville » : en 2025, les dépenses valorisées (0,30 €) et les ressources valorisées (0,29 €) "
                "diffèrent de 0,01 €."
            ),
            ("Déplacer 0,01 € de dépenses valorisées de 2025 vers une autre année.",),
        ),
        (
            (
                "« Ville » : en 2026, les dépenses valorisées (0,20 €) et les ressources valorisées (0,21 €) "
                "diffèrent de 0,01 €."
            ),
            ("Déplacer 0,01 € de ressources valorisées de 2026 vers une autre année.",),
        ),
    ]


@pytest.mark.parametrize(
    ("spent", "brought", "count"),
    [
        ((30, 20), (50,), 0),
        ((50,), (50,), 0),
        ((50,), (31, 19), 0),
        ((31, 19), (30, 20), 2),
        ((30, 19), (30, 20), 1),
    ],
)
@pytest.mark.parametrize("name", ["Ville", None])
def test_one_cent_of_a_valued_year_is_seen_named_or_not(
    spent: Amounts, brought: Amounts, count: int, name: str | None
) -> None:
    assert len(objected(valued_by((name, spent, brought)), "B02")) == count


def test_without_names_each_year_is_compared_as_a_whole() -> None:
    application = balanced(
        expense(in_kind=(30, 20)), resource("other", in_kind=(29, 21), name="Ville"), total=50, years=YEARS
    )

    assert [message[:8] for message, _ in told(application, "B02")] == ["En 2025,", "En 2026,"]


@pytest.mark.parametrize(
    ("spent", "brought", "expected"),
    [((60, 40), (60, 40), []), ((60, 40), (59, 41), ["2025", "2026"]), ((60, 40), (100,), [])],
)
def test_cash_pays_the_cash_of_each_year(spent: Amounts, brought: Amounts, expected: list[str]) -> None:
    cash = balanced(expense(*spent), resource("other", *brought), total=100, years=YEARS)

    assert [one.seen["année"] for one in evaluate(("B17",), situation(cash))] == expected


def test_valued_costs_do_not_pay_for_the_cash_of_a_year() -> None:
    """Both sides are equal each year, but cash and valued contributions have changed places."""
    application = balanced(
        expense(60, 40, in_kind=(10, 30), payer="Ville"),
        resource("other", 50, 50, in_kind=(20, 20), name="Ville"),
        total=140,
        years=YEARS,
    )

    assert (objected(application, "B01"), len(objected(application, "B17"))) == ([], 2)
    assert told(application, "B17")[0] == (
        (
            "En 2025, les dépenses en numéraire (0,60 €) et les ressources en numéraire (0,50 €) "
            "diffèrent de 0,10 €."
        ),
        ("Déplacer 0,10 € de dépenses en numéraire de 2025 vers une autre année.",),
    )


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


def test_a_request_not_split_by_year_warns_of_what_has_no_year() -> None:
    application = balanced(
        resource("ministry", 30, 10), resource("ministry", 30), total=100, requested=70, years=YEARS
    )

    assert objected(application, "B15") == [("warn", "budget.resources")]
    assert told(application, "B15")[0][0] == (
        "La demande n'est pas répartie sur les 2 années : 0,30 € sur 0,70 € sont sans année, et elle est "
        "versée par tranche annuelle."
    )


def test_a_request_without_years_says_so() -> None:
    application = balanced(resource("ministry", 70), total=100, requested=70, years=())

    assert told(application, "B15")[0][0] == (
        "La demande est versée par tranche annuelle, et le budget ne dit pas quelles sont ses années."
    )


@pytest.mark.parametrize(("brought", "count"), [(100, 0), (99, 1), (101, 1)])
def test_cash_pays_cash(brought: int, count: int) -> None:
    application = balanced(expense(100), resource("other", brought), total=100)

    assert len(objected(application, "B17")) == count


def test_the_ministry_values_nothing() -> None:
    cash = balanced(resource("ministry", 70), total=100, requested=70)
    valued = balanced(resource("ministry", 70, in_kind=(1,)), total=100, requested=70)

    assert objected(cash, "B09") == []
    assert objected(valued, "B09") == [("block", "budget.resources")]
