"""A form asks what its conditions let show, and refuses with everything that is wrong at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answer_reading import KINDS
from workflow.asking import lacking_fields, shown_fields
from workflow.definition.model import Form
from workflow.errors import Incomplete
from workflow.forms_given import read_given

FORM = Form.model_validate(
    {
        "label": "Suivi",
        "into": "follow",
        "fields": {
            "kind": {
                "kind": "choices",
                "label": "Suites",
                "required": "true",
                "options": {"audit": "audit", "visit": "visite"},
            },
            "day": {
                "kind": "date",
                "label": "Jour de la visite",
                "required": "true",
                "shown_when": {"field": "follow.kind", "is": "visit"},
            },
            "why": {
                "kind": "text",
                "label": "Raison",
                "shown_when": {"field": "follow.day", "known": "true"},
                "required_when": {"field": "months", "above": "12"},
            },
            "cost": {
                "kind": "money",
                "label": "Coût",
                "example": "100,00",
                "limits": {"min": "1,00 EUR", "max": "5 000,00 EUR"},
            },
            "when": {"kind": "month", "label": "Mois", "limits": {"min": "2025-09-15"}},
            "rate": {"kind": "percentage", "label": "Part", "limits": {"max": "15 %"}},
        },
    }
)


def refusal(given: dict[str, str], **more: Any) -> Incomplete:  # noqa: ANN401 -- what `read_given` takes
    with pytest.raises(Incomplete) as caught:
        read_given(FORM, given, **more)
    return caught.value


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({}, ("kind", "cost", "when", "rate")),
        ({"follow": {"kind": ["audit"]}}, ("kind", "cost", "when", "rate")),
        ({"follow": {"kind": ["audit", "visit"]}}, ("kind", "day", "cost", "when", "rate")),
        (
            {"follow": {"kind": ["visit"], "day": "2025-09-01"}},
            ("kind", "day", "why", "cost", "when", "rate"),
        ),
        ({"follow": {"kind": ["audit"], "day": "2025-09-01"}}, ("kind", "cost", "when", "rate")),
    ],
)
def test_a_field_shows_when_what_it_depends_on_shows_and_holds(
    answers: dict[str, Any], shown: tuple[str, ...]
) -> None:
    assert shown_fields(FORM, answers) == shown


def test_a_field_is_required_where_its_condition_looks_at_the_application() -> None:
    answers = {"follow": {"kind": ["visit"], "day": "2025-09-01"}}

    assert lacking_fields(FORM, {**answers, "months": 12}) == ()
    assert lacking_fields(FORM, {**answers, "months": 13}) == ("why",)
    assert lacking_fields(FORM, {"months": 13}) == ("kind",)


def test_what_is_given_becomes_exact_values() -> None:
    given = {"kind": "visit", "day": "2025-09-01", "cost": "5000", "when": "2025-09", "rate": "15 %"}

    assert read_given(FORM, given) == {
        "kind": ["visit"],
        "day": "2025-09-01",
        "cost": 500_000,
        "when": "2025-09",
        "rate": 1_500,
    }


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost() -> None:
    given = {"kind": "visit", "cost": "5000,01", "why": "vu", "when": "2025-08", "rate": "15", "wen": "x"}

    found = refusal(given)

    assert plain(found.message) == (
        "« Suivi » : le champ « wen » n'existe pas ; vouliez-vous « when » ? ; "
        "« Jour de la visite » (day) doit être renseigné ; "
        "« Raison » (why) ne se demande pas ici ; retirez cette réponse ; "
        "« Coût » (cost) : 5 000,01 € : de 1,00 € à 5 000,00 € (exemple : 100,00) ; "
        "« Mois » (when) : 2025-08 : 2025-09 au moins ; "
        "« Part » (rate) : « 15 » n'est pas un pourcentage entre 0 % et 100 % ; "
        "écrivez le taux avec son signe et au plus deux décimales : 70 % ou 12,5 %."
    )
    assert found.given == given
    assert found.remedies == tuple(f"donner --set {name}=…" for name in ("day", "cost", "when", "rate"))


EVERY_KIND = Form.model_validate(
    {
        "label": "Tout",
        "into": "all",
        "fields": {
            f"the_{kind}": {"kind": kind, "label": f"Réponse {kind}"}
            | ({"options": {"a": "premier"}} if kind.startswith("choice") else {})
            | ({"columns": {"n": {"kind": "money", "label": "Montant"}}} if kind == "table" else {})
            for kind in sorted(KINDS - {"text", "long_text", "case", "rule"})
        },
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "a\u202eb",
        "a\ud800b",
        "１２",
        "1e999999",
        "-1",
        "9" * 400,
        "NaN",
        "0x10",
        "{{ 7 }}",
        "../x",
        "9" * 10**7,
    ],
    ids=ascii,
)
def test_every_kind_of_field_refused_is_named_with_all_that_was_typed(text: str) -> None:
    given = dict.fromkeys(EVERY_KIND.fields, text)

    with pytest.raises(Incomplete) as caught:
        read_given(EVERY_KIND, given)

    told = plain(caught.value.message)
    assert [f"« {one.label} » ({name}) : " in told for name, one in EVERY_KIND.fields.items()] == [
        True
    ] * len(EVERY_KIND.fields)
    assert caught.value.given == given
    assert len(told) < 6_000
    assert not any(hidden in told for hidden in "\0\u202e\ud800")


@given(st.text(max_size=40), st.sampled_from(sorted(EVERY_KIND.fields)))
def test_any_text_is_an_answer_or_is_refused_by_the_name_of_its_field(text: str, name: str) -> None:
    try:
        found = read_given(EVERY_KIND, {name: text})
    except Incomplete as error:
        refused = error
    else:
        assert set(found) == ({name} if text.strip() else set())
        return
    assert f"« {EVERY_KIND.fields[name].label} » ({name}) : " in plain(refused.message)
    assert refused.given == {name: text}


def test_what_was_answered_before_need_not_be_said_again() -> None:
    assert read_given(FORM, {"cost": "10"}, had={"kind"}, among={"follow": {"kind": ["audit"]}}) == {
        "cost": 1_000
    }
