"""Letters of other alphabets are seen, named and written back in Latin."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.alphabets import Stranger, in_latin, stranger_in
from forms.nearest import suggest

ALIKE = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0410\u0415\u041e\u03bf\u03b1"


@pytest.mark.parametrize(
    ("text", "index", "told"),
    [
        ("c\u043ede", 1, "« \u043e » U+043E (CYRILLIC SMALL LETTER O)"),
        ("fund\u0435d", 4, "« \u0435 » U+0435 (CYRILLIC SMALL LETTER IE)"),
        ("\uff43ode", 0, "« \uff43 » U+FF43 (FULLWIDTH LATIN SMALL LETTER C)"),
        ("co\u200bde", 2, "U+200B (ZERO WIDTH SPACE)"),
        ("co\u00a0de", 2, "U+00A0 (NO-BREAK SPACE)"),
    ],
)
def test_a_stranger_is_named_by_its_place_and_code_point(text: str, index: int, told: str) -> None:
    found = stranger_in(text)

    assert found == Stranger(index, text[index])
    assert str(found) == told


@pytest.mark.parametrize("text", ["code", "rôles", "Sénégal", "œuvre", ""])
def test_latin_letters_are_no_strangers(text: str) -> None:
    assert stranger_in(text) is None


@given(st.text("abcdefopxy_", min_size=1), st.sampled_from(ALIKE), st.integers(0, 20))
def test_a_letter_that_looks_latin_is_always_seen_and_written_back(
    word: str, letter: str, place: int
) -> None:
    at = min(place, len(word))
    mixed = f"{word[:at]}{letter}{word[at:]}"

    found = stranger_in(mixed)

    assert found == Stranger(at, letter)
    assert in_latin(mixed).isascii()
    assert len(in_latin(mixed)) == len(mixed)


def test_what_looks_alike_is_written_as_what_it_looks_like() -> None:
    assert in_latin("\u0441\u043e\u0440\u0435") == "cope"
    assert in_latin("\uff43ode") == "code"
    assert in_latin("co\u200bde") == "code"
    assert unicodedata.is_normalized("NFKC", in_latin("\uff43"))


def test_a_suggestion_names_the_letter_that_misleads() -> None:
    told = suggest("g\u0435neraliste", ["generaliste", "geographique"])

    assert told.startswith("Vouliez-vous « generaliste » ? Le texte contient « \u0435 » U+0435")
    assert suggest("generalist", ["generaliste"]) == "Vouliez-vous « generaliste » ?"
