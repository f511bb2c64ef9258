"""How much may be asked under each choice of rate, and which is better."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application, Country
from forms.budget import Budget, Expense
from forms.choices import RateChoice
from forms.money import Cents
from rules.choosing_rate import Option, best, options
from rules.facts import Facts
from tests.rules.parameters_2025 import parameters_2024
from tests.rules.situations import example, situation

cents = st.integers(0, 10**11).map(Cents)


def told(facts: Facts) -> dict[str | None, int | None]:
    return {option.choice: option.amount for option in options(facts)}


def chosen(facts: Facts) -> str | None:
    found = best(options(facts))
    return None if found is None else found.choice


def test_t3_the_single_rate_is_better() -> None:
    facts = situation(example("t3-par-pays"))

    assert told(facts) == {"by_country": 10_200_000, "single_rate": 10_800_000}
    assert chosen(facts) == "single_rate"


def test_t4_the_rate_of_each_country_is_better() -> None:
    facts = situation(example("t4-par-pays"))

    assert told(facts) == {"by_country": 11_200_000, "single_rate": 10_800_000}
    assert chosen(facts) == "by_country"


def test_t5_common_costs_are_shared_pro_rata_to_the_cent() -> None:
    facts = situation(example("t5-couts-communs"))

    assert told(facts) == {"by_country": 11_333_332, "single_rate": 12_000_000}


def test_the_choice_made_changes_nothing_of_what_each_gives() -> None:
    application = example("t3-par-pays")

    assert {
        tuple(told(situation(replace(application, rate_choice=choice))).items())
        for choice in (None, RateChoice.BY_COUNTRY, RateChoice.SINGLE_RATE)
    } == {(("by_country", 10_200_000), ("single_rate", 10_800_000))}


def test_a_single_country_has_its_own_rate_and_no_choice() -> None:
    assert told(situation(example("t2-liban"))) == {None: 5_000_000}


def over_two(*expenses: Expense, total: int) -> Application:
    budget = Budget(Cents(total), Cents(0), (2025,), expenses=expenses)
    return Application(countries=(Country("BJ"), Country("CH")), budget=budget)


def test_parts_that_are_not_said_are_those_the_expenses_make() -> None:
    lines = (
        Expense("A", "Ici", "BJ", cash=(Cents(2_000_000),)),
        Expense("A", "Là", "CH", cash=(Cents(1_000_000),)),
        Expense("A", "Partout", cash=(Cents(600_000),)),
    )

    # 24 000,00 at 70 % and 12 000,00 at 30 %
    assert told(situation(over_two(*lines, total=3_600_000))) == {
        "by_country": 2_040_000,
        "single_rate": 2_160_000,
    }


def test_parts_that_nothing_says_are_not_made_up() -> None:
    facts = situation(over_two(total=3_600_000))

    assert told(facts) == {"by_country": None, "single_rate": 2_160_000}
    assert chosen(facts) == "single_rate"


def test_a_rate_nobody_gives_leaves_the_other_choice() -> None:
    facts = situation(example("t3-par-pays"), parameters=parameters_2024())

    assert told(facts) == {"by_country": 14_400_000, "single_rate": None}
    assert chosen(facts) == "by_country"


def test_of_two_equals_the_first_is_better_and_of_none_none() -> None:
    single = options(situation(example("t2-liban")))[0]

    equals = (Option(RateChoice.BY_COUNTRY, single.ceiling), Option(RateChoice.SINGLE_RATE, single.ceiling))
    assert best(equals) is equals[0]
    assert best((Option(RateChoice.BY_COUNTRY, None),)) is None


@given(cents, cents, cents)
def test_no_choice_gives_more_than_the_better_one(benin: Cents, tunisia: Cents, switzerland: Cents) -> None:
    countries = (Country("BJ", benin), Country("TN", tunisia), Country("CH", switzerland))
    budget = Budget(Cents(benin + tunisia + switzerland), Cents(0), (2025,))
    facts = situation(Application(countries=countries, budget=budget))

    found = best(options(facts))

    each = benin * 7_000 // 10_000 + tunisia * 5_000 // 10_000 + switzerland * 3_000 // 10_000
    single = budget.total * 6_000 // 10_000
    assert found is not None
    assert found.amount == max(each, single)
