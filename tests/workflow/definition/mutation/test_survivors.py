"""What the judge does not see is known, and each of its kinds has its reason."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from tests.workflow.definition.mutation.survivors import KINDS, Reason, reasons
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.mutation.operators import OPERATORS, Mutant, mutants
from workflow.definition.mutation.trial import Trial

SAMPLE = 6
"""Mutants of each shipped definition tried by default; the long repetitions try them all."""


@cache
def chosen(code: str) -> tuple[Mutant, ...]:
    """Give the mutants of a definition that none before it has already been judged for."""
    trial, before = Trial(load(code)), judged_before(code)
    return tuple(mutant for mutant in mutants(trial.resolved) if trial.digest(mutant) not in before)


@cache
def judged_before(code: str) -> frozenset[str]:
    earlier = shipped_codes()[: shipped_codes().index(code)]
    return frozenset(digest for one in earlier for digest in digests(one))


@cache
def digests(code: str) -> frozenset[str]:
    trial = Trial(load(code))
    return frozenset(trial.digest(mutant) for mutant in mutants(trial.resolved))


def survivors(code: str, tried: tuple[Mutant, ...]) -> Iterator[Mutant]:
    trial = Trial(load(code))
    return (mutant for mutant in tried if not trial.judge(mutant).caught)


def unexplained(found: Iterator[Mutant]) -> list[str]:
    """Give the survivors that have not exactly one reason."""
    explained = [(mutant, [one for one in reasons() if one.holds_for(mutant)]) for mutant in found]
    return [
        f"{mutant.operator} {mutant.alteration.told}: {[one.why for one in held] or 'no reason'}"
        for mutant, held in explained
        if len(held) != 1
    ]


def test_every_reason_says_of_what_it_is_one_and_why() -> None:
    assert {one.operator for one in reasons()} <= OPERATORS.keys()
    assert {one.kind for one in reasons()} <= set(KINDS)
    assert all(len(one.why) > 20 for one in reasons())


@pytest.mark.parametrize("code", shipped_codes())
def test_each_survivor_of_a_sample_has_exactly_one_reason(code: str) -> None:
    every = list(mutants(load(code)))
    chance = Random(code)  # noqa: S311 -- the same sample each time

    assert unexplained(survivors(code, tuple(chance.sample(every, min(SAMPLE, len(every)))))) == []


@pytest.mark.soak
@pytest.mark.parametrize("code", shipped_codes())
def test_each_survivor_has_exactly_one_reason(code: str) -> None:
    assert unexplained(survivors(code, chosen(code))) == []


@pytest.mark.soak
@pytest.mark.parametrize("reason", reasons(), ids=lambda one: f"{one.operator} {one.path} {one.told}")
def test_no_reason_is_without_a_survivor(reason: Reason) -> None:
    meant = (
        (code, mutant)
        for code in shipped_codes()
        for mutant in mutants(load(code))
        if reason.holds_for(mutant)
    )

    assert any(not Trial(load(code)).judge(mutant).caught for code, mutant in meant)
