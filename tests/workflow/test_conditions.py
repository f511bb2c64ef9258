"""Comparisons of order, on the answers of a case."""

from typing import Any

import pytest

from workflow.conditions import compares
from workflow.definition.machine_model import Comparison


@pytest.mark.parametrize(
    ("bounds", "answer", "holds"),
    [
        ({"at_least": "50 000,00 EUR"}, 5_000_000, True),
        ({"at_least": "50 000,00 EUR"}, 4_999_999, False),
        ({"above": "50 000,00 EUR"}, 5_000_000, False),
        ({"at_most": "3"}, 3, True),
        ({"below": "3"}, 3, False),
        ({"at_least": "2025-05-30"}, "2025-05-30", True),
        ({"below": "2025-05-30"}, "2025-05-30", False),
        ({"above": "1", "below": "3"}, 2, True),
        ({"at_least": "0"}, None, False),
        ({"at_most": "2025-05-30"}, None, False),
    ],
)
def test_an_answer_is_compared_with_its_bounds_and_none_is_within_none(
    bounds: dict[str, str], answer: object, holds: bool
) -> None:
    comparison = Comparison.model_validate({"field": "part.answer", **bounds})
    answers: dict[str, Any] = {"part": {"answer": answer}}

    assert compares(comparison, answers) is holds
    assert compares(comparison, {}) is False
