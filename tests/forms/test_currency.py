from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.currency import parse_rate, to_euros
from forms.errors import Malformed


def test_a_rate_is_an_exact_fraction() -> None:
    assert parse_rate("655.957") == (655_957, 1_000)
    assert parse_rate("10,56") == (1_056, 100)
    assert parse_rate("2") == (2, 1)


@pytest.mark.parametrize("text", ["0", "0.000", "-1", "1e3", "", "1.2.3", "NaN"])
def test_anything_else_is_not_a_rate(text: str) -> None:
    with pytest.raises(Malformed):
        parse_rate(text)


@given(st.integers(0, 10**15), st.integers(1, 10**12), st.sampled_from([1, 10, 1_000, 10**8]))
def test_the_nearest_cent_is_taken_halves_up(amount: int, per_euro: int, scale: int) -> None:
    exact = Fraction(amount * scale, per_euro)

    found = to_euros(amount, (per_euro, scale))

    assert -Fraction(1, 2) < found - exact <= Fraction(1, 2)


def test_a_hundred_and_fifty_million_francs_at_their_fixed_parity() -> None:
    assert to_euros(15_000_000_000, parse_rate("655.957")) == 22_867_353
    assert to_euros(15_000_000_000, parse_rate("655.967")) == 22_867_004
