import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.guarding import BREAK, CLOSE, OPEN, Verbatim, enclose, one_line, unlinked

# What mail readers make a link of: a scheme, two slashes or backslashes, a domain, an address.
LINK = re.compile(r"[^\W\d_]:[^\s:]|[/\\]{2}|\w[.\u3002\uff0e\uff61][^\W\d_]{2}", re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://evil.example/a", "https: / /evil. example/a"),
        ("voir www.exemple.org", "voir www. exemple. org"),
        ("moi@exemple.org", "moi@exemple. org"),
        ("mailto:moi", "mailto: moi"),
        (r"\\serveur\partage", "\\ \\serveur\\partage"),
        ("exemple。рф", "exemple。 рф"),
        ("xn--e1a.xn--p1ai", "xn--e1a. xn--p1ai"),
        ("Phase 2.1 : eau, 30 m3/h, 10:30", "Phase 2.1 : eau, 30 m3/h, 10:30"),
        ("L'eau, l'air et l'A.M.O.", "L'eau, l'air et l'A.M.O."),
    ],
)
def test_no_link_is_left_in_a_typed_text(typed: str, written: str) -> None:
    assert unlinked(typed) == written


@given(st.text())
def test_no_text_makes_a_link(typed: str) -> None:
    assert LINK.search(unlinked(typed)) is None


@given(st.text())
def test_only_spaces_are_added(typed: str) -> None:
    assert unlinked(typed).replace(" ", "") == typed.replace(" ", "")


@given(st.text(alphabet=st.characters()))
def test_an_enclosed_text_is_one_line_without_hidden_characters(typed: str) -> None:
    written = one_line(enclose(typed))

    assert written.splitlines() in ([], [written])
    assert {unicodedata.category(c) for c in written} & {"Cc", "Cs", "Zl", "Zp"} == set()


def test_line_ends_are_kept_apart_from_those_of_the_mail() -> None:
    assert enclose("a\r\nb\u2028c\td") == f"{OPEN}a{BREAK}b{BREAK}c d{CLOSE}"


def test_the_private_characters_cannot_be_typed() -> None:
    assert enclose(f"a{CLOSE}# b{OPEN}") == f"{OPEN}a# b{CLOSE}"


def test_what_the_house_says_itself_is_written_as_it_is() -> None:
    assert enclose(Verbatim("appels@exemple.org")) == f"{OPEN}appels@exemple.org{CLOSE}"
