"""What the letter gives resolves; what it does not give refuses to be written."""

from collections.abc import Callable
from typing import Any

import pytest

from forms.templates.faults import Missing, Unknown
from forms.templates.values import Absent, Part, seen, top


@pytest.mark.parametrize("blank", [None, "", "  \u00a0\n"])
def test_nothing_and_blank_text_are_absent(blank: object) -> None:
    assert isinstance(seen("case.ref", blank), Absent)


def test_zero_and_false_are_values() -> None:
    assert (seen("a", 0), seen("b", False)) == (0, False)


def test_a_part_gives_its_members_by_name() -> None:
    case = seen("case", {"ref": "GEN25-0001", "themes": ["eau"]})

    assert isinstance(case, Part)
    assert (case.member("ref"), case.member("themes")) == ("GEN25-0001", ("eau",))


def test_a_member_the_letter_leaves_out_is_absent_under_its_path() -> None:
    member = Part("decision", {"amount": 3}).member("reason")

    assert isinstance(member, Absent)
    assert member.path == "decision.reason"


TOUCHES: dict[str, Callable[[Any], object]] = {
    "printed": str,
    "formatted": lambda value: f"{value}",
    "counted": len,
    "walked": list,
    "searched": lambda value: 1 in value,
    "compared": lambda value: value < 1,
    "compared from the other side": lambda value: 3 >= value,  # noqa: SIM300 -- the side is the point
}


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_an_absent_value_refuses_by_its_name_to_be_used(touch: Callable[[Any], object]) -> None:
    with pytest.raises(Missing, match=r"^lead\.rna$"):
        touch(seen("lead.rna", None))


def test_an_absent_value_is_false() -> None:
    assert not seen("lead.rna", None)


def test_inside_an_absent_part_every_known_name_is_absent() -> None:
    convention = top({"convention": None})["convention"]

    assert isinstance(convention, Absent)
    with pytest.raises(Missing, match=r"^convention\.signatory\.name$"):
        str(convention.member("signatory").member("name"))


@pytest.mark.parametrize("part", [Part("case", {}), Absent("case")])
def test_a_name_no_letter_has_is_refused_at_once(part: Part | Absent) -> None:
    with pytest.raises(Unknown, match=r"case\.titel"):
        part.member("titel")


def test_the_items_of_a_list_are_named_by_their_place() -> None:
    shares = seen("countries", [{"name": "Bénin"}, {"name": None}])

    assert isinstance(shares, tuple)
    with pytest.raises(Missing, match=r"^countries\[1\]\.name$"):
        str(shares[1].member("name"))


def test_what_a_letter_leaves_out_is_absent_and_what_it_adds_is_not_shown() -> None:
    shown = top({"case": {"ref": "A-1"}, "secret": "x"})

    assert isinstance(shown["case"], Part)
    assert isinstance(shown["decision"], Absent)
    assert "secret" not in shown
