import json

import pytest

from proofs.outcomes import Outcome


def outcome(*, planted: bool = True, failures: tuple[str, ...] = ()) -> Outcome:
    return Outcome("P14", "lint", {"tried": 3, "seconds": 0.5}, 7, planted, failures)


@pytest.mark.parametrize(
    ("planted", "failures", "verdict", "status"),
    [(True, (), "KEPT", 0), (True, ("x",), "BROKEN", 1), (False, (), "VOID", 1), (False, ("x",), "VOID", 1)],
)
def test_a_proof_whose_planted_bug_goes_unseen_proves_nothing(
    planted: bool, failures: tuple[str, ...], verdict: str, status: int
) -> None:
    found = outcome(planted=planted, failures=failures)

    assert (found.verdict, found.status) == (verdict, status)


def test_a_proof_prints_a_line_for_people_and_a_line_of_json() -> None:
    assert outcome().line() == "P14 lint  tried 3  seconds 0.50  seed 7  KEPT"
    assert json.loads(outcome(failures=("x",)).json()) == {
        "promise": "P14",
        "proof": "lint",
        "figures": {"tried": 3, "seconds": 0.5},
        "seed": 7,
        "planted_caught": True,
        "failures": ["x"],
        "verdict": "BROKEN",
    }
