"""Whether an answer stays within its bounds, and the French that says what is admitted."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from forms.asked import Bounds
from forms.errors import Malformed
from forms.money import BasisPoints, Cents, euros, percent
from forms.typography import counted
from forms.wording import long_date

_MONTHS = 12
_MEGABYTE = 1_000_000


def month_number(text: str) -> int:
    """Count the months from year 0 to a month written `2025-09`."""
    year, month = text.split("-")[:2]
    return int(year) * _MONTHS + int(month)


def month_text(number: int) -> str:
    """Write a month, counted from year 0, as `2025-09`."""
    return f"{(number - 1) // _MONTHS:04d}-{(number - 1) % _MONTHS + 1:02d}"


ORDERED: Mapping[str, Callable[[Any], int]] = MappingProxyType(
    {
        "money": int,
        "percentage": int,
        "integer": int,
        "date": lambda text: date.fromisoformat(text).toordinal(),
        "month": month_number,
    }
)
"""The kinds that have an order, and the number each answer is compared by."""

_SAID: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "money": lambda number: euros(Cents(number)),
        "percentage": lambda number: percent(BasisPoints(number)),
        "integer": str,
        "date": lambda number: long_date(date.fromordinal(number)),
        "month": month_text,
    }
)
_ITEMS = MappingProxyType(
    {"table": "ligne", "calendar": "activité", "choices": "choix", "countries": "pays", "fields": "rubrique"}
)


def require_within(kind: str, value: Any, bounds: Bounds) -> None:  # noqa: ANN401 -- one type for each kind
    """Refuse an answer, already read as its kind, that goes beyond its bounds. Raises `Malformed`."""
    if kind in ORDERED:
        number = ORDERED[kind](value)
        too_low = bounds.least is not None and number < bounds.least
        too_high = bounds.greatest is not None and number > bounds.greatest
        said = _SAID[kind](number)
    elif kind in _ITEMS:
        number = len(value)
        too_low = bounds.fewest is not None and number < bounds.fewest
        too_high = bounds.most is not None and number > bounds.most
        said = _counted(number, _ITEMS[kind])
    elif isinstance(value, str):
        number = len(value)
        too_low = bounds.shortest is not None and number < bounds.shortest
        too_high = bounds.longest is not None and number > bounds.longest
        said = counted(number, "caractère")
    else:
        return
    if too_low or too_high:
        raise Malformed(message=f"{said} : {say_bounds(kind, bounds)}")


def say_bounds(kind: str, bounds: Bounds) -> str:
    """Say what is admitted: « de 1 à 3 lignes », « 50 000,00 € au plus »; nothing without a bound."""
    if kind in ORDERED:
        return _between(bounds.least, bounds.greatest, _SAID[kind], alone=_SAID[kind])
    if kind in _ITEMS:
        noun = _ITEMS[kind]
        return _between(bounds.fewest, bounds.most, str, alone=lambda number: _counted(number, noun))
    if kind == "file":
        size = f"{bounds.size // _MEGABYTE} Mo au plus" if bounds.size is not None else ""
        return " ; ".join(part for part in (" ou ".join(bounds.types), size) if part)
    return _between(bounds.shortest, bounds.longest, str, alone=lambda number: counted(number, "caractère"))


def _between(
    low: int | None, high: int | None, say: Callable[[int], str], *, alone: Callable[[int], str]
) -> str:
    if low is not None and high is not None:
        return alone(low) if low == high else f"de {say(low)} à {alone(high)}"
    if low is not None:
        return f"{alone(low)} au moins"
    return f"{alone(high)} au plus" if high is not None else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if noun in {"choix", "pays"} else counted(number, noun)
