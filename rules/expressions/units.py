"""What each value of an expression counts, and what may be done with two of them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Unit(StrEnum):
    """What a value counts: euro cents, basis points, things, months, a day, a word, or yes and no."""

    MONEY = "money"
    RATE = "rate"
    COUNT = "count"
    MONTHS = "months"
    DAY = "day"
    TEXT = "text"
    YES_NO = "yes_no"


NAMES: Mapping[Unit, str] = MappingProxyType(
    {
        Unit.MONEY: "un montant",
        Unit.RATE: "un taux",
        Unit.COUNT: "un nombre",
        Unit.MONTHS: "une durée en mois",
        Unit.DAY: "une date",
        Unit.TEXT: "un mot",
        Unit.YES_NO: "un oui ou non",
    }
)
"""What each unit is called in French."""

NUMERIC = frozenset({Unit.MONEY, Unit.RATE, Unit.COUNT, Unit.MONTHS})
ORDERED = NUMERIC | {Unit.DAY}

_PRODUCTS: Mapping[frozenset[Unit], Unit] = MappingProxyType(
    {
        frozenset({Unit.MONEY, Unit.RATE}): Unit.MONEY,
        frozenset({Unit.MONEY, Unit.COUNT}): Unit.MONEY,
        frozenset({Unit.MONEY, Unit.MONTHS}): Unit.MONEY,
        frozenset({Unit.RATE}): Unit.RATE,
        frozenset({Unit.COUNT}): Unit.COUNT,
        frozenset({Unit.COUNT, Unit.MONTHS}): Unit.MONTHS,
    }
)
_QUOTIENTS: Mapping[tuple[Unit, Unit], Unit] = MappingProxyType(
    {
        (Unit.MONEY, Unit.MONEY): Unit.RATE,
        (Unit.COUNT, Unit.COUNT): Unit.RATE,
        (Unit.MONTHS, Unit.MONTHS): Unit.RATE,
        (Unit.MONEY, Unit.COUNT): Unit.MONEY,
        (Unit.MONEY, Unit.MONTHS): Unit.MONEY,
        (Unit.MONTHS, Unit.COUNT): Unit.MONTHS,
    }
)


def combined(operator: str, left: Unit, right: Unit) -> Unit | None:
    """Give the unit of an operation on two values; None where it has no meaning."""
    if operator in {"+", "-"}:
        return left if left == right and left in NUMERIC else None
    if operator == "*":
        return _PRODUCTS.get(frozenset({left, right}))
    return _QUOTIENTS.get((left, right))


def comparable(operator: str, left: Unit, right: Unit) -> bool:
    """Tell whether two values may be compared: of one unit, and of an order where the order is asked."""
    return left == right and (operator in {"==", "!="} or left in ORDERED)
