"""Every mutant of the calls held with another State: what survives has its reason."""

import pytest

from tests.workflow.definition.mutation.survivors import JOINT, not_judged_before, unexplained


@pytest.mark.soak
@pytest.mark.parametrize("code", JOINT)
def test_each_survivor_has_exactly_one_reason(code: str) -> None:
    assert unexplained(code, not_judged_before(code)) == []
