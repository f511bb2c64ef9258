"""What the judge does not see is known, and each of its kinds has its reason; all of it is tried in two
files beside this one, so that two processes share the work."""

from random import Random

import pytest

from tests.workflow.definition.mutation.survivors import KINDS, Reason, reasons, trial, tried, unexplained
from workflow.definition.catalogue import shipped_codes
from workflow.definition.mutation.operators import OPERATORS

SAMPLE = 2
"""Mutants of each shipped definition tried by default."""


def test_every_reason_says_of_what_it_is_one_and_why() -> None:
    assert {one.operator for one in reasons()} <= OPERATORS.keys()
    assert {one.kind for one in reasons()} <= set(KINDS)
    assert all(len(one.why) > 20 for one in reasons())


@pytest.mark.parametrize("code", shipped_codes())
def test_each_survivor_of_a_sample_has_exactly_one_reason(code: str) -> None:
    chance = Random(code)  # noqa: S311 -- the same sample each time

    assert unexplained(code, chance.sample(tried(code), min(SAMPLE, len(tried(code))))) == []


@pytest.mark.soak
@pytest.mark.parametrize("reason", reasons(), ids=lambda one: f"{one.operator} {one.path} {one.told}")
def test_no_reason_is_without_a_survivor(reason: Reason) -> None:
    meant = ((code, mutant) for code in shipped_codes() for mutant in tried(code) if reason.holds_for(mutant))

    assert any(not trial(code).judge(mutant).caught for code, mutant in meant)
