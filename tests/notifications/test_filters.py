import pytest

from notifications.filters import FILTERS
from notifications.guarding import Verbatim
from notifications.values import Absent, Missing, Misused, Part


@pytest.mark.parametrize(
    ("name", "arguments", "written"),
    [
        ("euros", (12_600_000,), "126\u202f000,00\u00a0€"),
        ("in_words", (12_600_000,), "cent vingt-six mille euros"),
        ("percent", (7_000,), "70\u00a0%"),
        ("date", ("2025-06-03",), "3\u00a0juin\u00a02025"),
        ("date", ("2025-03-01",), "1er\u00a0mars\u00a02025"),
        ("instant", ("2025-05-30T21:59:59+00:00", "Europe/Paris"), "30 mai 2025 à 23:59 (heure de Paris)"),
        ("listed", (("eau", "climat", "sport"),), "eau, climat et sport"),
        ("listed", (("eau",),), "eau"),
        ("listed", ((6, 13),), "6 et 13"),
        (
            "listed",
            ((Part("c[0]", {"name": "Pérou"}), Part("c[1]", {"name": "Chili"})), "name"),
            "Pérou et Chili",
        ),
        ("length", (("a", "b"),), 2),
        ("capital", ("ambassade",), "Ambassade"),
        ("address", ("appels@exemple.org",), Verbatim("appels@exemple.org")),
    ],
)
def test_a_filter_writes_a_value(name: str, arguments: tuple[object, ...], written: object) -> None:
    assert FILTERS[name](*arguments) == written


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("euros", ("126000",)),
        ("euros", (True,)),
        ("percent", (None,)),
        ("date", ("3 juin",)),
        ("date", (20250603,)),
        ("instant", ("2025-05-30", "Europe/Nowhere")),
        ("instant", ("demain", "Europe/Paris")),
        ("listed", ("eau",)),
        ("listed", ((),)),
        ("address", ("http://exemple.org",)),
        ("address", ("a@b.org, c@d.org",)),
    ],
)
def test_a_filter_refuses_what_it_does_not_write(name: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(Misused):
        FILTERS[name](*arguments)


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_filter_never_writes_an_absent_value(name: str) -> None:
    arguments = (Absent("a.b"), "Europe/Paris")[: 2 if name == "instant" else 1]

    with pytest.raises(Missing, match=r"^a\.b$"):
        FILTERS[name](*arguments)
