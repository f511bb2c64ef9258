"""How values are written."""

import pytest

from forms.templates.faults import Missing, Misused
from forms.templates.filters import FILTERS, text_of
from forms.templates.values import Absent, Part

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("name", "arguments", "written"),
    [
        ("euros", (12_600_000,), f"126\u202f000,00{SPACE}€"),
        ("in_words", (12_600_000,), "cent vingt-six mille euros"),
        ("in_words", (1_904_001,), "dix-neuf mille quarante euros et un centime"),
        ("percent", (7_000,), f"70{SPACE}%"),
        ("date", ("2025-06-03",), f"3{SPACE}juin{SPACE}2025"),
        ("date", ("2025-03-01",), f"1er{SPACE}mars{SPACE}2025"),
        ("instant", ("2025-05-28T10:12:00+00:00", "Europe/Paris"), "28 mai 2025 à 12:12 (heure de Paris)"),
        ("capital", ("ambassade de France",), "Ambassade de France"),
        ("length", ((1, 2),), 2),
        ("listed", (("eau",),), "eau"),
        ("listed", (("eau", "santé", 6),), "eau, santé et 6"),
        (
            "listed",
            ((Part("c[0]", {"name": "Bénin"}), Part("c[1]", {"name": "Togo"})), "name"),
            "Bénin et Togo",
        ),
    ],
)
def test_a_value_is_written(name: str, arguments: tuple[object, ...], written: object) -> None:
    assert FILTERS[name](*arguments) == written


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("euros", ("126000",)),
        ("euros", (True,)),
        ("in_words", ("1",)),
        ("percent", (None,)),
        ("date", ("3 juin",)),
        ("date", (20250603,)),
        ("instant", ("2025-05-30", "Europe/Nowhere")),
        ("instant", ("demain", "Europe/Paris")),
        ("capital", (3,)),
        ("length", ("abc",)),
        ("listed", ("eau",)),
        ("listed", ((),)),
    ],
)
def test_a_value_of_another_kind_is_refused(name: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(Misused):
        FILTERS[name](*arguments)


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_an_absent_value_is_named(name: str) -> None:
    extra = ("Europe/Paris",) if name == "instant" else ()

    with pytest.raises(Missing, match=r"^act\.on$"):
        FILTERS[name](Absent("act.on"), *extra)


def test_a_text_is_given_as_it_is() -> None:
    assert text_of("é") == "é"
