import pytest

from notifications.values import Absent, Missing, Part, seen, top


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_none_and_blank_are_absent(value: object) -> None:
    assert isinstance(seen("case.title", value), Absent)


def test_zero_and_false_are_values() -> None:
    assert (seen("a", 0), seen("b", False)) == (0, False)


def test_a_part_gives_its_members_with_their_path() -> None:
    decision = seen("decision", {"amount": 3, "reason": None})

    assert isinstance(decision, Part)
    assert decision.member("amount") == 3
    with pytest.raises(Missing, match=r"^decision\.reason$"):
        iter(decision.member("reason"))  # type: ignore[call-overload]


def test_items_of_a_list_know_their_place() -> None:
    countries = seen("countries", [{"name": "Équateur"}])

    assert isinstance(countries, tuple)
    assert countries[0].path == "countries[0]"


def test_what_a_letter_leaves_out_is_absent() -> None:
    values = top({"case": {"ref": "A-1"}})

    assert isinstance(values["decision"], Absent)
    assert isinstance(values["case"], Part)


def test_an_absent_value_is_false_and_has_no_order() -> None:
    absent = Absent("ceiling")

    assert not absent
    with pytest.raises(Missing, match=r"^ceiling$"):
        absent > 3  # noqa: B015 -- the comparison itself is refused
