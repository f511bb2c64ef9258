"""Rates settled once: a line keeps its own, what is added takes one of its currency, euros have none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.budget import Exchange, Resource
from forms.exchange_changes import RateChange, changed_rates
from forms.money import Cents

SETTLED = Exchange("XOF", "655.957", date(2025, 1, 10), "BCEAO", cash=(Cents(100),))
OTHER = Exchange("MAD", "10.56", date(2025, 1, 10), "Bank Al-Maghrib", cash=(Cents(100),))


def line(change: Exchange | None, name: str = "Dakar", **parts: str) -> Resource:
    return replace(Resource("foreign_authority", name, cash=(Cents(1),), exchange=change), **parts)  # type: ignore[arg-type]  # texts all


@pytest.mark.parametrize(
    "change",
    [
        replace(SETTLED, rate="656"),
        replace(SETTLED, rate="655.9570"),
        replace(SETTLED, rate_date=date(2025, 1, 11)),
        replace(SETTLED, rate_source="autre"),
        replace(SETTLED, currency="XAF"),
        OTHER,
    ],
)
def test_a_rate_its_date_its_source_and_its_currency_are_settled_together(change: Exchange) -> None:
    assert changed_rates([line(SETTLED)], [line(change)]) == (RateChange(line(change), (SETTLED,), change),)


@pytest.mark.parametrize(
    "given_lines",
    [
        [],
        [line(SETTLED)],
        [line(replace(SETTLED, cash=(Cents(200),), in_kind=(Cents(5),)))],
        [line(None)],
        [line(OTHER, "Thiès"), line(SETTLED)],
        [line(OTHER), line(SETTLED)],
        [line(OTHER, country="SN"), line(SETTLED)],
        [line(OTHER, payer="foreign_state")],
        [line(SETTLED, "Dakar ville")],
        [line(SETTLED), line(SETTLED, "Thiès")],
    ],
)
def test_amounts_change_lines_leave_turn_into_euros_or_come_in_a_currency_of_their_own(
    given_lines: list[Resource],
) -> None:
    assert changed_rates([line(SETTLED)], given_lines) == ()


THAWED = replace(SETTLED, rate="656")
ELSEWHERE = replace(SETTLED, rate="600")


@pytest.mark.parametrize(
    ("settled", "given_line", "rates"),
    [
        ([line(SETTLED)], line(THAWED, "Dakar ville"), (SETTLED,)),
        ([line(SETTLED)], line(THAWED, payer="foreign_state"), (SETTLED,)),
        ([line(SETTLED)], line(THAWED, country="SN"), (SETTLED,)),
        ([line(None), line(SETTLED, "Thiès")], line(THAWED), (SETTLED,)),
        ([line(SETTLED), line(OTHER), line(ELSEWHERE, "Thiès"), line(SETTLED, "Kaolack")],
         line(THAWED, "Dakar ville"), (SETTLED, ELSEWHERE)),
    ],
)  # fmt: skip
def test_a_line_renamed_or_added_takes_a_rate_settled_for_its_currency(
    settled: list[Resource], given_line: Resource, rates: tuple[Exchange, ...]
) -> None:
    assert changed_rates(settled, [given_line]) == (RateChange(given_line, rates, THAWED),)


def test_what_is_added_beside_a_line_that_stays_takes_its_rate_too() -> None:
    assert changed_rates([line(SETTLED)], [line(SETTLED), line(THAWED)]) == (
        RateChange(line(THAWED), (SETTLED,), THAWED),
    )


def test_a_line_settled_in_euros_has_no_rate_to_change() -> None:
    assert changed_rates([line(None)], [line(SETTLED)]) == ()


def test_two_lines_of_one_payer_are_told_apart_by_their_rates() -> None:
    thawed = replace(OTHER, rate="11")

    assert changed_rates([line(SETTLED), line(OTHER)], [line(thawed), line(SETTLED)]) == (
        RateChange(line(thawed), (OTHER,), thawed),
    )


lines = st.lists(
    st.builds(
        line,
        st.sampled_from([None, SETTLED, OTHER, replace(SETTLED, rate="600")]),
        st.sampled_from(["Dakar", "Thiès"]),
    ),
    max_size=6,
)


@given(lines, st.randoms())
def test_neither_order_nor_new_currencies_change_what_was_settled(
    settled: list[Resource], chance: object
) -> None:
    shuffled = list(settled)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    known = [line(one.exchange, "Kaolack") for one in settled]

    assert changed_rates(settled, shuffled) == ()
    assert changed_rates(settled, [*shuffled, *known, line(replace(OTHER, currency="USD"))]) == ()


@given(lines, lines)
def test_no_line_is_left_at_a_rate_that_was_not_settled_for_its_currency(
    settled: list[Resource], after: list[Resource]
) -> None:
    found = changed_rates(settled, after)

    currencies = {one.exchange.currency for one in settled if one.exchange}
    rates = [replace(one.exchange, cash=()) for one in settled if one.exchange]
    left = [one.exchange for one in after if one.exchange and one not in [told.line for told in found]]
    assert all(one.currency not in currencies or replace(one, cash=()) in rates for one in left)
    assert all(told.given not in told.settled for told in found)
