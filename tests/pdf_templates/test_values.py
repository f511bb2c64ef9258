"""What the letter gives resolves; what it does not give refuses to be printed."""

from collections.abc import Callable
from typing import Any

import pytest

from pdf_templates.values import Absent, AbsentValue, Branch, UnknownValue, roots, shown

Touch = Callable[[Any], object]


def test_a_branch_gives_its_values_by_name() -> None:
    case = shown("case", {"ref": "GEN25-0001", "items": [1]})

    assert isinstance(case, Branch)
    assert (case.child("ref"), case.child("items")) == ("GEN25-0001", (1,))


@pytest.mark.parametrize("blank", [None, "", "  \u00a0\n"])
def test_nothing_and_blank_text_are_absent(blank: object) -> None:
    assert isinstance(shown("case.ref", blank), Absent)


def test_an_absent_value_is_false_and_refuses_everything_else_by_its_name() -> None:
    absent = shown("lead.rna", None)

    assert not absent
    touches: tuple[Touch, ...] = (str, len, list, lambda value: value < 1)
    for touch in touches:
        with pytest.raises(AbsentValue, match=r"lead\.rna"):
            touch(absent)


def test_inside_an_absent_part_every_known_name_is_absent() -> None:
    given = roots({"convention": None})["convention"]

    assert isinstance(given, Absent)
    with pytest.raises(AbsentValue, match=r"convention\.signatory\.name"):
        str(Absent("convention.signatory").child("name"))


def test_a_name_no_letter_has_is_an_error_at_once() -> None:
    with pytest.raises(UnknownValue, match=r"case\.titel"):
        Branch("case", {}).child("titel")


def test_the_items_of_a_list_are_named_by_their_place() -> None:
    shares = shown("countries", [{"name": "Bénin"}, {"name": None}])

    assert isinstance(shares, tuple)
    with pytest.raises(AbsentValue, match=r"countries\[1\]\.name"):
        str(shares[1].child("name"))


def test_names_left_out_of_a_letter_are_absent() -> None:
    assert isinstance(roots({})["schedule"], Absent)
