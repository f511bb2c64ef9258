from dataclasses import replace

import pytest

from forms.budget import Budget
from forms.money import Cents
from rules.parameters import Unknown
from tests.rules.parameters_2025 import parameters_2025
from tests.rules.situations import example, objections_to, situation

AUDE = example("aude", only_budget=False)


@pytest.mark.parametrize(
    ("months", "years", "expected"),
    [
        (12, 1, []),
        (11, 1, ["months"]),
        (13, 2, []),
        (24, 2, []),
        (25, 2, ["budget.years"]),
        (36, 3, []),
        (37, 4, ["months"]),
        (24, 1, ["budget.years"]),
        (None, 1, ["months"]),
    ],
)
def test_the_length_stands_in_its_bounds_and_fills_its_years(
    months: int | None, years: int, expected: list[str]
) -> None:
    budget = Budget(Cents(15_000_000), Cents(0), tuple(range(2025, 2025 + years)))
    facts = situation(replace(AUDE, months=months, budget=budget))

    assert objections_to(facts, "B14") == [("B14", "block", where) for where in expected]


def test_bounds_nobody_gives_warn() -> None:
    unknown = {f"length__{bound}": Unknown(f"length.{bound}", stated=True) for bound in ("min", "max")}

    assert objections_to(situation(AUDE, parameters=parameters_2025(**unknown)), "B14") == [
        ("B14", "warn", "months"),
        ("B14", "warn", "months"),
    ]
