from datetime import date

import pytest

from forms.errors import Broken
from forms.money import Cents
from rules.findings import Source
from rules.parameters import AMOUNT, LABELS, Known, Parameters, Unknown
from rules.registry import known

DAY = date(2025, 5, 30)
THRESHOLD = Known("convention.threshold", Cents(2_300_000), AMOUNT, "DEC2001", "A", date(2001, 6, 6))
PARAMETERS = Parameters(
    DAY, {"convention.threshold": THRESHOLD, "rate.pma": Unknown("rate.pma", stated=True)}
)


def test_a_parameter_is_read_in_its_unit() -> None:
    assert PARAMETERS.amount("convention.threshold") is THRESHOLD
    assert PARAMETERS.reference_date == DAY


@pytest.mark.parametrize("unit", ["percent", "count", "months", "text"])
def test_another_unit_is_a_defect_of_the_definition(unit: str) -> None:
    with pytest.raises(Broken) as caught:
        getattr(PARAMETERS, unit)("convention.threshold")

    assert caught.value.seen == {"paramètre": "convention.threshold", "unité": "amount"}


def test_absent_and_stated_unknown_are_told_apart() -> None:
    assert PARAMETERS.percent("rate.pma") == Unknown("rate.pma", stated=True)
    assert PARAMETERS.percent("rate.oda") == Unknown("rate.oda")
    assert PARAMETERS.percent("rate.oda") == Unknown("rate.oda")
    assert dict(PARAMETERS) == {
        "convention.threshold": THRESHOLD,
        "rate.pma": Unknown("rate.pma", stated=True),
    }


def test_a_parameter_cites_its_source() -> None:
    assert THRESHOLD.cite() == Source(
        "DEC2001", "le seuil annuel qui impose une convention", date(2001, 6, 6)
    )


def test_every_parameter_a_rule_reads_has_a_french_name() -> None:
    read = {name for found in known().values() for name in found.reads if "." in name}

    assert read <= set(LABELS)
