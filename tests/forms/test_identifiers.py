import pytest

from forms.identifiers import (
    COUNTRY_CODES,
    FRENCH_CODES,
    is_email,
    is_genuine_siren,
    is_genuine_siret,
    is_rna,
    is_siret,
    siren_of,
    without_spaces,
)


@pytest.mark.parametrize(
    ("siret", "genuine"),
    [
        ("22110001900019", True),
        ("20003452800014", True),
        ("20003452800041", False),
        ("35600000000048", True),
        ("35600000009075", True),
        ("35600000009076", False),
    ],
)
def test_check_digits_of_a_siret_with_la_poste_s_own_rule(siret: str, genuine: bool) -> None:
    assert is_siret(siret)
    assert is_genuine_siret(siret) is genuine


def test_check_digits_of_a_siren() -> None:
    assert is_genuine_siren("200034528")
    assert not is_genuine_siren("200034582")
    assert siren_of("20003452800014") == "200034528"


@pytest.mark.parametrize("text", ["2211000190001", "2211000190001A", "２２110001900019", ""])
def test_a_siret_has_fourteen_plain_digits(text: str) -> None:
    assert not is_siret(text)


def test_spaces_inside_numbers_are_dropped() -> None:
    assert without_spaces("221 100\u00a0019\u202f00019") == "22110001900019"


def test_rna_is_w_and_nine_digits() -> None:
    assert is_rna("W111000019")
    assert not is_rna("W11100001")
    assert not is_rna("w111000019")


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("ri@aude.example.org", True),
        ("prénom.nom@mairie.example.org", True),
        ("a@b", False),
        ("a b@c.fr", False),
        ("a@@c.fr", False),
        ("a@c..fr", False),
        ("a@c.fr\nBcc: x@y.fr", False),
        ("a" * 250 + "@c.fr", False),
    ],
)
def test_the_shape_of_an_address(text: str, shaped: bool) -> None:
    assert is_email(text) is shaped


def test_countries_hold_partners_that_are_not_states_and_the_french_ones_are_told_apart() -> None:
    assert {"PS", "XK", "NO", "WF"} <= COUNTRY_CODES
    assert FRENCH_CODES <= COUNTRY_CODES
