"""Literals as French readers write them."""

from forms.wording import long_date
from workflow.definition.literals import Moment, Span

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
