"""Months added to a day."""

from calendar import monthrange
from datetime import date

_A_YEAR = 12


def months_later(day: date, months: int) -> date:
    """Give the day of the same number so many months later, or the last day of a shorter month."""
    index = day.month - 1 + months
    year, month = day.year + index // _A_YEAR, index % _A_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
