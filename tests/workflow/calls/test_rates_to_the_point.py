"""No rate of what ships could be a hundredth of a point away without a verdict turning."""

from datetime import date

import pytest

from forms.money import BasisPoints
from tests.workflow.calls.measured_limits import MEASURES
from tests.workflow.calls.reading import all_dated, definition_of, taking_applications
from workflow.definition.literals import Percent
from workflow.definition.model import Dated, Definition
from workflow.definition.parameters import parameters_at

Stated = tuple[str, str, str]
"""A rate as it is stated: its name, the day it holds from, its source."""

LIMITS: dict[Stated, int] = {
    ("rate.pma", "2024-01-01", "BDT24"): 900_000,
    ("rate.pma", "2025-01-01", "BZH25"): 700_000,
    ("rate.oda", "2024-01-01", "BDT24"): 700_000,
    ("rate.oda", "2025-01-01", "BZH25"): 500_000,
    ("rate.non_oda", "2024-01-01", "BDT24"): 700_000,
    ("rate.non_oda", "2025-01-01", "BZH25"): 300_000,
    ("rate.single", "2025-01-01", "BZH25"): 600_000,
    ("rate.ceiling", "2025-01-01", "S-DGM"): 700_000,
    ("contribution.french.min", "2023-12-22", "SEN24"): 200_000,
    ("contribution.french.min", "2025-01-01", "BZH25"): 100_000,
    ("contribution.french.in_kind_max", "2025-01-01", "BZH25"): 500_000,
    ("contribution.foreign.min", "2023-12-22", "SEN24"): 100_000,
    ("contribution.foreign.in_kind_max", "2023-12-22", "SEN23"): 500_000,
    ("ceiling.fees", "2021-01-01", "CEM21"): 90_000,
    ("ceiling.staff", "2025-02-17", "LIB25"): 150_000,
    ("instalment.last.first_part", "2025-01-01", "BZH25"): 800_000,
}
"""What each allows of ten thousand euros, in cents, written here from the sources and from nothing else."""


def _stated() -> dict[Stated, tuple[Definition, Dated]]:
    """Find every dated rate of what ships, each in the first definition that states it."""
    found: dict[Stated, tuple[Definition, Dated]] = {}
    for code in taking_applications():
        definition = definition_of(code)
        for name, dated in all_dated(definition):
            if isinstance(dated.value, Percent):
                key = name, str(dated.since), dated.source or ""
                found.setdefault(key, (definition, dated))
    return found


def _measured(stated: Stated, *, away: int = 0) -> int:
    """Measure what a rate allows, moved by some hundredths of a point."""
    name, (definition, dated) = stated[0], _stated()[stated]
    assert isinstance(dated.value, Percent)
    moved = dated.model_copy(update={"value": Percent(BasisPoints(dated.value.basis_points + away))})
    values = tuple(moved if one == dated else one for one in definition.parameters[name])
    changed = definition.model_copy(update={"parameters": {**definition.parameters, name: values}})
    return MEASURES[name](parameters_at(changed, day=dated.since or date(2025, 1, 1)))


def test_every_rate_that_ships_has_its_limit_and_no_other() -> None:
    assert _stated().keys() == LIMITS.keys()


@pytest.mark.parametrize("stated", LIMITS, ids="-".join)
def test_a_rate_allows_what_its_source_says_to_the_cent(stated: Stated) -> None:
    assert _measured(stated) == LIMITS[stated]


@pytest.mark.parametrize("away", [-1, 1])
@pytest.mark.parametrize("stated", LIMITS, ids="-".join)
def test_a_rate_a_hundredth_of_a_point_away_is_seen(stated: Stated, away: int) -> None:
    assert _measured(stated, away=away) != LIMITS[stated]
