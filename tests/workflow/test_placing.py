"""Answers are kept where their fields say, and read back from there."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from workflow.definition.model import Form
from workflow.placing import answered, place_of, placed

FORM = Form.model_validate(
    {
        "label": "Offre",
        "into": "offer",
        "fields": {
            "title": {"kind": "text", "label": "Intitulé", "kept_as": "title"},
            "siret": {"kind": "siret", "label": "SIRET", "kept_as": "lead.siret"},
            "email": {"kind": "email", "label": "Courriel", "kept_as": "lead.contact.email"},
            "countries": {"kind": "countries", "label": "Pays", "kept_as": "countries"},
            "themes": {"kind": "text", "label": "Thèmes"},
        },
    }
)
WORDS = some.text(min_size=1, max_size=5)
VALUES = some.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "siret": WORDS,
        "email": WORDS,
        "themes": WORDS,
        "countries": some.lists(some.sampled_from(["SN", "MR", "BJ"]), min_size=1, unique=True),
    },
)


def test_each_answer_has_one_place() -> None:
    given_now = {"title": "Eau", "siret": "1", "email": "a@b.fr", "countries": ["SN"], "themes": "eau"}

    assert placed(FORM, given_now, among={"lead": {"name": "Aude"}, "note": 1}) == {
        "note": 1,
        "title": "Eau",
        "lead": {"name": "Aude", "siret": "1", "contact": {"email": "a@b.fr"}},
        "countries": [{"code": "SN"}],
        "offer": {"themes": "eau"},
    }
    assert [place_of(FORM, name) for name in ("themes", "email")] == ["offer.themes", "lead.contact.email"]


@given(first=VALUES, second=VALUES)
def test_what_was_placed_is_read_back_the_last_word_first(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    kept = placed(FORM, first, among={})
    before = dict(kept)

    assert answered(FORM, placed(FORM, second, among=kept)) == first | second
    assert kept == before
