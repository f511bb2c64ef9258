import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import Broken
from forms.money import BasisPoints, Cents
from rules.convention_threshold import convention_imposed
from rules.instalments import Payment, payment_schedule, split_by_year

EIGHTY = BasisPoints(8_000)


def test_t10_annual_amounts_are_truncated_and_the_last_takes_the_remainder() -> None:
    assert split_by_year(Cents(7_000_001), (33, 33, 34)) == (2_310_000, 2_310_000, 2_380_001)


def test_t10_the_last_tranche_is_paid_in_two_parts() -> None:
    schedule = payment_schedule(
        Cents(7_000_001), years=(2025, 2026, 2027), weights=(33, 33, 34), first_part=EIGHTY
    )

    assert schedule == (
        Payment(1, 2025, "Première tranche", Cents(2_310_000), "à la signature de la convention"),
        Payment(
            2, 2026, "Deuxième tranche", Cents(2_310_000), "après acceptation du compte rendu intermédiaire"
        ),
        Payment(
            3,
            2027,
            "Dernière tranche, premier versement (80\u00a0%)",
            Cents(1_904_001),
            "après acceptation du compte rendu intermédiaire",
        ),
        Payment(
            4,
            2027,
            "Dernière tranche, solde (20\u00a0%)",
            Cents(476_000),
            "après acceptation du compte rendu final",
        ),
    )


def test_t1_tranches_follow_the_request() -> None:
    weights = (4_200_000, 5_250_000, 3_150_000)

    schedule = payment_schedule(
        Cents(12_600_000), years=(2025, 2026, 2027), weights=weights, first_part=EIGHTY
    )

    assert [payment.amount for payment in schedule] == [4_200_000, 5_250_000, 2_520_000, 630_000]


def test_a_single_year_is_paid_at_signature_then_at_the_end() -> None:
    schedule = payment_schedule(Cents(1_000), years=(2025,), weights=(1,), first_part=EIGHTY)

    assert [(payment.amount, payment.condition) for payment in schedule] == [
        (800, "à la signature de la convention"),
        (200, "après acceptation du compte rendu final"),
    ]


def test_a_year_that_receives_nothing_has_no_payment() -> None:
    schedule = payment_schedule(Cents(1_000), years=(2025, 2026, 2027), weights=(0, 1, 0), first_part=EIGHTY)

    assert [(payment.number, payment.year) for payment in schedule] == [(1, 2026), (2, 2026)]


@pytest.mark.parametrize("weights", [(0, 0), (1, -1), (2, -1)])
def test_a_grant_without_years_cannot_be_split(weights: tuple[int, ...]) -> None:
    with pytest.raises(Broken):
        split_by_year(Cents(100), weights)


@given(
    st.integers(0, 10**12),
    st.lists(st.integers(0, 10**10), min_size=1, max_size=5).filter(any),
    st.integers(0, 10_000),
)
def test_payments_make_the_grant(grant: int, weights: list[int], first: int) -> None:
    schedule = payment_schedule(
        Cents(grant),
        years=range(2025, 2025 + len(weights)),
        weights=weights,
        first_part=BasisPoints(first),
    )

    assert sum(payment.amount for payment in schedule) == grant
    assert [payment.number for payment in schedule] == list(range(1, len(schedule) + 1))
    assert all(payment.amount >= 0 for payment in schedule)


@pytest.mark.parametrize(
    ("private_law", "annual", "imposed"),
    [
        (True, (2_300_000, 2_300_000, 2_300_000), False),
        (True, (2_300_001, 2_300_001, 2_300_001), True),
        (True, (2_300_000, 2_300_001), True),
        (False, (4_200_000,), False),
    ],
)
def test_t14_the_law_imposes_a_convention_above_a_yearly_amount(
    private_law: bool, annual: tuple[int, ...], imposed: bool
) -> None:
    amounts = tuple(Cents(amount) for amount in annual)

    assert convention_imposed(private_law=private_law, annual=amounts, threshold=Cents(2_300_000)) is imposed
