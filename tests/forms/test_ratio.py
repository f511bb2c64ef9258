from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.ratio import Ratio


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        (Ratio(3, 7), "0.43"),
        (Ratio(1, 8), "0.13"),
        (Ratio(-1, 8), "-0.13"),
        (Ratio(0, 5), "0.00"),
        (Ratio(0, 0), None),
        (Ratio(1, 0), None),
        (Ratio(None, 5), None),
        (Ratio(5, None), None),
        (Ratio(10**18 + 1, 10**18), "1.00"),
    ],
)
def test_a_quotient_is_written_to_the_nearest_and_undefined_is_never_zero(
    ratio: Ratio, written: str | None
) -> None:
    assert ratio.decimal(2) == written


@given(st.integers(), st.integers().filter(bool), st.integers(0, 6))
def test_rounding_is_at_most_half_a_unit_away(numerator: int, denominator: int, decimals: int) -> None:
    rounded = Ratio(numerator, denominator).rounded(decimals)

    assert rounded is not None
    assert abs(Fraction(rounded) - Fraction(numerator * 10**decimals, denominator)) <= Fraction(1, 2)
