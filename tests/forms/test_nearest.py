"""A misspelt name is answered with the closest known one."""

from forms.nearest import nearest, suggest


def test_the_nearest_name_is_given_whatever_its_capitals() -> None:
    assert nearest("EROS", ["euros", "date"]) == "euros"
    assert nearest("zzz", ["euros", "date"]) is None


def test_the_nearest_name_is_proposed() -> None:
    assert suggest("eros", ["euros", "date"]) == "Vouliez-vous « euros » ?"


def test_names_are_listed_when_none_is_near_up_to_twelve() -> None:
    assert suggest("zzz", ["euros", "date"]) == "Valeurs possibles : date, euros."
    assert suggest("zzz", [f"a{number:02}" for number in range(13)]).endswith("a10, a11, ….")
