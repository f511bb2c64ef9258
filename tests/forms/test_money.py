import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.amount_in_words import in_words
from forms.errors import Malformed
from forms.money import (
    LARGEST,
    WHOLE,
    BasisPoints,
    Cents,
    allocate,
    euros,
    half_up,
    in_currency,
    parse_euros,
    parse_percent,
    percent,
    plain,
    share_down,
    share_up,
)

amounts = st.integers(min_value=0, max_value=10**15 - 1).map(Cents)
rates = st.integers(min_value=0, max_value=10_000).map(BasisPoints)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("70000.00", 7_000_000),
        ("70000", 7_000_000),
        ("0", 0),
        ("0.5", 50),
        ("0,05", 5),
        ("70 000,00", 7_000_000),
        ("70 000,00 €", 7_000_000),
        ("70 000,00€", 7_000_000),
        ("70\u00a0000,00\u00a0€", 7_000_000),
        ("70\u202f000,00\u00a0€", 7_000_000),
        ("70\u2009000", 7_000_000),
        ("1 234 567,8", 123_456_780),
        ("999999999999999", 99_999_999_999_999_900),
    ],
)
def test_both_spellings_are_read(text: str, cents: int) -> None:
    assert parse_euros(text) == cents


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e9", "MON-001"),
        ("NaN", "MON-001"),
        ("inf", "MON-001"),
        ("", "MON-001"),
        (" ", "MON-001"),
        ("€", "MON-001"),
        ("1_000", "MON-001"),
        ("１２", "MON-001"),
        ("١٢", "MON-001"),
        ("+1", "MON-001"),
        (".5", "MON-001"),
        ("1.", "MON-001"),
        ("0x10", "MON-001"),
        ("010", "MON-001"),
        ("7 0000,00", "MON-001"),
        ("70 000.00", "MON-001"),
        ("1\n", "MON-001"),
        ("-1", "MON-002"),
        ("−1", "MON-002"),
        ("12,345.678", "MON-003"),
        ("1.234,56", "MON-003"),
        ("1.234", "MON-003"),
        ("1,234", "MON-003"),
        ("0.001", "MON-003"),
        ("9999999999999999", "MON-004"),
        ("99999999999999.99", "MON-004"),
    ],
)
def test_every_other_spelling_is_refused_with_the_expected_form(text: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_euros(text)

    assert caught.value.code == code
    assert caught.value.remedies == ('Écrivez le montant en euros, par exemple "70000.00" ou "70 000,00".',)


def test_amounts_of_another_currency_are_written_as_those_in_euros() -> None:
    assert in_currency(Cents(1_060_000), "USD") == "10\u202f600,00\u00a0USD"


def test_amounts_are_written_with_unbreakable_spaces() -> None:
    assert euros(Cents(12_600_000)) == "126\u202f000,00\u00a0€"
    assert euros(Cents(-800_005)) == "-8\u202f000,05\u00a0€"
    assert plain(Cents(12_600_000)) == "126000.00"
    assert plain(Cents(-5)) == "-0.05"


@given(amounts)
def test_what_is_written_is_read_back(amount: Cents) -> None:
    assert parse_euros(euros(amount)) == amount
    assert parse_euros(plain(amount)) == amount


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "zéro euro"),
        (1, "un centime d'euro"),
        (99, "quatre-vingt-dix-neuf centimes d'euro"),
        (100, "un euro"),
        (101, "un euro et un centime"),
        (150_000, "mille cinq cents euros"),
        (8_000, "quatre-vingts euros"),
        (8_000_000, "quatre-vingt mille euros"),
        (12_600_010, "cent vingt-six mille euros et dix centimes"),
        (100_000_000, "un million d'euros"),
        (200_000_000, "deux millions d'euros"),
        (200_000_080, "deux millions d'euros et quatre-vingts centimes"),
        (100_000_100, "un million un euros"),
        (100_000_000_000, "un milliard d'euros"),
    ],
)
def test_amounts_are_written_in_letters(cents: int, words: str) -> None:
    assert in_words(Cents(cents)) == words


@pytest.mark.parametrize(
    ("text", "rate"),
    [("70 %", 7_000), ("70%", 7_000), ("12,5 %", 1_250), ("12.55 %", 1_255), ("0 %", 0), ("100 %", 10_000)],
)
def test_percentages_are_read_with_their_sign(text: str, rate: int) -> None:
    assert parse_percent(text) == rate


@pytest.mark.parametrize("text", ["70", "0.70", "100,01 %", "1.234 %", "-5 %", "% 5", "", "７ %"])
def test_other_units_are_not_percentages(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_percent(text)

    assert caught.value.code == "MON-005"


@given(rates)
def test_percentages_are_read_back(rate: BasisPoints) -> None:
    assert parse_percent(percent(rate)) == rate


@given(amounts, rates)
def test_shares_stand_on_their_side_of_the_exact_value(amount: Cents, rate: BasisPoints) -> None:
    exact = amount * rate

    assert exact - WHOLE < share_down(amount, rate) * WHOLE <= exact
    assert exact <= share_up(amount, rate) * WHOLE < exact + WHOLE
    assert -WHOLE < 2 * (half_up(amount, rate) * WHOLE - exact) <= WHOLE


def test_halves_go_up() -> None:
    assert half_up(Cents(1), BasisPoints(5_000)) == 1
    assert half_up(Cents(2_380_001), BasisPoints(8_000)) == 1_904_001


@given(amounts, st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=12).filter(any))
def test_allocating_loses_no_cent_and_strays_by_less_than_one(total: Cents, weights: list[int]) -> None:
    shares = allocate(total, weights)

    assert sum(shares) == total
    assert all(
        abs(share * sum(weights) - total * weight) < sum(weights)
        for share, weight in zip(shares, weights, strict=True)
    )


def test_the_odd_cent_goes_to_the_largest_remainder_then_to_the_first() -> None:
    assert allocate(Cents(100), [1, 1, 1]) == (34, 33, 33)
    assert allocate(Cents(10), [1, 6, 3]) == (1, 6, 3)
    assert allocate(Cents(11), [1, 6, 3]) == (1, 7, 3)


@pytest.mark.parametrize("weights", [[0, 0], [], [2, -1]])
def test_weights_that_share_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(Cents(1), weights)


@given(st.one_of(st.integers(0, 10**15 - 1), st.integers(0, LARGEST // 100).map(lambda units: units * 100)))
def test_an_amount_written_for_machines_is_read_back_however_large(cents: int) -> None:
    assert parse_euros(plain(Cents(cents))) == cents
