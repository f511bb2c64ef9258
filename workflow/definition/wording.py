"""Literals as French readers write them."""

from collections.abc import Iterable

from forms.money import euros, plain
from forms.wording import long_date
from workflow.definition.literals import Amount, Bound, Count, Moment, Span

_EUROS = "EUR"
_ORDERS = {"at_least": "au moins", "above": "plus de", "at_most": "au plus", "below": "moins de"}
_DAY_ORDERS = {
    "at_least": "à partir du",
    "above": "après le",
    "at_most": "au plus tard le",
    "below": "avant le",
}

_UNITS = {
    "days": ("jour", "jours"),
    "working days": ("jour ouvré", "jours ouvrés"),
    "months": ("mois", "mois"),
    "years": ("an", "ans"),
}


def say_span(span: Span) -> str:
    """Write a length of time: « 21 jours », « 1 an »."""
    one, many = _UNITS[span.unit]
    return f"{span.count} {one if span.count == 1 else many}"


def say_moment(moment: Moment) -> str:
    """Write a day, with its minute when it has one: « 30 mai 2025 à 23:59 »."""
    day = long_date(moment.day)
    return f"{day} à {moment.minute:%H:%M}" if moment.minute else day


def say_bound(bound: Bound) -> str:
    """Write what an answer is compared with: « 50 000,00 € », « 3 », « 30 mai 2025 »."""
    if isinstance(bound, Amount):
        amount = bound.cents
        return euros(amount) if bound.currency == _EUROS else f"{plain(amount)} {bound.currency}"
    return str(bound) if isinstance(bound, Count) else long_date(bound)


def say_bounds(bounds: Iterable[tuple[str, Bound]]) -> str:
    """Write a comparison of order: « au moins 10 000,00 € et moins de 50 000,00 € »."""
    told = (
        f"{(_ORDERS if isinstance(bound, (Amount, Count)) else _DAY_ORDERS)[key]} {say_bound(bound)}"
        for key, bound in bounds
    )
    return " et ".join(told)
