"""The payment schedule: one tranche a year, the last paid in two parts.

Annual amounts follow the request's split, truncated to the cent; the last takes what remains.
Of the last, the first part is rounded to the nearest cent, halves up, and the balance is what
is left, so that the sum is the grant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.errors import Broken
from forms.money import WHOLE, BasisPoints, Cents, half_up, percent
from forms.typography import typeset

_AT_SIGNATURE = "à la signature de la convention"
_AFTER_INTERMEDIATE = "après acceptation du compte rendu intermédiaire"
_AFTER_FINAL = "après acceptation du compte rendu final"
_ORDINALS = ("Première", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième")


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of the schedule: its number, budget year, French label, amount and condition."""

    number: int
    year: int
    label: str
    amount: Cents
    condition: str


def split_by_year(grant: Cents, weights: Sequence[int]) -> tuple[Cents, ...]:
    """Split a grant by weights, each year truncated to the cent, the last with a weight completing.

    A year without weight receives nothing. Raises `Broken` when no year has a weight.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise Broken(
            code="VER-001",
            message="Aucune année ne porte de demande : la subvention ne peut pas être répartie.",
            remedies=("Répartir la demande par année dans le budget.",),
        )
    last = max(index for index, weight in enumerate(weights) if weight)
    amounts = [grant * weight // whole for weight in weights]
    amounts[last] = 0
    amounts[last] = grant - sum(amounts)
    return tuple(Cents(amount) for amount in amounts)


def payment_schedule(
    grant: Cents, *, years: Sequence[int], weights: Sequence[int], first_part: BasisPoints
) -> tuple[Payment, ...]:
    """Schedule a grant over budget years, its last tranche in two parts.

    `weights` are the amounts requested each year; `first_part` is the share of the last tranche
    paid before the final report. Years that receive nothing have no payment.
    """
    tranches = [(y, a) for y, a in zip(years, split_by_year(grant, weights), strict=True) if a]
    payments = [
        Payment(number, year, _label(number), amount, _condition(number))
        for number, (year, amount) in enumerate(tranches[:-1], start=1)
    ]
    for year, amount in tranches[-1:]:
        number = len(payments) + 1
        first = half_up(amount, first_part)
        balance = percent(BasisPoints(WHOLE - first_part))
        payments += [
            Payment(number, year, _last("premier versement", percent(first_part)), first, _condition(number)),
            Payment(number + 1, year, _last("solde", balance), Cents(amount - first), _AFTER_FINAL),
        ]
    return tuple(payments)


def _label(number: int) -> str:
    ordinal = _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}e"
    return f"{ordinal} tranche"


def _last(part: str, share: str) -> str:
    return typeset(f"Dernière tranche, {part} ({share})")


def _condition(number: int) -> str:
    return _AT_SIGNATURE if number == 1 else _AFTER_INTERMEDIATE
