"""Every form of every shipped definition can be answered, and is read back as its kinds of fields ask."""

from datetime import date

import pytest

from forms.money import Cents
from tests.workflow.rehearsal.calls import complete_bundle
from workflow.asking import shown_fields
from workflow.definition.catalogue import shipped_codes
from workflow.definition.model import Form
from workflow.forms_given import read_given
from workflow.placing import placed
from workflow.rehearsal.form_answers import Grounds, Places, answers_for

GROUNDS = Grounds(
    Cents(4_000_000),
    date(2025, 6, 3),
    "GEN25-0001",
    730,
    Places("SN", "76", "22110001900019"),
    rules=("E2",),
)


def forms() -> list[tuple[str, Form]]:
    found = {}
    for code in shipped_codes():
        for name, form in complete_bundle(code).definition.forms.items():
            found[f"{name} of {code}"] = form
    unique = {form.model_dump_json(): (name, form) for name, form in reversed(found.items())}
    return list(unique.values())


@pytest.mark.parametrize(("name", "form"), forms())
def test_a_form_is_answered_whole(name: str, form: Form) -> None:
    answers = answers_for(form, given=(), left_out=frozenset(), grounds=GROUNDS)

    values = read_given(form, answers)
    assert values.keys() == answers.keys()
    assert answers.keys() == set(shown_fields(form, placed(form, values, among={})))


def test_choices_made_are_kept_and_optional_ones_not_made_are_left_out() -> None:
    fields = {
        "vote": {
            "kind": "choice",
            "label": "Voix",
            "required": True,
            "options": {"for": "pour", "no": "contre"},
        },
        "told": {"kind": "yes_no", "label": "Dit"},
        "amount": {"kind": "money", "label": "Montant"},
        "starts": {"kind": "date", "label": "Début"},
        "ends": {"kind": "date", "label": "Fin"},
    }
    form = Form.model_validate({"label": "Décision", "into": "decision", "fields": fields})
    looked_at = frozenset({"decision.vote", "decision.told", "decision.amount"})

    answers = answers_for(
        form,
        given=(("decision.vote", "no"), ("decision.told", False)),
        left_out=looked_at,
        grounds=GROUNDS,
    )

    assert answers == {"vote": "no", "told": "non", "starts": "2025-09-01", "ends": "2027-09-01"}
