"""The code of a currency: of ISO 4217, and in use on the day of its rate."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.currency_codes import EURO, in_use, problem_of

DAY = date(2025, 1, 10)
EXPECTED = (
    "Écrivez le code à trois capitales d'une devise qui a cours, par exemple XOF (franc CFA) ; "
    "pour un montant en euros, retirez devise, taux, date et source."
)
NO_CODE = "n'est pas le code d'une devise autre que l'euro"
UNKNOWN = "n'est le code d'aucune devise qui ait, ou ait eu, cours légal (norme ISO 4217)"


@pytest.mark.parametrize("code", ["XOF", "XAF", "MAD", "USD", "ZWG", "ANG"])
def test_a_currency_in_use_on_the_day_of_its_rate_is_taken(code: str) -> None:
    assert problem_of(code, day=DAY) is None


@pytest.mark.parametrize(
    ("code", "told", "meant"),
    [
        ("XYZ", UNKNOWN, ""),
        ("USB", UNKNOWN, "« USD » (dollar des États-Unis)"),
        ("XFO", UNKNOWN, "« XOF » (franc CFA (BCEAO))"),
        ("CFA", UNKNOWN, "« XAF » (franc CFA (BEAC)) ou « XOF » (franc CFA (BCEAO))"),
        ("xof", NO_CODE, "« XOF » (franc CFA (BCEAO))"),
        ("US$", NO_CODE, "« USD » (dollar des États-Unis)"),
        ("EUR", NO_CODE, ""),
        ("euros", NO_CODE, ""),
        ("", NO_CODE, ""),
        ("X" * 1_000_000, NO_CODE, ""),
        ("ＸＯＦ", NO_CODE, ""),
    ],
)
def test_what_is_no_code_is_told_with_the_nearest_and_an_example(code: str, told: str, meant: str) -> None:
    asked = f"Vouliez-vous {meant} ? " if meant else ""

    assert problem_of(code, day=DAY) == (told, asked + EXPECTED)


@pytest.mark.parametrize(
    ("code", "day", "named", "meant"),
    [
        ("HRK", DAY, "kuna croate", "« EUR » (euro)"),
        ("SLL", DAY, "leone sierra-léonais (1964—2022)", "« SLE » (leone sierra-léonais)"),
        ("ZWL", DAY, "dollar zimbabwéen (2009)", "« USD » (dollar des États-Unis) ou « ZWG » (ZWG)"),
        ("XCG", DAY, "florin caribéen", "« ANG » (florin antillais)"),
    ],
)
def test_a_currency_of_another_time_names_what_had_course_there(
    code: str, day: date, named: str, meant: str
) -> None:
    told = f"({named}) n'avait pas cours le 10 janvier 2025, date du taux"

    assert problem_of(code, day=day) == (told, f"Vouliez-vous {meant} ? {EXPECTED}")


def test_where_the_day_of_the_rate_is_not_known_a_currency_of_any_time_is_taken() -> None:
    assert problem_of("HRK", day=None) is None
    assert problem_of("XYZ", day=None) == (UNKNOWN, EXPECTED)


@given(st.text(max_size=4), st.none() | st.dates())
def test_any_text_is_told_or_taken(code: str, day: date | None) -> None:
    taken = problem_of(code, day=day) is None

    assert not taken or code != EURO
    assert day is None or taken == (code in in_use(day) - {EURO})
