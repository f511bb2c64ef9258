"""Remedies are true: applying the figures of one makes its finding disappear."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from forms.application import Application, Country
from forms.budget import Budget, Expense, Resource
from forms.money import BasisPoints, Cents, parse_euros, percent
from rules.findings import Finding
from rules.parameters import TEXT, Known
from rules.registry import evaluate
from tests.rules.parameters_2025 import parameters_2025, rate
from tests.rules.situations import situation

AMOUNT = re.compile("[0-9][0-9\u202f]*,[0-9]{2}\u00a0€")
cents = st.integers(0, 10**10).map(Cents)
positive = st.integers(1, 10**10).map(Cents)
rates = st.integers(0, 7_000).map(BasisPoints)


def figures(remedy: str) -> list[int]:
    """Give the amounts a remedy names, in cents."""
    return [parse_euros(found) for found in AMOUNT.findall(remedy)]


def objection(application: Application, rule: str, **changes: BasisPoints) -> Finding | None:
    """Give what a rule objects, under changed rates."""
    known = {
        name: rate(name.replace("__", "."), percent(value), source="essai", since=date(2025, 1, 1))
        for name, value in changes.items()
    }
    findings = evaluate((rule,), situation(application, parameters=parameters_2025(**known)))
    return next((found for found in findings if found.level in {"block", "warn"}), None)


def project(budget: Budget, *, countries: tuple[Country, ...] = (Country("LB"),)) -> Application:
    return Application(countries=countries, rate_choice="by_country", budget=budget)


def request(total: int, requested: int) -> Application:
    line = Resource("ministry", cash=(Cents(requested),))
    return project(Budget(Cents(total), Cents(requested), (2025,), resources=(line,)))


@given(cents, positive, rates)
def test_reducing_the_request_or_raising_the_cost(total: int, requested: int, oda: BasisPoints) -> None:
    found = objection(request(total, requested), "B04", rate__oda=oda)
    assume(found is not None)
    assert found is not None

    less, left = figures(found.remedies[0])
    assert left == requested - less
    assert objection(request(total, left), "B04", rate__oda=oda) is None
    assert objection(request(total, left + 1), "B04", rate__oda=oda) is not None
    for remedy in found.remedies[1:]:
        enough, more = figures(remedy)
        assert enough == total + more
        assert objection(request(enough, requested), "B04", rate__oda=oda) is None
        assert objection(request(enough - 1, requested), "B04", rate__oda=oda) is not None


@given(cents, positive, cents, rates)
def test_reducing_a_country_s_lines_or_raising_its_part(
    share: int, requested: int, other: int, oda: BasisPoints
) -> None:
    def two(part: int, wanted: int) -> Application:
        line = Resource("ministry", country="LB", cash=(Cents(wanted),))
        countries = (Country("LB", Cents(part)), Country("CH", Cents(other)))
        budget = Budget(Cents(part + other), Cents(wanted), (2025,), resources=(line,))
        return project(budget, countries=countries)

    found = objection(two(share, requested), "B05", rate__oda=oda)
    assume(found is not None)
    assert found is not None

    for remedy in found.remedies:
        if remedy.startswith("Choisir"):
            single = replace(two(share, requested), rate_choice="single_rate")
            assert objection(single, "B06") is None
        elif remedy.startswith("Réduire"):
            less, left = figures(remedy)
            assert left == requested - less
            assert objection(two(share, left), "B05", rate__oda=oda) is None
        else:
            enough, more = figures(remedy)
            assert enough == share + more
            assert objection(two(enough, requested), "B05", rate__oda=oda) is None


def contribution(total: int, cash: int, valued: int) -> Application:
    line = Resource("french_authority", "Ville", cash=(Cents(cash),), in_kind=(Cents(valued),))
    return project(Budget(Cents(total), Cents(0), (2025,), resources=(line,)))


@given(positive, cents, rates)
def test_adding_what_misses_to_the_contribution(total: int, cash: int, least: BasisPoints) -> None:
    found = objection(contribution(total, cash, 0), "B07", contribution__french__min=least)
    assume(found is not None)
    assert found is not None

    missing, enough = figures(found.remedies[0])
    assert enough == cash + missing
    assert objection(contribution(total, enough, 0), "B07", contribution__french__min=least) is None
    assert objection(contribution(total, enough - 1, 0), "B07", contribution__french__min=least) is not None


@given(cents, positive, st.integers(0, 9_999).map(BasisPoints))
def test_replacing_reducing_or_adding_beside_a_valued_contribution(
    cash: int, valued: int, most: BasisPoints
) -> None:
    def objected(paid: int, worth: int) -> bool:
        application = contribution(10**12, paid, worth)
        return objection(application, "B08", contribution__french__in_kind_max=most) is not None

    found = objection(contribution(10**12, cash, valued), "B08", contribution__french__in_kind_max=most)
    assume(found is not None)
    assert found is not None

    changes = [figures(remedy) for remedy in found.remedies]
    assert [change[0] for change in changes] == sorted(change[0] for change in changes)
    for remedy, (change, *reached) in zip(found.remedies, changes, strict=True):
        if remedy.startswith("Remplacer"):
            assert not objected(cash + change, valued - change)
            assert objected(cash + change - 1, valued - change + 1)
        elif remedy.startswith("Réduire"):
            assert reached == [valued - change]
            assert not objected(cash, valued - change)
            assert objected(cash, valued - change + 1)
        else:
            assert reached == [cash + change]
            assert not objected(cash + change, valued)
            assert objected(cash + change - 1, valued)


@given(positive, cents, cents)
def test_moving_the_gap_of_sums_and_totals(total: int, spent: int, brought: int) -> None:
    def balanced(wanted: int, costs: int, money: int) -> Application:
        expenses = (Expense("A", "x", cash=(Cents(costs),)),)
        resources = (Resource("other", cash=(Cents(money),)),)
        return project(Budget(Cents(wanted), Cents(0), (2025,), expenses=expenses, resources=resources))

    found = evaluate(("B01",), situation(balanced(total, spent, brought)))
    for finding in found:
        (remedy,) = finding.remedies
        if finding.where == "budget.total":
            (total,) = figures(remedy)
        elif finding.where == "budget.expenses":
            gap, total_ = figures(remedy)
            spent += gap if remedy.startswith("Ajouter") else -gap
            assert total_ == total
        elif finding.where == "budget.resources":
            gap, total_ = figures(remedy)
            brought += gap if remedy.startswith("Ajouter") else -gap
            assert total_ == total

    assert evaluate(("B01",), situation(balanced(total, spent, brought))) == ()


@given(positive, positive)
def test_reducing_a_heading(total: int, staff: int) -> None:
    def spending(amount: int) -> Application:
        lines = (Expense("F", "Suivi", cash=(Cents(amount),)),)
        return project(Budget(Cents(total), Cents(0), (2025,), expenses=lines))

    found = objection(spending(staff), "B11")
    assume(found is not None)
    assert found is not None

    less, left = figures(found.remedies[0])
    assert left == staff - less
    assert objection(spending(left), "B11") is None
    assert objection(spending(left + 1), "B11") is not None


@given(positive, cents)
def test_matching_a_request(requested: int, others: int) -> None:
    def matched(asked: int, own: int) -> tuple[Finding, ...]:
        lines = (Resource("ministry", cash=(Cents(asked),)), Resource("other", cash=(Cents(own),)))
        application = project(Budget(Cents(asked + own), Cents(asked), (2025,), resources=lines))
        required = Known("contribution.matching", "required", TEXT, "FFQ15", "B", date(2014, 4, 4))
        parameters = parameters_2025(contribution__matching=required)
        return evaluate(("B16",), situation(application, parameters=parameters))

    found = matched(requested, others)
    assume(found)

    (more,) = figures(found[0].remedies[0])
    less, left = figures(found[0].remedies[1])
    assert left == requested - less
    assert matched(requested, others + more) == ()
    assert matched(left, others) == ()
    assert matched(left + 1, others) != ()
