"""An answer written back as it is typed is read again as the same answer, whatever its kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answer_reading import EXAMPLES, KINDS, read_answer
from forms.answer_retyping import retyped
from forms.asked import Asked

OPTIONS = {"a": "premier", "b": "second"}
COLUMNS = {
    "name": Asked("text", "Nom"),
    "note": Asked("long_text", "Note"),
    "amount": Asked("money", "Montant"),
    "rate": Asked("percentage", "Taux"),
    "kept": Asked("yes_no", "Gardé"),
}
LINES = st.text(
    st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=20
)
VALUES = {
    "text": LINES,
    "long_text": st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    "money": st.integers(0, 10**15 - 1),
    "percentage": st.integers(0, 10_000),
    "integer": st.integers(0, 10**9 - 1),
    "date": st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(date.isoformat),
    "yes_no": st.booleans(),
    "choices": st.lists(st.sampled_from(sorted(OPTIONS)), unique=True, min_size=1),
}


def asked(kind: str) -> Asked:
    return Asked(kind, "Question", options=OPTIONS, columns=COLUMNS if kind == "table" else {})


@given(st.data())
def test_a_value_is_read_again_as_it_was(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(VALUES)))
    once = read_answer(asked(kind), retyped(asked(kind), data.draw(VALUES[kind])))

    assert read_answer(asked(kind), retyped(asked(kind), once)) == once


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "name": LINES.filter(lambda text: text.strip() != ""),
                "note": VALUES["long_text"].filter(lambda text: str(text).strip() != ""),
                "amount": st.integers(0, 10**9),
                "rate": VALUES["percentage"],
                "kept": st.booleans(),
            },
        ),
        min_size=1,
        max_size=3,
    )
)
def test_the_rows_of_a_table_are_read_again_as_they_were(rows: list[dict[str, object]]) -> None:
    once = read_answer(asked("table"), retyped(asked("table"), rows))

    assert read_answer(asked("table"), retyped(asked("table"), once)) == once
    assert [row.keys() for row in once] == [row.keys() for row in rows]


@pytest.mark.parametrize("kind", sorted(KINDS & EXAMPLES.keys()))
def test_the_example_of_each_kind_comes_back(kind: str) -> None:
    value = read_answer(asked(kind), EXAMPLES[kind])

    assert read_answer(asked(kind), retyped(asked(kind), value)) == value


def test_a_piece_comes_back_with_its_size() -> None:
    assert retyped(asked("file"), {"name": "a.pdf", "size": 12}) == "a.pdf (12 octets)"
