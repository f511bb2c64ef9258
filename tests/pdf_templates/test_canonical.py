"""One spelling for one letter."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdf_templates.canonical import canonical, digest
from pdf_templates.errors import Unprintable

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", min_size=1), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("xyz", min_size=1), PLAIN))
def test_the_order_of_names_changes_nothing(letter: dict[str, object]) -> None:
    assert canonical(dict(reversed(letter.items()))) == canonical(letter)
    assert json.loads(canonical(letter)) == letter


def test_text_stays_readable() -> None:
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'.encode()


@pytest.mark.parametrize("strange", [1.5, float("nan"), object(), {1: "x"}, [b"x"]])
def test_what_a_letter_never_holds_is_refused(strange: object) -> None:
    with pytest.raises(Unprintable) as refused:
        canonical({"case": {"ref": strange}})

    assert refused.value.code == "DOC-109"


def test_the_digest_is_the_one_everybody_computes() -> None:
    assert digest(b"lettre") == sha256(b"lettre").hexdigest()
