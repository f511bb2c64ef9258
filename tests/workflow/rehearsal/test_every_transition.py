"""All that each shipped definition lets happen does happen, in the engine, by walks nobody wrote."""

from collections.abc import Iterator

import pytest

from workflow.definition.bundle import canonical, pack
from workflow.definition.catalogue import load, shipped_codes
from workflow.rehearsal.completion import asks_joint_countries
from workflow.rehearsal.whole import NO_JOINT_COUNTRY, Whole


def rehearsed(code: str) -> Whole:
    whole = Whole.of(pack(load(code).definition))
    for _ in whole.steps():
        pass
    return whole


def _has_joint_countries(code: str) -> bool:
    return bool(load(code).definition.countries.joint)


def of_their_own() -> Iterator[str]:
    """Give one code for each life of cases that ships: the first by name of those that are alike."""
    known = set()
    for code in shipped_codes():
        tree = canonical(load(code).definition)
        life = str([tree["machines"], tree["roles"], tree["applicants"], _has_joint_countries(code)])
        if life not in known:
            known.add(life)
            yield code


ALONE = tuple(of_their_own())
ALIKE = tuple(code for code in shipped_codes() if code not in ALONE)


@pytest.mark.parametrize("code", [*ALONE, *(pytest.param(code, marks=pytest.mark.soak) for code in ALIKE)])
def test_everything_that_may_happen_does(code: str) -> None:
    whole = rehearsed(code)

    assert [(one.target, one.why) for one in whole.missed] == []
    assert whole.wanted - whole.met == {one.target for one in whole.idle}
    assert {one.why for one in whole.idle} <= {NO_JOINT_COUNTRY}
    if whole.idle:
        assert asks_joint_countries(load(code).definition)
        assert not _has_joint_countries(code)
