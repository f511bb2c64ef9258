"""Delays counted in days, months and working days, by the calendar of a zone."""

from datetime import UTC, date, datetime

import pytest

from workflow.definition.literals import Span
from workflow.spans import add_span, before, ending, last_day

PARIS = "Europe/Paris"
TWO_MONTHS = Span(2, "months")


@pytest.mark.parametrize(
    ("received", "refused", "appeal"),
    [
        (date(2025, 12, 30), date(2026, 2, 28), date(2026, 4, 28)),
        (date(2025, 3, 15), date(2025, 5, 15), date(2025, 7, 15)),
    ],
)
def test_t15_two_months_of_silence_end_on_the_same_number_or_the_last_day(
    received: date, refused: date, appeal: date
) -> None:
    noon = datetime(received.year, received.month, received.day, 12, tzinfo=UTC)

    assert last_day(ending(noon, TWO_MONTHS, zone=PARIS), zone=PARIS) == refused
    assert add_span(refused, TWO_MONTHS) == appeal


def test_a_day_begins_at_midnight_in_the_zone_of_the_delay() -> None:
    late = datetime(2025, 3, 14, 23, 30, tzinfo=UTC)

    assert last_day(ending(late, TWO_MONTHS, zone=PARIS), zone=PARIS) == date(2025, 5, 15)
    assert last_day(ending(late, TWO_MONTHS, zone="Africa/Dakar"), zone="Africa/Dakar") == date(2025, 5, 14)


def test_a_delay_lasts_its_last_day_to_the_end_and_is_recalled_from_the_first_instant_of_a_day() -> None:
    end = ending(datetime(2025, 3, 15, 12, tzinfo=UTC), TWO_MONTHS, zone=PARIS)

    assert end == datetime(2025, 5, 15, 22, tzinfo=UTC)
    assert before(end, Span(7, "days"), zone=PARIS) == datetime(2025, 5, 7, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "day"),
    [
        (Span(21, "days"), date(2025, 5, 20)),
        (Span(5, "working days"), date(2025, 5, 7)),
        (Span(1, "years"), date(2026, 4, 29)),
    ],
)
def test_each_unit_counts_by_its_own_calendar(span: Span, day: date) -> None:
    """From 29 April 2025: the first of May is no working day."""
    assert add_span(date(2025, 4, 29), span) == day
