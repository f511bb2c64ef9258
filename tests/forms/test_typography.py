from hypothesis import given
from hypothesis import strategies as st

from forms.typography import counted, typeset


def test_spaces_that_must_not_break() -> None:
    assert typeset("« a » : 70 % ; 3 € ?") == ("«\u00a0a\u00a0»\u00a0: 70\u00a0%\u202f; 3\u00a0€\u202f?")


@given(st.text(st.sampled_from("«» :;?!%€a\u00a0\u202f")))
def test_setting_twice_changes_nothing(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


def test_a_noun_takes_its_plural_from_two_on() -> None:
    assert [counted(number, "année") for number in (0, 1, 2)] == ["0 année", "1 année", "2 années"]
