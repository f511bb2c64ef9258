"""In which unit each parameter is stated (`70` is not `70 %`), and which may be left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from workflow.definition.literals import Amount, Count, Percent, Quantity, Span, Word


@dataclass(frozen=True, slots=True)
class Unit:
    """How a parameter is written; one that may be left out then asks nothing.

    One that `lapses` must be stated, but asks nothing on the days it has no value.
    """

    kind: type[Quantity]
    written: str
    optional: bool = False
    lapses: bool = False


_PERCENT = Unit(Percent, "un pourcentage, par exemple « 70 % »")
_AMOUNT = Unit(Amount, 'un montant, par exemple "23 000,00 EUR"')
_COUNT = Unit(Count, "un nombre, par exemple « 3 »")
_SPAN = Unit(Span, "une durée, par exemple « 12 months »")
_WORD = Unit(Word, "un mot")


def _optional(unit: Unit) -> Unit:
    return replace(unit, optional=True)


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "rate.pma": _PERCENT,
        "rate.oda": _PERCENT,
        "rate.non_oda": _PERCENT,
        "rate.single": _PERCENT,
        "rate.ceiling": replace(_PERCENT, lapses=True),
        "costs.common": _WORD,
        "contribution.french.min": _PERCENT,
        "contribution.french.in_kind_max": _PERCENT,
        "contribution.foreign": _WORD,
        "contribution.foreign.min": _optional(_PERCENT),
        "contribution.foreign.in_kind_max": _optional(_PERCENT),
        "contribution.matching": _optional(_WORD),
        "authorities.min": _COUNT,
        "length.min": _optional(_SPAN),
        "length.max": _optional(_SPAN),
        "ceiling.annual": _optional(_AMOUNT),
        "ceiling.annual.partner": _optional(_AMOUNT),
        "ceiling.staff": _optional(_PERCENT),
        "ceiling.staff.level": _optional(_WORD),
        "ceiling.fees": _optional(_PERCENT),
        "ceiling.fees.level": _optional(_WORD),
        "instalment.last.first_part": _PERCENT,
        "report.within": _SPAN,
        "settlement.policy": _WORD,
        "convention.threshold": _AMOUNT,
        "committee": _WORD,
    }
)
"""Every parameter of the language."""


def must_hold(parameter: str) -> bool:
    """Tell whether a parameter needs a value, were it unknown, on each day it is read."""
    unit = UNITS.get(parameter)
    return unit is not None and not (unit.optional or unit.lapses)
