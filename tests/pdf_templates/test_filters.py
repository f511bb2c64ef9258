"""How values are written on paper."""

import pytest

from pdf_templates.filters import FILTERS, WrongKind
from pdf_templates.values import AbsentValue, shown

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("name", "arguments", "written"),
    [
        ("euros", (12_600_000,), f"126\u202f000,00{SPACE}€"),
        ("in_words", (12_600_000,), "cent vingt-six mille euros"),
        ("in_words", (1_904_001,), "dix-neuf mille quarante euros et un centime"),
        ("percent", (7_000,), f"70{SPACE}%"),
        ("date", ("2025-03-01",), f"1er{SPACE}mars{SPACE}2025"),
        ("instant", ("2025-05-28T10:12:00+00:00", "Europe/Paris"), "28 mai 2025 à 12:12 (heure de Paris)"),
        ("capital", ("ambassade de France",), "Ambassade de France"),
        ("length", ((1, 2),), 2),
        ("listed", (("eau",),), "eau"),
        ("listed", (("eau", "santé", 6),), "eau, santé et 6"),
        ("listed", ((shown("", {"name": "Bénin"}), shown("", {"name": "Togo"})), "name"), "Bénin et Togo"),
    ],
)
def test_a_value_is_written(name: str, arguments: tuple[object, ...], written: object) -> None:
    assert FILTERS[name](*arguments) == written


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("euros", "12"),
        ("euros", True),
        ("percent", None),
        ("date", 20250301),
        ("listed", ()),
        ("length", "abc"),
    ],
)
def test_a_value_of_another_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(WrongKind):
        FILTERS[name](value)


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_an_absent_value_is_named(name: str) -> None:
    extra = ("Europe/Paris",) if name == "instant" else ()

    with pytest.raises(AbsentValue, match=r"act\.on"):
        FILTERS[name](shown("act.on", None), *extra)
