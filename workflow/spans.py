"""Lengths of time added to days and instants, in a zone, by the calendar the span asks for."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from forms.months import months_later
from workflow.definition.literals import Span


def add_span(day: date, span: Span) -> date:
    """Give the day that lies `span` after `day`.

    Months and years keep the day's number, or fall on the last day of a shorter month.
    Working days are those of metropolitan France.
    """
    match span.unit:
        case "days":
            return day + timedelta(days=span.count)
        case "working days":
            return _working_day(day, span.count)
        case "months":
            return months_later(day, span.count)
        case "years":
            return months_later(day, span.count * 12)


def end_of(day: date, *, zone: str) -> datetime:
    """Give the first instant after the day in that zone: a delay ends at 23:59, its minute included."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone)).astimezone(UTC)


def ending(start: datetime, span: Span, *, zone: str) -> datetime:
    """Give the instant at which a delay opened at `start` is over, in that zone."""
    return end_of(add_span(start.astimezone(ZoneInfo(zone)).date(), span), zone=zone)


def last_day(end: datetime, *, zone: str) -> date:
    """Give the last day within a delay that is over at `end`."""
    return (end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()


def before(end: datetime, span: Span, *, zone: str) -> datetime:
    """Give the start of the day that lies `span` before the last day of a delay (a reminder's instant)."""
    day = last_day(end, zone=zone) - timedelta(days=span.count)
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def _working_day(day: date, count: int) -> date:
    import holidays  # noqa: PLC0415 -- slow import

    calendar = holidays.country_holidays("FR")
    found: date = calendar.get_nth_working_day(day, count)
    return found
