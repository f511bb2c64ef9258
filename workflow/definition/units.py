"""In which unit each parameter is stated: `70` is not `70 %`."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow.definition.literals import Amount, Count, Percent, Quantity, Span, Word

_PERCENT = (Percent, "un pourcentage, par exemple « 70 % »")
_AMOUNT = (Amount, 'un montant, par exemple "23 000,00 EUR"')
_COUNT = (Count, "un nombre, par exemple « 3 »")
_SPAN = (Span, "une durée, par exemple « 12 months »")
_WORD = (Word, "un mot")

UNITS: Mapping[str, tuple[type[Quantity], str]] = MappingProxyType(
    {
        "rate.pma": _PERCENT,
        "rate.oda": _PERCENT,
        "rate.non_oda": _PERCENT,
        "rate.single": _PERCENT,
        "rate.ceiling": _PERCENT,
        "costs.common": _WORD,
        "contribution.french.min": _PERCENT,
        "contribution.french.in_kind_max": _PERCENT,
        "contribution.foreign": _WORD,
        "contribution.foreign.min": _PERCENT,
        "contribution.foreign.in_kind_max": _PERCENT,
        "contribution.matching": _WORD,
        "authorities.min": _COUNT,
        "length.min": _SPAN,
        "length.max": _SPAN,
        "ceiling.annual": _AMOUNT,
        "ceiling.annual.partner": _AMOUNT,
        "ceiling.staff": _PERCENT,
        "ceiling.staff.level": _WORD,
        "ceiling.fees": _PERCENT,
        "ceiling.fees.level": _WORD,
        "instalment.last.first_part": _PERCENT,
        "convention.threshold": _AMOUNT,
        "committee": _WORD,
    }
)
"""Every parameter of the language, with its type and how to write it."""
