"""Rates settled once: a line keeps its own, what is added brings another, euros have none."""

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
    assert changed_rates([line(SETTLED)], [line(change)]) == (RateChange(line(change), SETTLED, change),)


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
    ],
)
def test_amounts_change_lines_leave_turn_into_euros_or_come_with_their_own_rate(
    given_lines: list[Resource],
) -> None:
    assert changed_rates([line(SETTLED)], given_lines) == ()


def test_a_line_settled_in_euros_has_no_rate_to_change() -> None:
    assert changed_rates([line(None)], [line(SETTLED)]) == ()


def test_two_lines_of_one_payer_are_told_apart_by_their_rates() -> None:
    thawed = replace(OTHER, rate="11")

    assert changed_rates([line(SETTLED), line(OTHER)], [line(thawed), line(SETTLED)]) == (
        RateChange(line(thawed), OTHER, thawed),
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
def test_neither_order_nor_additions_change_what_was_settled(settled: list[Resource], chance: object) -> None:
    shuffled = list(settled)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random

    assert changed_rates(settled, shuffled) == ()
    assert changed_rates(settled, [*shuffled, line(replace(OTHER, rate="12"))]) == ()


@given(lines, lines)
def test_no_more_is_told_than_was_settled_or_is_given(settled: list[Resource], after: list[Resource]) -> None:
    found = changed_rates(settled, after)

    assert len(found) <= min(len([one for one in some if one.exchange]) for some in (settled, after))
    assert all(one.settled != one.given for one in found)
