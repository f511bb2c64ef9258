"""Other money of the State beside the grant is weighed, line by line."""

import pytest

from forms.application import Application, Country
from forms.budget import Budget, Resource
from forms.choices import OTHER_PAYERS, OtherPayer
from forms.money import Cents, euros
from rules.registry import evaluate
from tests.rules.situations import objections, situation


def beside(*lines: Resource) -> Application:
    budget = Budget(Cents(10_000_000), Cents(5_000_000), (2025,), resources=lines)
    return Application(countries=(Country("LB"),), budget=budget)


def other(kind: str | None, cash: int, *, valued: int = 0) -> Resource:
    return Resource("other", "Financeur", kind, cash=(Cents(cash),), in_kind=(Cents(valued),))


@pytest.mark.parametrize("kind", sorted(OTHER_PAYERS))
def test_only_money_of_the_state_is_weighed(kind: str) -> None:
    of_the_state = kind in {"afd", "french_state", "faceco"}

    found = objections(evaluate(("B20",), situation(beside(other(kind, 1)))))

    assert found == ([("B20", "warn", "budget.resources[0]")] if of_the_state else [])


def test_the_funders_weighed_are_those_of_the_file() -> None:
    assert {str(one) for one in OtherPayer} <= OTHER_PAYERS.keys()


def test_each_line_is_told_by_itself_and_nothing_is_nothing() -> None:
    application = beside(
        Resource("ministry", cash=(Cents(5_000_000),)),
        other("afd", 2_000_000, valued=100),
        other("faceco", 0),
        other(None, 1),
        other("french_state", 1),
    )

    first, second = evaluate(("B20",), situation(application))

    assert [found.where for found in (first, second)] == ["budget.resources[1]", "budget.resources[4]"]
    assert first.seen == {
        "financeur": "Agence française de développement",
        "montant": euros(Cents(2_000_100)),
        "demandé": euros(Cents(5_000_000)),
    }
    assert second.seen["montant"] == euros(Cents(1))
