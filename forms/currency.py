"""Amounts in other currencies, judged in euros at a stated rate."""

import re

from forms.errors import Malformed
from forms.money import Cents
from forms.tame_text import shown
from forms.traps import aside, name_number_trap

_RATE = re.compile(r"(?P<units>[0-9]{1,9})(?:[.,](?P<decimals>[0-9]{1,8}))?")


def parse_rate(text: str) -> tuple[int, int]:
    """Read a rate — units of the currency for one euro — as an exact fraction.

    `655.957` gives (655957, 1000). Raises `Malformed` for zero or anything else.
    """
    found = _RATE.fullmatch(text.strip())
    decimals = (found["decimals"] or "") if found else ""
    numerator = int(found["units"] + decimals) if found else 0
    if numerator == 0:
        raise Malformed(
            code="CHG-001",
            message=f"« {shown(text)} » n'est pas un taux de change{aside(name_number_trap(text))}.",
            seen={"valeur": shown(text)},
            remedies=("Donnez le nombre d'unités de la devise pour un euro, par exemple 655.957.",),
        )
    return numerator, 10 ** len(decimals)


def to_euros(amount: int, rate: tuple[int, int]) -> Cents:
    """Turn hundredths of a currency into euro cents, half a cent up."""
    per_euro, scale = rate
    return Cents((2 * amount * scale + per_euro) // (2 * per_euro))
