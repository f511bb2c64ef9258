from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import Refused
from forms.money import BasisPoints, Cents
from workflow.definition.literals import (
    UNKNOWN,
    Amount,
    Count,
    Moment,
    Percent,
    Quantity,
    Span,
    SpanUnit,
    Word,
    read_amount,
    read_count,
    read_day,
    read_flag,
    read_moment,
    read_quantity,
    read_span,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("70 %", Percent(BasisPoints(7000))),
        ("12,5 %", Percent(BasisPoints(1250))),
        ("800 000,00 EUR", Amount(Cents(80_000_000), "EUR")),
        ("20000.00 CAD", Amount(Cents(2_000_000), "CAD")),
        ("21 days", Span(21, "days")),
        ("1 day", Span(1, "days")),
        ("15 working days", Span(15, "working days")),
        ("3", Count(3)),
        ("pro_rata", Word("pro_rata")),
        ("unknown", UNKNOWN),
    ],
)
def test_a_quantity_is_told_apart_by_its_unit(text: str, value: Quantity) -> None:
    assert read_quantity(text) == value


@pytest.mark.parametrize("text", ["0.70", "70.005 %", "7O %", "1e3 %", "-3", "3 weeks", "800 000,00", "NO"])
def test_a_quantity_without_a_known_unit_is_refused(text: str) -> None:
    with pytest.raises((ValueError, Refused)):
        read_quantity(text)


@given(
    st.one_of(
        st.integers(0, 10_000).map(lambda number: Percent(BasisPoints(number))),
        st.builds(Amount, st.integers(0, 10**12).map(Cents), st.sampled_from(["EUR", "CAD", "MAD", "XOF"])),
        st.builds(Span, st.integers(1, 9999), st.sampled_from(["days", "working days", "months", "years"])),
        st.integers(0, 10**8).map(Count),
    )
)
def test_a_quantity_is_read_back_as_it_writes_itself(value: Quantity) -> None:
    assert read_quantity(str(value)) == value


@pytest.mark.parametrize("text", ["010", "1_000", "1e3", "-1", "3.0", "", "٣"])
def test_a_count_has_neither_sign_nor_leading_zero(text: str) -> None:
    with pytest.raises(ValueError, match="nombre entier"):
        read_count(text)


@pytest.mark.parametrize("unit", ["day", "days", "working day", "month", "months", "year", "years"])
def test_a_span_takes_one_or_many(unit: str) -> None:
    wanted: dict[str, SpanUnit] = {
        "day": "days", "days": "days", "working day": "working days", "month": "months",
        "months": "months", "year": "years", "years": "years",
    }  # fmt: skip

    assert read_span(f"2 {unit}") == Span(2, wanted[unit])


def test_a_minute_is_kept_and_lasts_whole() -> None:
    moment = read_moment("2025-05-30 23:59")

    assert moment == Moment(date(2025, 5, 30), time(23, 59))
    assert (moment.first(), moment.after()) == (datetime(2025, 5, 30, 23, 59), datetime(2025, 5, 31))  # noqa: DTZ001 -- local times, their zone stands apart


def test_a_bare_day_lasts_until_midnight() -> None:
    moment = read_moment("2024-02-29")

    assert (moment.first(), moment.after()) == (datetime(2024, 2, 29), datetime(2024, 3, 1))  # noqa: DTZ001 -- local times, their zone stands apart


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "30/05/2025", "2025-05-30T24:00", "2025-5-3"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendrier"):
        read_moment(text)


def test_a_day_carries_no_hour() -> None:
    with pytest.raises(ValueError, match="seul un jour"):
        read_day("2025-05-30 12:00")


def test_a_flag_is_one_of_four_words() -> None:
    assert [read_flag(text) for text in ("true", "yes", "false", "no")] == [True, True, False, False]
    with pytest.raises(ValueError, match="ni true ni false"):
        read_flag("oui")


def test_an_amount_says_its_currency() -> None:
    with pytest.raises(ValueError, match="montant"):
        read_amount("800 000,00 €")
