"""Money: integer cents in one documented spelling, rates in integer basis points.

Amounts are non-negative. Nothing here is a binary fraction: caps are compared by
multiplication, divided only to be shown or paid.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NewType

from forms.errors import Malformed
from forms.tame_text import shown
from forms.traps import aside, name_number_trap

Cents = NewType("Cents", int)
BasisPoints = NewType("BasisPoints", int)

WHOLE = BasisPoints(10_000)
"""One hundred per cent."""

LARGEST = Cents(10**17 - 100)
"""The largest amount that can be written: fifteen digits of euros."""

_EXAMPLES = '"70000.00" ou "70 000,00"'
_LONGEST = 15
_WITH_CENTS = 10 ** (_LONGEST - 2)
"""Euros that can be written with their cents; from there on only whole amounts are read."""

_LONGEST_WRITTEN = 60
_POINT = re.compile(r"(?P<units>[0-9]+)(?:\.(?P<decimals>[0-9]{1,2}))?")
_COMMA = re.compile(r"(?P<units>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,(?P<decimals>[0-9]{1,2}))? ?(?P<sign>€)?")
_NEGATIVE = re.compile(r"[-\u2212\u2013] ?[0-9].*")
_AMBIGUOUS = re.compile(r"[0-9 ]+[.,][0-9]{3,}|[0-9.,]*[.,][0-9]*[.,][0-9.,]*")
_PERCENT = re.compile(r"(?P<units>[0-9]{1,3})(?:[.,](?P<decimals>[0-9]{1,2}))? ?%")


def parse_euros(text: str) -> Cents:
    """Read an amount in euros, into cents.

    Two spellings: digits with a point and at most two decimals (`70000.00`), or the French
    one — any kind of space between thousands, a comma, `€` or not (`70 000,00 €`). At most
    fifteen digits. Raises `Malformed` for anything else, naming the expected form.
    """
    spaced = _plain_spaces(text)
    if len(spaced) > _LONGEST_WRITTEN:  # What is longer is no amount, and would be long to look through.
        raise _too_large(text)
    found = _POINT.fullmatch(spaced) or _COMMA.fullmatch(spaced)
    if found is None:
        raise _not_an_amount(text, spaced)
    units = found["units"].replace(" ", "")
    if len(units) > 1 and units.startswith("0"):
        raise _leading_zero(text)
    cents = (found["decimals"] or "").ljust(2, "0")
    if len(units) + len(found["decimals"] or "") > _LONGEST:
        raise _too_large(text)
    return Cents(int(units + cents))


@lru_cache(maxsize=4096)  # One explanation names the same few amounts many times over.
def euros(amount: Cents) -> str:
    """Write an amount as French letters do: « 126 000,00 € », with its unbreakable spaces."""
    return f"{grouped(amount)}\u00a0€"


def grouped(amount: Cents) -> str:
    """Write an amount as French letters do, its currency left to be named: « 126 000,00 »."""
    sign = "-" if amount < 0 else ""
    units, cents = divmod(abs(amount), 100)
    return f"{sign}{units:,}".replace(",", "\u202f") + f",{cents:02d}"


def in_currency(amount: Cents, currency: str) -> str:
    """Write hundredths of another currency as amounts in euros are: « 10 600,00 USD »."""
    return f"{euros(amount).removesuffix('€')}{currency}"


def plain(amount: Cents) -> str:
    """Write an amount for machines: `126000.00`, without its cents where they would be digits too many."""
    sign = "-" if amount < 0 else ""
    units, cents = divmod(abs(amount), 100)
    return f"{sign}{units}.{cents:02d}" if cents or units < _WITH_CENTS else f"{sign}{units}"


def parse_percent(text: str) -> BasisPoints:
    """Read `70 %` or `12,5 %` into basis points, between 0 and 100 %.

    The sign is compulsory: `70` and `0.70` are other units. Raises `Malformed`.
    """
    found = _PERCENT.fullmatch(_plain_spaces(text))
    points = int(found["units"] + (found["decimals"] or "").ljust(2, "0")) if found else WHOLE + 1
    if points > WHOLE:
        raise Malformed(
            code="MON-005",
            message=f"« {shown(text)} » n'est pas un pourcentage entre 0 % et 100 %{aside(_trap(text))}.",
            seen={"valeur": shown(text)},
            remedies=("Écrivez le taux avec son signe et au plus deux décimales : 70 % ou 12,5 %.",),
        )
    return BasisPoints(points)


def percent(rate: BasisPoints) -> str:
    """Write a rate as a person reads it: « 70 % », « 12,5 % »."""
    units, decimals = divmod(rate, 100)
    tail = f",{decimals:02d}".rstrip("0") if decimals else ""
    return f"{units}{tail}\u00a0%"


def share_down(amount: Cents, rate: BasisPoints) -> Cents:
    """Take a rate of an amount, rounded down to the cent: a ceiling."""
    return Cents(amount * rate // WHOLE)


def share_up(amount: Cents, rate: BasisPoints) -> Cents:
    """Take a rate of an amount, rounded up to the cent: a minimum."""
    return Cents(-(-amount * rate // WHOLE))


def half_up(amount: Cents, rate: BasisPoints) -> Cents:
    """Take a rate of an amount, rounded to the nearest cent, halves up: a payment."""
    return Cents((2 * amount * rate + WHOLE) // (2 * WHOLE))


def allocate(total: Cents, weights: Sequence[int]) -> tuple[Cents, ...]:
    """Share a total by weights without losing a cent, by largest remainder.

    Ties go to the first. Raises `ValueError` when the weights are all zero or one is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        message = "weights must be non-negative and not all zero"
        raise ValueError(message)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return tuple(Cents(share) for share in shares)


def _plain_spaces(text: str) -> str:
    if text.isascii():
        return text.strip(" ")
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in text).strip(" ")


def _not_an_amount(text: str, spaced: str) -> Malformed:
    if _NEGATIVE.fullmatch(spaced):
        return _refuse("MON-002", text, "un montant est positif ou nul")
    if _AMBIGUOUS.fullmatch(spaced):
        return _refuse("MON-003", text, "deux décimales au plus, un seul séparateur de décimales")
    return _refuse("MON-001", text, f"ce n'est pas un montant en euros{aside(_trap(spaced))}")


def _trap(text: str) -> str:
    return name_number_trap(text[:_LONGEST_WRITTEN])


def _leading_zero(text: str) -> Malformed:
    return _refuse("MON-001", text, "un montant ne commence pas par un zéro (est-ce un code ?)")


def _too_large(text: str) -> Malformed:
    return _refuse("MON-004", text, f"plus de {_LONGEST} chiffres")


def _refuse(code: str, text: str, reason: str) -> Malformed:
    return Malformed(
        code=code,
        message=f"Montant « {shown(text)} » refusé : {reason}.",
        seen={"valeur": shown(text)},
        remedies=(f"Écrivez le montant en euros, par exemple {_EXAMPLES}.",),
    )
